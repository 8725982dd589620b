/**
 * How sure a detection is, measured by the model itself: its place among the confirmed detections of its class. A fixed
 * gate such as 0.95 lets nothing through where a model was trained for minutes; the rank means the same for any model and
 * for frequent and rare classes.
 */
import type { Pairing } from './pairing.ts'

export type ConfidenceScale = {
  /** Share of the confirmed detections of the class that are no surer, 0..1; for a class without any, the score itself. */
  readonly rank: (categoryId: number, score: number) => number
  /** The middle score of the confirmed detections of the class. */
  readonly median: (categoryId: number) => number
}

/** With fewer confirmed detections the rank is a matter of chance: then it is blended with the score. */
const enough = 10

export function confidenceScale(pairings: readonly Pairing[]): ConfidenceScale {
  const scores = new Map<number, number[]>()
  for (const { confirmed } of pairings) {
    for (const { detection } of confirmed) {
      const own = scores.get(detection.categoryId)
      if (own) own.push(detection.score)
      else scores.set(detection.categoryId, [detection.score])
    }
  }
  for (const own of scores.values()) own.sort((a, b) => a - b)
  return {
    rank: (categoryId, score) => {
      const own = scores.get(categoryId) ?? []
      return (countUpTo(own, score) + enough * score) / (own.length + enough)
    },
    median: (categoryId) => {
      const own = scores.get(categoryId) ?? []
      return own[Math.floor(own.length / 2)] ?? 1
    },
  }
}

/** How many of the ascending values are at most `limit`. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}
