/** Labelled boxes as the network sees them. */

export type NetworkBoxes = {
  /** x1, y1, x2, y2 in network pixels; length 4n. */
  readonly boxes: Float64Array
  /** Class of each box, -1 for an ignore region; length n. */
  readonly classes: Int32Array
}
