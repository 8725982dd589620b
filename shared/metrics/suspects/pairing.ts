/**
 * Which detection speaks of which label: one to one within a class, the pair with the largest overlap times confidence
 * first. A pair that overlaps well confirms both; one that does not is a label that slipped off its thing, and the detection
 * that is still there. A detection far surer than another thus keeps a label from being confirmed by a shadow of chance.
 */
import { boxIou } from '../../box.ts'
import type { ImageBoxes } from './imageBoxes.ts'
import type { SuspectDetection, SuspectLabel } from './suspect.ts'

export type Pair = { readonly label: SuspectLabel; readonly detection: SuspectDetection; readonly iou: number }

export type Pairing = {
  readonly image: ImageBoxes
  readonly confirmed: readonly Pair[]
  readonly displaced: readonly Pair[]
}

const confirmingIou = 0.5
/** Of two things of one class side by side, one box seldom covers so much of the other. */
const displacedIou = 0.1

export function pairBoxes(image: ImageBoxes): Pairing {
  const taken = new Set<SuspectLabel | SuspectDetection>()
  const pairs = possiblePairs(image).filter(({ label, detection }) => {
    if (taken.has(label) || taken.has(detection)) return false
    taken.add(label).add(detection)
    return true
  })
  return {
    image,
    confirmed: pairs.filter(({ iou }) => iou >= confirmingIou),
    displaced: pairs.filter(({ iou }) => iou < confirmingIou),
  }
}

function possiblePairs({ labels, detections }: ImageBoxes): Pair[] {
  return detections
    .flatMap((detection) =>
      labels
        .filter(({ categoryId }) => categoryId === detection.categoryId)
        .map((label) => ({ label, detection, iou: boxIou(label.box, detection.box) })),
    )
    .filter(({ iou }) => iou >= displacedIou)
    .sort((a, b) => b.iou * b.detection.score - a.iou * a.detection.score)
}
