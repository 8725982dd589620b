/**
 * How sure a detection is, measured by the model itself: its score as a part of the middle score of the confirmed detections
 * of its class. A fixed gate such as 0.95 lets nothing through where a model was trained for minutes; the part of the middle
 * means the same for any model, and for frequent and rare classes.
 */
import { classMiddles } from './classMiddles.ts'
import type { Pairing } from './pairing.ts'

export type ConfidenceScale = {
  /** 0..1; 1 for all that are at least as sure as the middle one. */
  readonly sureness: (categoryId: number, score: number) => number
  /** Sureness and score together: a class that the model hardly knows is not sure of anything, whatever its middle. */
  readonly certainty: (categoryId: number, score: number) => number
}

const usual = { value: 0.7, count: 4 }

export function confidenceScale(pairings: readonly Pairing[]): ConfidenceScale {
  const confirmed = pairings.flatMap((pairing) => pairing.confirmed)
  const middleOf = classMiddles(
    confirmed.map(({ detection }) => [detection.categoryId, detection.score]),
    usual,
  )
  const sureness = (categoryId: number, score: number) => Math.min(1, score / middleOf(categoryId))
  return { sureness, certainty: (categoryId, score) => Math.sqrt(sureness(categoryId, score) * score) }
}
