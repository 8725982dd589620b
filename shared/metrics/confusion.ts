/**
 * The confusion matrix of a detector, with the boxes behind every cell.
 * Source: `ConfusionMatrix` of Ultralytics 8.4 (utils/metrics.py): rows are what the model said, columns what the
 * labels say, background last. The bottom row holds missed objects, the right column false alarms; their common cell
 * stays 0.
 * Shapes: K categories, matrix [K + 1, K + 1], M detections that count.
 */
import { type CrossMatches, notCounted, unmatched } from './crossMatch.ts'
import { firstIntegers, type Groups, groupBy, membersOf, picked } from './grouping.ts'
import { type OperatingPoint, operatingPointOf } from './precisionRecall.ts'
import { countAbove } from './scoreOrder.ts'
import { sumOf } from './sum.ts'

/** Places in the columns of the dataset. Null: nothing is labelled there, or the model saw nothing there. */
export type ConfusionPair = {
  readonly groundTruth: number | null
  readonly detection: number | null
  readonly iou: number | null
}

/** One matching sorted by cells, so that every confidence is read from it without another look at the boxes. */
export type ConfusionIndex = {
  readonly matches: CrossMatches
  /** Names of the categories, then `background`. */
  readonly labels: readonly string[]
  /** Detections of each cell (row x (K + 1) + column), the highest score first. [M] members */
  readonly detections: Groups
  /** The scores of those members. [M] */
  readonly scores: Float64Array
  /** Objects of each category. [K] groups */
  readonly objects: Groups
}

export function indexConfusion(matches: CrossMatches): ConfusionIndex {
  const { dataset, order, isObject, groundTruthCategories } = matches.index
  const labels = [...dataset.categories.map((category) => category.name), 'background']
  const detections = groupBy(order, cellsOf(matches, labels.length), labels.length ** 2)
  const categories = groundTruthCategories.map((category, place) => (isObject[place] ? category : -1))
  return {
    matches,
    labels,
    detections,
    scores: picked(dataset.detections.scores, detections.members),
    objects: groupBy(firstIntegers(isObject.length), categories, dataset.categories.length),
  }
}

/** The cell of each detection of the dataset, -1 where it is not counted. */
function cellsOf({ index, groundTruths }: CrossMatches, size: number): Int32Array {
  const { detectionCategories, groundTruthCategories } = index
  const cells = new Int32Array(groundTruths.length)
  for (let detection = 0; detection < cells.length; detection++) {
    const groundTruth = groundTruths[detection]!
    const column = groundTruth === unmatched ? size - 1 : groundTruthCategories[groundTruth]!
    cells[detection] = groundTruth === notCounted ? -1 : detectionCategories[detection]! * size + column
  }
  return cells
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
  const { labels, detections, scores, objects, matches } = index
  const background = labels.length - 1
  const counted = (row: number, column: number) => {
    const cell = row * labels.length + column
    return countAbove(scores, confidence, detections.starts[cell]!, detections.starts[cell + 1]!)
  }
  const matrix = Array.from({ length: background }, (_, row) =>
    Array.from({ length: labels.length }, (_, column) => counted(row, column)),
  )
  const missed = Array.from({ length: background }, (_, column) => {
    const labelled = objects.starts[column + 1]! - objects.starts[column]!
    return labelled - matrix.reduce((found, row) => found + row[column]!, 0)
  })
  return { index, labels, iou: matches.iou, confidence, matrix: [...matrix, [...missed, 0]] }
}

/** Found when a cell is opened; what the model said in the order of the scores, what it missed as in the dataset. */
export function pairsInCell({ index, confidence }: Confusion, row: number, column: number): readonly ConfusionPair[] {
  const { labels, detections, scores, objects, matches } = index
  const background = labels.length - 1
  const isFound = (detection: number) =>
    detection !== unmatched && matches.index.dataset.detections.scores[detection]! > confidence
  if (row === background) {
    if (column === background) return []
    const missed = membersOf(objects, column).filter((groundTruth) => !isFound(matches.detections[groundTruth]!))
    return Array.from(missed, (groundTruth) => ({ groundTruth, detection: null, iou: null }))
  }
  const start = detections.starts[row * labels.length + column]!
  const count = countAbove(scores, confidence, start, detections.starts[row * labels.length + column + 1]!)
  return Array.from(detections.members.subarray(start, start + count), (detection) =>
    column === background
      ? { groundTruth: null, detection, iou: null }
      : { groundTruth: matches.groundTruths[detection]!, detection, iou: matches.overlaps[detection]! },
  )
}

/** Of each category: right is the cell on the diagonal, false the rest of its row, missed the rest of its column. */
export function operatingPointsOf({ matrix, labels }: Pick<Confusion, 'matrix' | 'labels'>): OperatingPoint[] {
  const columnSums = labels.map((_, column) => matrix.reduce((sum, row) => sum + row[column]!, 0))
  return Array.from({ length: labels.length - 1 }, (_, category) => {
    const tp = matrix[category]![category]!
    return operatingPointOf({ tp, fp: sumOf(matrix[category]!) - tp, fn: columnSums[category]! - tp })
  })
}
