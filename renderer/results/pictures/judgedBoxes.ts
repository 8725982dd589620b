/** The labels and detections of one image, paired and judged, as the list shows them and the picture draws them. */
import { type Box, boxIou } from '../../../shared/box.ts'
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import { boxesOfImage, type JudgedImages, type Outcome } from '../../../shared/metrics/perImage.ts'
import { labelAt } from '../../../shared/metrics/suspects/imageBoxes.ts'
import { detectionWidth, labelWidth, missedWidth, outcomeLooks } from '../../canvas/outcomeLook.ts'
import type { LabelledBox } from '../cropItems.ts'
import type { Switch } from './imagesView.ts'
import type { SceneBox } from './scene.ts'

type PairedBox = LabelledBox & { readonly category: string }

export type JudgedEntry = {
  readonly key: string
  readonly outcome: Outcome
  readonly label: PairedBox | null
  readonly detected: (PairedBox & { readonly score: number }) | null
  /** With its own label; of a false alarm with the label nearest to it. */
  readonly iou: number | null
}

export function judgedEntries(
  data: EvaluationData,
  judged: JudgedImages,
  imageId: number,
  confidence: number,
): JudgedEntry[] {
  const image = judged.index.imageIds.indexOf(imageId)
  if (image < 0) return []
  const names = new Map(data.categories.map(({ id, name }) => [id, name]))
  const named = (box: LabelledBox): PairedBox => ({ ...box, category: names.get(box.categoryId) ?? '' })
  const entries = boxesOfImage(judged, image, confidence).map(({ outcome, groundTruth, detection, iou }) => {
    const label = groundTruth === null ? null : named(labelAt(data.groundTruths, groundTruth))
    const detected =
      detection === null
        ? null
        : { ...named(labelAt(data.detections, detection)), score: data.detections.scores[detection]! }
    return { key: `${label?.id ?? 0}:${detected?.id ?? 0}`, outcome, label, detected, iou }
  })
  const labels = entries.flatMap(({ label }) => (label ? [label.box] : []))
  return entries.map((entry) => (entry.iou === null ? { ...entry, iou: nearestIou(entry, labels) } : entry))
}

function nearestIou({ outcome, detected }: JudgedEntry, labels: readonly Box[]): number | null {
  if (outcome !== 'falseAlarm' || !detected || labels.length === 0) return null
  return Math.max(...labels.map((label) => boxIou(label, detected.box)))
}

/** Labels below, detections above; right ones first, so that mistakes lie on top. */
export function outcomeBoxes(entries: readonly JudgedEntry[], isOn: Readonly<Record<Switch, boolean>>): SceneBox[] {
  const shown = entries.filter(({ outcome }) => outcome !== 'found' || isOn.found)
  const sorted = [...shown].sort((a, b) => Number(b.outcome === 'found') - Number(a.outcome === 'found'))
  const labels = sorted.flatMap((entry) => (isOn.labels && entry.label ? [labelBox(entry, entry.label)] : []))
  const detections = sorted.flatMap((entry) =>
    isOn.detections && entry.detected ? [detectionBox(entry, entry.detected)] : [],
  )
  return [...labels, ...detections]
}

function labelBox({ key, outcome }: JudgedEntry, { category, box }: PairedBox): SceneBox {
  const { color, dash, sign } = outcomeLooks[outcome]
  const isAlone = outcome === 'missed' || outcome === 'ignored'
  return {
    key,
    box,
    color,
    dash: outcome === 'ignored' ? dash : [],
    width: outcome === 'missed' ? missedWidth : labelWidth,
    // Of a pair the detection carries the name of both.
    text: isAlone ? `${sign} ${category}`.trim() : null,
  }
}

function detectionBox(
  { key, outcome, label }: JudgedEntry,
  { category, box, score }: NonNullable<JudgedEntry['detected']>,
): SceneBox {
  const { color, dash, sign } = outcomeLooks[outcome]
  const labelled = outcome === 'confused' ? ` (${label?.category})` : ''
  return { key, box, color, dash, width: detectionWidth, text: `${sign} ${category}${labelled} ${score.toFixed(2)}` }
}
