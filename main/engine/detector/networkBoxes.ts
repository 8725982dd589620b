/** Labelled boxes as the network sees them. */
import { overlap } from './nonMaximumSuppression.ts'

export type NetworkBoxes = {
  /** x1, y1, x2, y2 in network pixels; length 4n. */
  readonly boxes: Float64Array
  /** Class of each box, -1 for an ignore region; length n. */
  readonly classes: Int32Array
}

/** IoU of one of the boxes (x1, y1, x2, y2; 4 a row) with a label. */
export function overlapWithLabel(boxes: Float32Array, row: number, labels: NetworkBoxes, label: number): number {
  const pair = Float32Array.of(
    ...labels.boxes.subarray(label * 4, label * 4 + 4),
    ...boxes.subarray(row * 4, row * 4 + 4),
  )
  return overlap(pair, 0, 1)
}
