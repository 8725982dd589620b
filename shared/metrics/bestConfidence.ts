/**
 * The mean F1 of all categories at every confidence, and the confidence at which it is highest.
 * Every category that has ground truth weighs the same (macro average); the others do not enter.
 * Shapes: C confidences, one for every distinct score.
 */
import type { Ranking } from './ranking.ts'

export type F1Curve = {
  /** Descending; each lies between two neighbouring scores, so that "above it" is never a matter of rounding. [C] */
  readonly confidences: Float64Array
  readonly f1: Float64Array
}

export function macroF1Curve(rankings: readonly Ranking[]): F1Curve {
  const counted = rankings.filter((ranking) => ranking.groundTruths > 0)
  const steps = stepsOf(counted)
  const tallies = counted.map((ranking) => ({ groundTruths: ranking.groundTruths, tp: 0, kept: 0 }))
  const confidences: number[] = []
  const f1: number[] = []
  let sum = 0
  for (const [place, step] of steps.entries()) {
    const tally = tallies[step.category]!
    sum -= f1Of(tally)
    tally.kept += 1
    tally.tp += step.isTrue
    sum += f1Of(tally)
    const nextScore = steps[place + 1]?.score
    // Equal scores are kept or dropped together.
    if (nextScore === step.score) continue
    confidences.push(between(step.score, nextScore))
    f1.push(sum / counted.length)
  }
  return { confidences: Float64Array.from(confidences), f1: Float64Array.from(f1) }
}

/** Of several equally good ones the highest; 0 when there is nothing to choose from. */
export function bestConfidence(curve: F1Curve): number {
  let best = -1
  for (const [place, value] of curve.f1.entries()) if (best < 0 || value > curve.f1[best]!) best = place
  return curve.confidences[best] ?? 0
}

type Step = { readonly score: number; readonly category: number; readonly isTrue: number }

function stepsOf(rankings: readonly Ranking[]): Step[] {
  return rankings
    .flatMap((ranking, category) =>
      Array.from(ranking.scores, (score, place): Step => ({ score, category, isTrue: ranking.isTrue[place]! })),
    )
    .sort((a, b) => b.score - a.score)
}

function f1Of(tally: { readonly groundTruths: number; readonly tp: number; readonly kept: number }): number {
  return (2 * tally.tp) / (tally.kept + tally.groundTruths)
}

/**
 * A confidence below `score` and not below the next lower score; below the lowest score 0 serves as next, if it is
 * lower.
 */
function between(score: number, next = score > 0 ? 0 : score - 1): number {
  const middle = (score + next) / 2
  return middle < score ? middle : next
}
