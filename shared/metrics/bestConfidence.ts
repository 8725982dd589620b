/**
 * The mean F1 of all categories at every confidence, and the confidence at which it is highest.
 * Every category that has ground truth weighs the same (macro average); the others do not enter.
 * Shapes: N detections and K categories of the ranking, C confidences, one for every distinct score.
 */
import type { JointRanking } from './ranking.ts'

export type F1Curve = {
  /** Descending; each lies between two neighbouring scores, so that "above it" is never a matter of rounding. [C] */
  readonly confidences: Float64Array
  readonly f1: Float64Array
}

export function macroF1Curve({ scores, categories, isTrue, groundTruths }: JointRanking): F1Curve {
  const counted = groundTruths.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
  const positions = positionsOf(categories, groundTruths)
  const kept = new Int32Array(groundTruths.length)
  const right = new Int32Array(groundTruths.length)
  const confidences = new Float64Array(positions.length)
  const f1 = new Float64Array(positions.length)
  let places = 0
  let sum = 0
  for (let at = 0; at < positions.length; at++) {
    const position = positions[at]!
    const category = categories[position]!
    const objects = groundTruths[category]!
    sum -= (2 * right[category]!) / (kept[category]! + objects)
    kept[category]!++
    right[category]! += isTrue[position]!
    sum += (2 * right[category]!) / (kept[category]! + objects)
    const score = scores[position]!
    const next = at + 1 < positions.length ? scores[positions[at + 1]!]! : undefined
    // Equal scores are kept or dropped together.
    if (next === score) continue
    confidences[places] = between(score, next)
    f1[places++] = sum / counted
  }
  return { confidences: confidences.subarray(0, places), f1: f1.subarray(0, places) }
}

/** Detections of categories that have ground truth. */
function positionsOf(categories: Int32Array, groundTruths: Int32Array): Int32Array {
  const positions = new Int32Array(categories.length)
  let count = 0
  for (let position = 0; position < categories.length; position++) {
    if (groundTruths[categories[position]!]! > 0) positions[count++] = position
  }
  return positions.subarray(0, count)
}

/** Of several equally good ones the highest; 0 when there is nothing to choose from. */
export function bestConfidence({ confidences, f1 }: F1Curve): number {
  let best = -1
  for (let place = 0; place < f1.length; place++) if (best < 0 || f1[place]! > f1[best]!) best = place
  return confidences[best] ?? 0
}

/**
 * A confidence below `score` and not below the next lower score; below the lowest score 0 serves as next, if it is
 * lower.
 */
function between(score: number, next = score > 0 ? 0 : score - 1): number {
  const middle = (score + next) / 2
  return middle < score ? middle : next
}
