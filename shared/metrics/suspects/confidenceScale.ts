/**
 * How sure a detection is, measured by the model itself: its score as a part of the middle score of the confirmed detections
 * of its class. A fixed gate such as 0.95 lets nothing through where a model was trained for minutes; the part of the middle
 * means the same for any model, and for frequent and rare classes.
 */
import type { Pairing } from './pairing.ts'

export type ConfidenceScale = {
  /** 0..1; 1 for all that are at least as sure as the middle one. */
  readonly sureness: (categoryId: number, score: number) => number
  /** Sureness and score together: a class that the model hardly knows is not sure of anything, whatever its middle. */
  readonly certainty: (categoryId: number, score: number) => number
}

/** With few confirmed detections the middle is a matter of chance: so many of this score are added. */
const usual = { detections: 4, score: 0.7 }

export function confidenceScale(pairings: readonly Pairing[]): ConfidenceScale {
  const scores = new Map<number, number[]>()
  for (const { detection } of pairings.flatMap(({ confirmed }) => confirmed)) {
    const own = scores.get(detection.categoryId)
    if (own) own.push(detection.score)
    else scores.set(detection.categoryId, [detection.score])
  }
  const middles = new Map([...scores].map(([categoryId, own]) => [categoryId, middleOf(own)]))
  const sureness = (categoryId: number, score: number) => Math.min(1, score / (middles.get(categoryId) ?? usual.score))
  return { sureness, certainty: (categoryId, score) => Math.sqrt(sureness(categoryId, score) * score) }
}

function middleOf(scores: readonly number[]): number {
  const all = [...scores, ...Array<number>(usual.detections).fill(usual.score)].sort((a, b) => a - b)
  return all[Math.floor(all.length / 2)]!
}
