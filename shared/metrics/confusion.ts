/**
 * The confusion matrix of a detector, with the boxes behind every cell.
 * Source: `ConfusionMatrix` of Ultralytics 8.4 (utils/metrics.py): rows are what the model said, columns what the
 * labels say, background last. The bottom row holds missed objects, the right column false alarms; their common cell
 * stays 0.
 * Shapes: K categories, matrix [K + 1, K + 1].
 */
import { type CrossMatches, notCounted, unmatched } from './crossMatch.ts'
import type { Dataset } from './dataset.ts'
import { categoryIdsOf, placesOf } from './grouping.ts'
import { type OperatingPoint, operatingPointOf } from './precisionRecall.ts'
import { sumOf } from './sum.ts'

/** Places in the columns of the dataset. Null: nothing is labelled there, or the model saw nothing there. */
export type ConfusionPair = {
  readonly groundTruth: number | null
  readonly detection: number | null
  readonly iou: number | null
}

export type Confusion = {
  /** Names of the categories, then `background`. */
  readonly labels: readonly string[]
  readonly iou: number
  readonly confidence: number
  readonly matrix: readonly (readonly number[])[]
  /** By row x (K + 1) + column; read it with `pairsInCell`. */
  readonly pairsByCell: ReadonlyMap<number, readonly ConfusionPair[]>
}

/** Counts the detections whose score is above the confidence. */
export function confusionAt(dataset: Dataset, matches: CrossMatches, confidence: number): Confusion {
  const size = dataset.categories.length + 1
  const pairsByCell = new Map<number, ConfusionPair[]>()
  for (const { row, column, pair } of cellsOf(dataset, matches, confidence)) {
    const cell = row * size + column
    const pairs = pairsByCell.get(cell)
    if (pairs) pairs.push(pair)
    else pairsByCell.set(cell, [pair])
  }
  const count = (row: number, column: number) => pairsByCell.get(row * size + column)?.length ?? 0
  return {
    labels: [...dataset.categories.map((category) => category.name), 'background'],
    iou: matches.iou,
    confidence,
    matrix: Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => count(row, column))),
    pairsByCell,
  }
}

export function pairsInCell(confusion: Confusion, row: number, column: number): readonly ConfusionPair[] {
  return confusion.pairsByCell.get(row * confusion.labels.length + column) ?? []
}

type Placed = { readonly row: number; readonly column: number; readonly pair: ConfusionPair }

function* cellsOf(dataset: Dataset, matches: CrossMatches, confidence: number): Generator<Placed> {
  const { detections, groundTruths, categories } = dataset
  const background = categories.length
  const rows = placesOf(detections.categoryIds, categoryIdsOf(categories))
  const columns = placesOf(groundTruths.categoryIds, categoryIdsOf(categories))
  const isKept = (detection: number) => detections.scores[detection]! > confidence
  for (const [detection, groundTruth] of matches.groundTruths.entries()) {
    if (groundTruth === notCounted || !isKept(detection)) continue
    const row = rows[detection]!
    if (groundTruth === unmatched) {
      yield { row, column: background, pair: { groundTruth: null, detection, iou: null } }
    } else {
      const iou = matches.overlaps[detection]!
      yield { row, column: columns[groundTruth]!, pair: { groundTruth, detection, iou } }
    }
  }
  for (const [groundTruth, detection] of matches.detections.entries()) {
    if (detection === notCounted || (detection !== unmatched && isKept(detection))) continue
    const column = columns[groundTruth]!
    yield { row: background, column, pair: { groundTruth, detection: null, iou: null } }
  }
}

/** Of each category: right is the cell on the diagonal, false the rest of its row, missed the rest of its column. */
export function operatingPointsOf({ matrix, labels }: Confusion): OperatingPoint[] {
  return Array.from({ length: labels.length - 1 }, (_, category) => {
    const tp = matrix[category]![category]!
    const row = sumOf(matrix[category]!)
    const column = sumOf(matrix.map((cells) => cells[category]!))
    return operatingPointOf({ tp, fp: row - tp, fn: column - tp })
  })
}
