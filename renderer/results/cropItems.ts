/** The boxes behind a cell of the matrix, the likeliest wrong labels first. */
import type { Box } from '../../shared/box.ts'
import { boxArea } from '../../shared/box.ts'
import { probabilitiesAt } from '../../shared/evaluationData.ts'
import type { ConfusionPair } from '../../shared/metrics/confusion.ts'
import type { Doubt } from '../../shared/metrics/suspects/decided.ts'
import { labelAt } from '../../shared/metrics/suspects/imageBoxes.ts'
import type { EvaluatedImage } from '../../shared/reports.ts'
import type { DecisionKind } from '../../shared/suspectCalls.ts'
import type { Prepared } from './reading.ts'

export type LabelledBox = { readonly id: number; readonly categoryId: number; readonly box: Box }
export type DetectedBox = LabelledBox & { readonly score: number }

export type CropItem = {
  /** The same for the same boxes, whatever the thresholds. */
  readonly key: string
  /** What is odd about it; of a pair that agrees: how the box lies. */
  readonly kind: DecisionKind
  readonly image: EvaluatedImage
  /** Null: nothing is labelled there. */
  readonly label: LabelledBox | null
  /** Null: the model saw nothing there. */
  readonly detected: DetectedBox | null
  /** Of two labels on one thing: the one that would stay. */
  readonly other: LabelledBox | null
  readonly iou: number | null
  /** How likely the label is wrong; only the order matters. */
  readonly doubt: number
}

/** Of an evaluation with these labels. */
const known = new WeakMap<Prepared, Map<number, CropItem>>()

/** The very same item for the same boxes each time, so that a slider builds only those anew that come. */
export function cropItems(prepared: Prepared, pairs: readonly ConfusionPair[]): CropItem[] {
  return pairs.map((pair) => itemOf(prepared, pair)).sort((a, b) => b.doubt - a.doubt || a.key.localeCompare(b.key))
}

function itemOf(prepared: Prepared, pair: ConfusionPair): CropItem {
  const items = known.get(prepared) ?? new Map<number, CropItem>()
  known.set(prepared, items)
  const { groundTruth, detection } = pair
  const number = ((groundTruth ?? -1) + 1) * (prepared.data.detections.ids.length + 1) + (detection ?? -1) + 1
  const item = items.get(number) ?? newItem(prepared, pair)
  items.set(number, item)
  return item
}

function newItem(prepared: Prepared, { groundTruth, detection, iou }: ConfusionPair): CropItem {
  const { groundTruths, detections } = prepared.data
  const probabilities = detection === null ? null : probabilitiesAt(detections, detection)
  const label = groundTruth === null ? null : labelAt(groundTruths, groundTruth)
  const detected =
    detection === null ? null : { ...labelAt(detections, detection), score: detections.scores[detection]! }
  const imageId = groundTruth === null ? detections.imageIds[detection!]! : groundTruths.imageIds[groundTruth]!
  return {
    key: `${label?.id ?? 0}:${detected?.id ?? 0}`,
    kind: kindOf(label, detected),
    other: null,
    image: prepared.images.get(imageId)!,
    label,
    detected,
    iou,
    doubt: doubtOf(prepared, { label, detected, iou, probabilities }),
  }
}

function kindOf(label: LabelledBox | null, detected: DetectedBox | null): DecisionKind {
  if (!detected) return 'unseen'
  if (!label) return 'overlooked'
  return label.categoryId === detected.categoryId ? 'located' : 'swapped'
}

/** The question that a decision about the crop answers. */
export function doubtAbout({ kind, image, label, detected, other }: CropItem): Doubt {
  return { kind, imageId: image.id, label, detection: detected, other }
}

type Judged = Pick<CropItem, 'label' | 'detected' | 'iou'> & { readonly probabilities: Float32Array | null }

/**
 * A pair: confidence x IoU x (1 - probability of the labelled class). A detection without a label: its confidence.
 * A label that the model missed: the larger, the stranger.
 */
function doubtOf({ data }: Prepared, { label, detected, iou, probabilities }: Judged): number {
  if (!detected) return label ? boxArea(label.box) : 0
  if (!label) return detected.score
  const place = data.categories.findIndex((category) => category.id === label.categoryId)
  // A class that came after the training has no probability.
  return detected.score * (iou ?? 0) * (1 - (probabilities?.[place] ?? 0))
}

/** The next item after the given one that is still open, going round once; null when all are judged. */
export function nextOpen(
  items: readonly CropItem[],
  key: string | null,
  isJudged: (item: CropItem) => boolean,
): CropItem | null {
  const start = items.findIndex((item) => item.key === key)
  const around = [...items.slice(start + 1), ...items.slice(0, Math.max(0, start))]
  return around.find((item) => !isJudged(item)) ?? null
}
