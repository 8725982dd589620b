/**
 * The confidence at which the mean F1 of all categories is highest.
 * Every category that has ground truth weighs the same (macro average); the others do not enter.
 * Shapes: N detections, K categories.
 */
import { type ConfusionIndex, indexConfusion } from './confusion.ts'
import { matchAcrossCategories } from './crossMatch.ts'
import type { Dataset } from './dataset.ts'
import { groupSizes } from './grouping.ts'
import { outcome } from './match.ts'

export type JudgedDetections = {
  /** Descending. [N] */
  readonly scores: Float64Array
  /** Place of the category that the model said. [N] */
  readonly categories: Int32Array
  /** Values of `outcome`. [N] */
  readonly outcomes: Uint8Array
  /** Ground truths that count. [K] */
  readonly groundTruths: Int32Array
}

type BestConfidence = {
  readonly confidence: number
  /** The mean F1 there; null when there is nothing to choose from. */
  readonly f1: number | null
}

/** For who needs nothing else of a dataset. */
export function bestConfidenceIn(dataset: Dataset, iou: number): number {
  return bestConfidenceOf(indexConfusion(matchAcrossCategories(dataset, iou)))
}

export function bestConfidenceOf(index: ConfusionIndex): number {
  const { scores, categories, objects } = index.matches.index
  const groundTruths = groupSizes(objects)
  return bestConfidence({ scores, categories, outcomes: outcomesOf(index), groundTruths }).confidence
}

/** Judged across categories, as the confusion matrix counts. */
function outcomesOf({ cells, labels, matches }: ConfusionIndex): Uint8Array {
  const { categories } = matches.index
  const outcomes = new Uint8Array(cells.length)
  for (let position = 0; position < cells.length; position++) {
    const cell = cells[position]!
    if (cell < 0) outcomes[position] = outcome.ignored
    else if (cell === categories[position]! * (labels.length + 1)) outcomes[position] = outcome.truePositive
  }
  return outcomes
}

/** Of several equally good ones the highest; 0 when there is nothing to choose from. */
export function bestConfidence({ scores, categories, outcomes, groundTruths }: JudgedDetections): BestConfidence {
  const kept = new Int32Array(groundTruths.length)
  const right = new Int32Array(groundTruths.length)
  // What each category adds to the sum: its F1 so far.
  const shares = new Float64Array(groundTruths.length)
  let sum = 0
  let score: number | undefined
  let best: { readonly sum: number; readonly score: number; readonly next: number | undefined } | null = null
  for (let position = 0; position < scores.length; position++) {
    const category = categories[position]!
    const objects = groundTruths[category]!
    if (objects === 0 || outcomes[position] === outcome.ignored) continue
    const next = scores[position]!
    // Equal scores are kept or dropped together.
    if (score !== undefined && next !== score && (best === null || sum > best.sum)) best = { sum, score, next }
    score = next
    kept[category]!++
    if (outcomes[position] === outcome.truePositive) right[category]!++
    const share = (2 * right[category]!) / (kept[category]! + objects)
    sum += share - shares[category]!
    shares[category] = share
  }
  if (score !== undefined && (best === null || sum > best.sum)) best = { sum, score, next: undefined }
  if (best === null) return { confidence: 0, f1: null }
  const counted = groundTruths.reduce((count, objects) => count + (objects > 0 ? 1 : 0), 0)
  return { confidence: between(best.score, best.next), f1: best.sum / counted }
}

/**
 * A confidence below `score` and not below the next lower score, so that "above it" is never a matter of rounding; below the
 * lowest score 0 serves as next, if it is lower.
 */
function between(score: number, next = score > 0 ? 0 : score - 1): number {
  const middle = (score + next) / 2
  return middle < score ? middle : next
}
