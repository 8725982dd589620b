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
  /** A value of `outcome`. */
  readonly outcomeAt: (position: number) => number
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

/** Judged across categories, as the confusion matrix counts. */
export function bestConfidenceOf({ cells, labels, matches }: ConfusionIndex): number {
  const { scores, categories, objects } = matches.index
  const rightCell = (category: number) => category * (labels.length + 1)
  const outcomeAt = (position: number) => {
    const cell = cells[position]!
    if (cell < 0) return outcome.ignored
    return cell === rightCell(categories[position]!) ? outcome.truePositive : outcome.falsePositive
  }
  return bestConfidence({ scores, categories, outcomeAt, groundTruths: groupSizes(objects) }).confidence
}

/**
 * How often to ask whether what is left can still do better. Most of what a detector says is unsure and false, and the best
 * confidence lies far above it: of 233,000 detections two thirds need not be looked at.
 */
const detectionsBetweenChecks = 4096
/** The sum of F1 is added up step by step and so rounded. */
const slack = 1e-9

/** Of several equally good ones the highest; 0 when there is nothing to choose from. */
export function bestConfidence(judged: JudgedDetections): BestConfidence {
  const { scores, categories, outcomeAt, groundTruths } = judged
  const kept = new Int32Array(groundTruths.length)
  const right = new Int32Array(groundTruths.length)
  // What each category adds to the sum: its F1 so far.
  const shares = new Float64Array(groundTruths.length)
  let sum = 0
  let last = -1
  // Positions of the last detection worth keeping and of the next that counts. One object: a new one for each gain takes longer than all the rest.
  const best = { sum: -1, last: -1, next: -1 }
  for (let position = 0; position < scores.length; position++) {
    if (position % detectionsBetweenChecks === 0 && mostF1Sum(groundTruths, kept, right) < best.sum - slack) break
    const category = categories[position]!
    const objects = groundTruths[category]!
    const found = objects === 0 ? outcome.ignored : outcomeAt(position)
    if (found === outcome.ignored) continue
    // Equal scores are kept or dropped together.
    if (sum > best.sum && last >= 0 && scores[position] !== scores[last]) remember(best, sum, last, position)
    last = position
    kept[category]!++
    if (found === outcome.truePositive) right[category]!++
    const share = (2 * right[category]!) / (kept[category]! + objects)
    sum += share - shares[category]!
    shares[category] = share
  }
  if (sum > best.sum && last >= 0) remember(best, sum, last, -1)
  if (best.last < 0) return { confidence: 0, f1: null }
  const counted = groundTruths.reduce((count, objects) => count + (objects > 0 ? 1 : 0), 0)
  return { confidence: between(scores[best.last]!, scores[best.next]), f1: best.sum / counted }
}

function remember(best: { sum: number; last: number; next: number }, sum: number, last: number, next: number): void {
  best.sum = sum
  best.last = last
  best.next = next
}

/** The sum of F1 if every object were found from here on without another false alarm: what is left cannot do better. */
function mostF1Sum(groundTruths: Int32Array, kept: Int32Array, right: Int32Array): number {
  let sum = 0
  for (let category = 0; category < groundTruths.length; category++) {
    const objects = groundTruths[category]!
    if (objects > 0) sum += (2 * objects) / (2 * objects + kept[category]! - right[category]!)
  }
  return sum
}

/**
 * A confidence below `score` and not below the next lower score, so that "above it" is never a matter of rounding; below the
 * lowest score 0 serves as next, if it is lower.
 */
function between(score: number, next = score > 0 ? 0 : score - 1): number {
  const middle = (score + next) / 2
  return middle < score ? middle : next
}
