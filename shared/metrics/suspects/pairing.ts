/**
 * Which detection speaks of which label, one to one. First those of the same class that overlap well: they confirm each
 * other, the surest detection choosing first. Then what is left of the same class and overlaps at all: a label that
 * slipped off its thing and the detection that is still there.
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

export const confirmingIou = 0.5
/** Of two things of one class side by side, one box seldom covers so much of the other. */
const displacedIou = 0.1

export function pairBoxes(image: ImageBoxes): Pairing {
  const takenLabels = new Set<SuspectLabel>()
  const takenDetections = new Set<SuspectDetection>()
  const take = (pair: Pair): Pair => {
    takenLabels.add(pair.label)
    takenDetections.add(pair.detection)
    return pair
  }
  const confirmed = image.detections.flatMap((detection) => {
    const best = bestOf(
      image.labels.filter((label) => !takenLabels.has(label)).map((label) => pairOf(label, detection)),
    )
    return best && best.iou >= confirmingIou ? [take(best)] : []
  })
  const displaced = image.detections
    .filter((detection) => !takenDetections.has(detection))
    .flatMap((detection) => image.labels.map((label) => pairOf(label, detection)))
    .filter((pair) => pair !== null && pair.iou >= displacedIou)
    .sort((a, b) => b!.iou * b!.detection.score - a!.iou * a!.detection.score)
    .flatMap((pair) => (takenLabels.has(pair!.label) || takenDetections.has(pair!.detection) ? [] : [take(pair!)]))
  return { image, confirmed, displaced }
}

function pairOf(label: SuspectLabel, detection: SuspectDetection): Pair | null {
  if (label.categoryId !== detection.categoryId) return null
  return { label, detection, iou: boxIou(label.box, detection.box) }
}

function bestOf(pairs: readonly (Pair | null)[]): Pair | null {
  return pairs.reduce((best, pair) => (pair && (!best || pair.iou > best.iou) ? pair : best), null)
}
