/**
 * Greedy matching of one category by COCO's rules, at several IoU thresholds and for one range of object sizes.
 * Source: `COCOeval.evaluateImg` of pycocotools/cocoeval.py. We keep flags where it keeps annotation ids, so an id of 0
 * is an id like any other here (there it reads as "unmatched").
 * Shapes: T thresholds, D detections and G ground truths of the index.
 */
import type { CategoryIndex } from './categoryIndex.ts'
import { type AreaRange, anyArea } from './cocoParameters.ts'
import { sumOf } from './sum.ts'

/** What a detection turned out to be. Ignored: it is neither right nor wrong and leaves the count. */
export const outcome = { falsePositive: 0, truePositive: 1, ignored: 2 } as const

export type Matches = {
  /** Values of `outcome`. [T, D] */
  readonly outcomes: Uint8Array
  /** Place in index.groundTruths, -1 without a match. [T, D] */
  readonly groundTruths: Int32Array
  /** Ground truths that count: neither ignored nor outside the range. */
  readonly groundTruthCount: number
}

export function matchCategory(index: CategoryIndex, thresholds: readonly number[], range = anyArea): Matches {
  const count = index.detections.length
  const isIgnored = ignoredIn(index, range)
  const outcomes = new Uint8Array(thresholds.length * count)
  const groundTruths = new Int32Array(thresholds.length * count)
  for (const [row, threshold] of thresholds.entries()) {
    matchRow({
      index,
      range,
      isIgnored,
      isTaken: new Uint8Array(isIgnored.length),
      // pycocotools lowers a threshold of exactly 1 by this much.
      leastOverlap: Math.min(threshold, 1 - 1e-10),
      outcomes: outcomes.subarray(row * count, (row + 1) * count),
      groundTruths: groundTruths.subarray(row * count, (row + 1) * count),
    })
  }
  return { outcomes, groundTruths, groundTruthCount: isIgnored.length - sumOf(isIgnored) }
}

function ignoredIn(index: CategoryIndex, range: AreaRange): Uint8Array {
  return index.isIgnored.map((flag, place) => (flag || isOutside(index.groundTruthAreas[place]!, range) ? 1 : 0))
}

function isOutside(area: number, range: AreaRange): boolean {
  return area < range.low || area > range.high
}

/** The state of one threshold; `isTaken` [G], `outcomes` [D] and `groundTruths` [D] are filled along the way. */
type Row = {
  readonly index: CategoryIndex
  readonly range: AreaRange
  readonly isIgnored: Uint8Array
  readonly isTaken: Uint8Array
  readonly leastOverlap: number
  readonly outcomes: Uint8Array
  readonly groundTruths: Int32Array
}

/** Detections choose in the order of their scores. */
function matchRow(row: Row): void {
  for (let detection = 0; detection < row.outcomes.length; detection++) {
    // A ground truth that counts is preferred to an ignored one, however small its overlap.
    let groundTruth = bestGroundTruth(row, detection, 0)
    if (groundTruth < 0) groundTruth = bestGroundTruth(row, detection, 1)
    if (groundTruth >= 0) row.isTaken[groundTruth] = 1
    row.groundTruths[detection] = groundTruth
    row.outcomes[detection] = outcomeOf(row, detection, groundTruth)
  }
}

/** Among those that are ignored (1) or count (0); -1 when none overlaps enough. */
function bestGroundTruth({ index, isIgnored, isTaken, leastOverlap }: Row, detection: number, ignored: 0 | 1): number {
  let best = -1
  let bestOverlap = leastOverlap
  for (let pair = index.pairStarts[detection]!; pair < index.pairStarts[detection + 1]!; pair++) {
    const groundTruth = index.pairGroundTruths[pair]!
    if (isIgnored[groundTruth] !== ignored) continue
    // An ignore region takes any number of detections; an object that is only out of range takes one.
    if (isTaken[groundTruth] && !index.isIgnored[groundTruth]) continue
    // Not `<=`: of equal overlaps the later one wins.
    if (index.pairOverlaps[pair]! < bestOverlap) continue
    bestOverlap = index.pairOverlaps[pair]!
    best = groundTruth
  }
  return best
}

function outcomeOf({ index, range, isIgnored }: Row, detection: number, groundTruth: number): number {
  if (groundTruth >= 0) return isIgnored[groundTruth] ? outcome.ignored : outcome.truePositive
  return isOutside(index.detectionAreas[detection]!, range) ? outcome.ignored : outcome.falsePositive
}
