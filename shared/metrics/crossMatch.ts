/**
 * One-to-one matching across categories: what did the model see in each labelled place, right or wrong?
 * The confusion matrix, the table of precision and recall and the galleries behind them all read this one matching.
 * Source: `ConfusionMatrix.process_batch` of Ultralytics 8.4 (utils/metrics.py). In each image the detection with the
 * highest score goes first and takes the free ground truth that it overlaps most, if their IoU is above the threshold.
 * A detection's match never depends on lower scores, so raising the confidence only removes matches.
 * Shapes: D detections and G ground truths of the dataset.
 */
import { type CrossIndex, indexAcrossCategories } from './crossIndex.ts'
import type { Dataset } from './dataset.ts'
import { intersectionOverUnion } from './overlap.ts'

/** What became of a detection that has no ground truth. */
export const unmatched = -1
/** It lies in an ignore region, or its image or category is not part of the dataset: it is not counted. */
export const notCounted = -2

export type CrossMatches = {
  readonly index: CrossIndex
  readonly iou: number
  /** Place in dataset.groundTruths, or `unmatched`, or `notCounted`. [D] */
  readonly groundTruths: Int32Array
  /** Place of the detection that took it, or `unmatched`, or `notCounted` for an ignore region. [G] */
  readonly detections: Int32Array
}

export function matchAcrossCategories(dataset: Dataset, iou: number): CrossMatches {
  return matchAtIou(indexAcrossCategories(dataset), iou)
}

/** For callers that match at more than one IoU. */
export function matchAtIou(index: CrossIndex, iou: number): CrossMatches {
  const { isObject } = index
  const count = index.detectionCategories.length
  const groundTruths = new Int32Array(count).fill(notCounted)
  const detections = new Int32Array(isObject.length)
  for (let place = 0; place < detections.length; place++) detections[place] = isObject[place] ? unmatched : notCounted
  const matches = { index, iou, groundTruths, detections }
  for (let position = 0; position < index.order.length; position++) matchPosition(matches, position)
  return matches
}

/**
 * Of the detections before it in the image, each must have its match.
 * @returns the detection that had its object till now and chooses after it; `unmatched` without one
 */
export function matchPosition(matches: CrossMatches, position: number): number {
  const { index, iou, groundTruths, detections } = matches
  const detection = index.order[position]!
  const pair = bestPair(matches, position)
  if (pair < 0) {
    // Without a match, and in an ignore region of whatever category: not a false alarm.
    groundTruths[detection] = index.coverages[position]! > iou ? notCounted : unmatched
    return unmatched
  }
  const object = index.pairObjects[pair]!
  const holder = detections[object]!
  groundTruths[detection] = object
  detections[object] = detection
  return holder
}

/** An object is free at the turn of a detection when none before it has it. */
export function isFreeAt({ index, detections }: CrossMatches, position: number, object: number): boolean {
  const holder = detections[object]!
  return holder === unmatched || index.positions[holder]! > position
}

/** IoU of a detection with its ground truth; null without one. */
export function overlapOf({ index, groundTruths }: CrossMatches, detection: number): number | null {
  const groundTruth = groundTruths[detection]!
  return groundTruth < 0 ? null : intersectionOverUnion(index.dataset, detection, groundTruth)
}

/** The pair with the largest overlap above the IoU whose object is free, the first of equal ones; -1 without one. */
function bestPair(matches: CrossMatches, position: number): number {
  const { index, iou } = matches
  const { pairStarts, pairObjects, pairOverlaps } = index
  let best = -1
  let bestOverlap = iou
  for (let pair = pairStarts[position]!; pair < pairStarts[position + 1]!; pair++) {
    const overlap = pairOverlaps[pair]!
    if (overlap <= bestOverlap || !isFreeAt(matches, position, pairObjects[pair]!)) continue
    best = pair
    bestOverlap = overlap
  }
  return best
}
