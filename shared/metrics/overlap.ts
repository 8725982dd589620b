/**
 * How much two boxes overlap, read straight from the columns of a dataset.
 * Source of the COCO rule: `bbIou` in pycocotools' maskApi.c, operation for operation, so that results agree to the
 * last bit.
 */
import type { Dataset, NumberColumn } from './dataset.ts'

/** Overlap of a detection with a ground truth of the same image, in [0, 1]; both by their place in the columns. */
export type Overlap = (dataset: Dataset, detection: number, groundTruth: number) => number

/** Intersection over union; with an ignore region, the part of the detection that lies in it. */
export const cocoOverlap: Overlap = (dataset, detection, groundTruth) => {
  const { detections, groundTruths } = dataset
  const shared = sharedArea(dataset, detection, groundTruth)
  if (shared === 0) return 0
  const area = detections.boxAreas[detection]!
  if (groundTruths.ignore[groundTruth]) return shared / area
  return shared / (area + groundTruths.boxAreas[groundTruth]! - shared)
}

export const intersectionOverUnion: Overlap = (dataset, detection, groundTruth) => {
  const { detections, groundTruths } = dataset
  const shared = sharedArea(dataset, detection, groundTruth)
  if (shared === 0) return 0
  return shared / (detections.boxAreas[detection]! + groundTruths.boxAreas[groundTruth]! - shared)
}

/** The part of the detection that lies in the ground truth. */
export const coverage: Overlap = (dataset, detection, groundTruth) => {
  const shared = sharedArea(dataset, detection, groundTruth)
  return shared === 0 ? 0 : shared / dataset.detections.boxAreas[detection]!
}

/** Intersection over union of boxes whose last pixel belongs to them: the width is x2 - x1 + 1. */
export const inclusiveOverlap: Overlap = (dataset, detection, groundTruth) => {
  const { detections, groundTruths } = dataset
  const shared = sharedArea(dataset, detection, groundTruth, 1)
  if (shared === 0) return 0
  return shared / (inclusiveArea(detections.boxes, detection) + inclusiveArea(groundTruths.boxes, groundTruth) - shared)
}

/** `edge` is what a side gains beyond the difference of its ends: 1 when the last pixel counts. */
function sharedArea(dataset: Dataset, detection: number, groundTruth: number, edge: 0 | 1 = 0): number {
  const a = dataset.detections.boxes
  const b = dataset.groundTruths.boxes
  const i = 4 * detection
  const j = 4 * groundTruth
  const width = Math.min(a[i + 2]!, b[j + 2]!) - Math.max(a[i]!, b[j]!) + edge
  if (width <= 0) return 0
  const height = Math.min(a[i + 3]!, b[j + 3]!) - Math.max(a[i + 1]!, b[j + 1]!) + edge
  return height > 0 ? width * height : 0
}

function inclusiveArea(boxes: NumberColumn, box: number): number {
  const at = 4 * box
  return (boxes[at + 2]! - boxes[at]! + 1) * (boxes[at + 3]! - boxes[at + 1]! + 1)
}
