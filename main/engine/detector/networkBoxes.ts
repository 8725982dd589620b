/** Labelled boxes as the network sees them. */
import { overlap } from './nonMaximumSuppression.ts'

export type NetworkBoxes = {
  /** x1, y1, x2, y2 in network pixels; length 4n. */
  readonly boxes: Float64Array
  /** Class of each box, -1 for an ignore region; length n. */
  readonly classes: Int32Array
}

/** Says of a place in network pixels whether it lies in an ignore region, where nothing is object or background. */
export function ignoredPlaces({ boxes, classes }: NetworkBoxes): (x: number, y: number) => boolean {
  const regions = [...classes.keys()]
    .filter((box) => classes[box]! < 0)
    .map((box) => boxes.subarray(box * 4, box * 4 + 4))
  return (x, y) => regions.some(([x1, y1, x2, y2]) => x >= x1! && x <= x2! && y >= y1! && y <= y2!)
}

/** IoU of one of the boxes (x1, y1, x2, y2; 4 a row) with a label. */
export function overlapWithLabel(boxes: Float32Array, row: number, labels: NetworkBoxes, label: number): number {
  const pair = Float32Array.of(
    ...labels.boxes.subarray(label * 4, label * 4 + 4),
    ...boxes.subarray(row * 4, row * 4 + 4),
  )
  return overlap(pair, 0, 1)
}
