/** The fixed numbers of the COCO protocol. Source: `Params.setDetParams` of pycocotools/cocoeval.py. */

/** Which sizes of objects count; both ends belong to the range. */
export type AreaRange = { readonly low: number; readonly high: number }

// The limits are COCO's: a side of 32 and of 96 pixels; 1e5 squared stands for "no limit".
const smallArea = 32 ** 2
const mediumArea = 96 ** 2
const largestArea = 1e5 ** 2

export const anyArea: AreaRange = { low: 0, high: largestArea }
export const areaRanges = {
  all: anyArea,
  small: { low: 0, high: smallArea },
  medium: { low: smallArea, high: mediumArea },
  large: { low: mediumArea, high: largestArea },
} as const satisfies Record<string, AreaRange>

/**
 * 0.50, 0.55 … 0.95. Computed as numpy's linspace does: its ninth value is 0.8999999999999999, and an IoU between that
 * and 0.9 is a match.
 */
export const iouThresholds: readonly number[] = Array.from({ length: 10 }, (_, step) => 0.5 + step * ((0.95 - 0.5) / 9))

/** 0.00, 0.01 … 1.00, again as linspace: 57 x 0.01 is a little more than 0.57, which 57 of 100 found does not reach. */
export const recallThresholds: readonly number[] = Array.from({ length: 101 }, (_, step) => step * 0.01)

/** Detections of one category that count in an image: the best 100; recall is also asked for 10 and 1. */
export const maxDetections = 100

export const recallDetections = { AR1: 1, AR10: 10, AR100: maxDetections } as const
