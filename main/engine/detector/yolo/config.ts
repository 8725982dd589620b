/** The fixed numbers of the YOLO family alone, with their reasons. */

/** Anchor and box may differ by this factor in width and height (YOLOv5: `anchor_t`). */
export const largestAnchorRatio = 4
