/**
 * The confusion matrix of a detector, with the boxes behind every cell.
 * Source: `ConfusionMatrix` of Ultralytics 8.4 (utils/metrics.py): rows are what the model said, columns what the
 * labels say, background last. The bottom row holds missed objects, the right column false alarms; their common cell
 * stays 0.
 * Shapes: K categories, matrix [K + 1, K + 1], N detections of the index.
 */
import { type CrossMatches, notCounted, overlapOf, unmatched } from './crossMatch.ts'
import { groupSizes, membersOf } from './grouping.ts'
import { type OperatingPoint, operatingPointOf } from './precisionRecall.ts'
import { countAbove } from './scoreOrder.ts'
import { sumOf } from './sum.ts'

/** Places in the columns of the dataset. Null: nothing is labelled there, or the model saw nothing there. */
export type ConfusionPair = {
  readonly groundTruth: number | null
  readonly detection: number | null
  readonly iou: number | null
}

/** One matching with the cell of every detection, so that each confidence is read from it without another look at the boxes. */
export type ConfusionIndex = {
  readonly matches: CrossMatches
  /** Names of the categories, then `background`. */
  readonly labels: readonly string[]
  /** row x (K + 1) + column of each detection in the order of the scores, -1 where it is not counted. [N] */
  readonly cells: Int32Array
}

export function indexConfusion(matches: CrossMatches): ConfusionIndex {
  const { order, dataset } = matches.index
  const labels = [...dataset.categories.map((category) => category.name), 'background']
  const cells = new Int32Array(order.length)
  for (let position = 0; position < cells.length; position++) cells[position] = cellOf(matches, position)
  return { matches, labels, cells }
}

/** @param position in the order of the scores */
export function cellOf({ index, groundTruths }: CrossMatches, position: number): number {
  const { order, categories, groundTruthCategories, dataset } = index
  const groundTruth = groundTruths[order[position]!]!
  if (groundTruth === notCounted) return -1
  const background = dataset.categories.length
  return categories[position]! * (background + 1) + (groundTruth < 0 ? background : groundTruthCategories[groundTruth]!)
}

export type Confusion = {
  readonly index: ConfusionIndex
  readonly labels: readonly string[]
  readonly iou: number
  readonly confidence: number
  readonly matrix: readonly (readonly number[])[]
}

/** Counts the detections whose score is above the confidence. */
export function confusionAt(matches: CrossMatches, confidence: number): Confusion {
  return confusionAbove(indexConfusion(matches), confidence)
}

/** For callers that count at more than one confidence. */
export function confusionAbove(index: ConfusionIndex, confidence: number): Confusion {
  const { labels, cells, matches } = index
  const { scores, objects } = matches.index
  const size = labels.length
  const counts = new Int32Array(size * size)
  const kept = countAbove(scores, confidence)
  for (let position = 0; position < kept; position++) {
    const cell = cells[position]!
    if (cell >= 0) counts[cell]!++
  }
  const matrix: number[][] = []
  const missed = [...groupSizes(objects), 0]
  for (let row = 0; row < size - 1; row++) {
    const said = [...counts.subarray(row * size, (row + 1) * size)]
    for (let column = 0; column < size - 1; column++) missed[column]! -= said[column]!
    matrix.push(said)
  }
  return { index, labels, iou: matches.iou, confidence, matrix: [...matrix, missed] }
}

/** Found when a cell is opened; what the model said in the order of the scores, what it missed as in the dataset. */
export function pairsInCell({ index, confidence }: Confusion, row: number, column: number): readonly ConfusionPair[] {
  const { labels, cells, matches } = index
  const { order, scores, objects, dataset } = matches.index
  const background = labels.length - 1
  if (row === background) {
    if (column === background) return []
    const isFound = (detection: number) => detection !== unmatched && dataset.detections.scores[detection]! > confidence
    const missed = membersOf(objects, column).filter((groundTruth) => !isFound(matches.detections[groundTruth]!))
    return Array.from(missed, (groundTruth) => ({ groundTruth, detection: null, iou: null }))
  }
  const cell = row * labels.length + column
  const kept = countAbove(scores, confidence)
  const pairs: ConfusionPair[] = []
  for (let position = 0; position < kept; position++) {
    if (cells[position] !== cell) continue
    const detection = order[position]!
    const groundTruth = column === background ? null : matches.groundTruths[detection]!
    pairs.push({ groundTruth, detection, iou: groundTruth === null ? null : overlapOf(matches, detection) })
  }
  return pairs
}

/** Of each category: right is the cell on the diagonal, false the rest of its row, missed the rest of its column. */
export function operatingPointsOf({ matrix, labels }: Pick<Confusion, 'matrix' | 'labels'>): OperatingPoint[] {
  const columnSums = new Array<number>(labels.length).fill(0)
  for (const row of matrix) {
    for (const [column, count] of row.entries()) columnSums[column]! += count
  }
  return Array.from({ length: labels.length - 1 }, (_, category) => {
    const tp = matrix[category]![category]!
    return operatingPointOf({ tp, fp: sumOf(matrix[category]!) - tp, fn: columnSums[category]! - tp })
  })
}
