/**
 * Two labels of one thing. Boxes of one thing overlap more than those of two; where the model nevertheless sees two things,
 * each of them confirmed by a detection of its own, they are two.
 */
import { boxIou } from '../../box.ts'
import type { ConfidenceScale } from './confidenceScale.ts'
import type { Pair, Pairing } from './pairing.ts'
import type { Suspect, SuspectLabel } from './suspect.ts'

/** Labels of two things seldom overlap so much: the detector's own suppression takes 0.6 for one thing. */
const leastIou = 0.5

export function findDuplicates({ image, confirmed }: Pairing, scale: ConfidenceScale): Suspect[] {
  const pairOf = new Map(confirmed.map((pair) => [pair.label, pair]))
  const support = (label: SuspectLabel) => {
    const detection = pairOf.get(label)?.detection
    return detection ? scale.sureness(detection.categoryId, detection.score) : 0
  }
  return image.labels.flatMap((first, place) =>
    image.labels.slice(place + 1).flatMap((second) => {
      const iou = boxIou(first.box, second.box)
      if (iou < leastIou) return []
      // The one that the model confirms less; of equals the later one.
      const [label, other] = support(first) < support(second) ? [first, second] : [second, first]
      return [duplicateOf(image.imageId, label, other, { iou, support: support(label), pair: pairOf.get(other) })]
    }),
  )
}

type Evidence = { readonly iou: number; readonly support: number; readonly pair: Pair | undefined }

function duplicateOf(
  imageId: number,
  label: SuspectLabel,
  other: SuspectLabel,
  { iou, support, pair }: Evidence,
): Suspect {
  return {
    key: `duplicate:${label.id}:${other.id}`,
    kind: 'duplicate',
    imageId,
    score: iou * (1 - support),
    ...{ label, other, detection: pair?.detection ?? null, iou },
    ...{ sureness: support, labelProbability: 0, distance: 0 },
  }
}
