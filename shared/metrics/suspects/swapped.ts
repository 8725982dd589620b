/**
 * Labels whose class the model contradicts. For every class the model's support at the label is the largest overlap times
 * probability of that class over the detections there; the label is in doubt as far as another class has more support than
 * its own. A detection that another label of its own class accounts for says nothing about this one.
 */
import { boxIou } from '../../box.ts'
import type { ConfidenceScale } from './confidenceScale.ts'
import type { Pairing } from './pairing.ts'
import type { Suspect, SuspectDetection, SuspectLabel } from './suspect.ts'

/** Below this the detection is about something beside the label. */
const leastIou = 0.3

type Support = { readonly detection: SuspectDetection; readonly iou: number; readonly support: number }

export function findSwapped(
  { image, confirmed }: Pairing,
  classes: ReadonlyMap<number, number>,
  scale: ConfidenceScale,
): Suspect[] {
  const labelOf = new Map(confirmed.map(({ label, detection }) => [detection, label]))
  return image.labels.flatMap((label) => {
    const near = image.detections.filter((detection) => (labelOf.get(detection) ?? label) === label)
    const suspect = swappedAt(label, near, classes, scale)
    return suspect ? [{ ...suspect, imageId: image.imageId }] : []
  })
}

function swappedAt(
  label: SuspectLabel,
  detections: readonly SuspectDetection[],
  classes: ReadonlyMap<number, number>,
  scale: ConfidenceScale,
): Omit<Suspect, 'imageId'> | null {
  const place = classes.get(label.categoryId)
  let own = 0
  let other: Support | null = null
  for (const detection of detections) {
    const iou = boxIou(label.box, detection.box)
    if (iou < leastIou) continue
    // A class that came after the training has no probability.
    own = Math.max(own, iou * (detection.probabilities[place ?? -1] ?? 0))
    if (detection.categoryId === label.categoryId) continue
    const support = iou * detection.score
    if (!other || support > other.support) other = { detection, iou, support }
  }
  if (!other) return null
  const { detection, iou, support } = other
  const sureness = scale.sureness(detection.categoryId, detection.score)
  const doubt = support / (support + own)
  return {
    key: `swapped:${label.id}:${detection.categoryId}`,
    kind: 'swapped',
    score: Math.sqrt(sureness * iou) * doubt,
    ...{ label, detection, other: null, iou, sureness },
    labelProbability: detection.probabilities[place ?? -1] ?? 0,
    distance: 0,
  }
}
