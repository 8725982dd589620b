/**
 * Non-maximum suppression told step by step: which candidate stayed, and which gave way to which other and with what IoU.
 *
 * In: boxes and class probabilities of one picture. Out: the candidates, most confident first; those beyond the largest number
 * of detections were not looked at and are left out.
 */
import { type Candidates, type Kept, overlap, suppressNonMaxima } from './nonMaximumSuppression.ts'

export type SuppressionStep = {
  readonly row: number
  readonly category: number
  readonly score: number
  /** Index of the step whose box this one gave way to, and their IoU; null for one that stays. */
  readonly by: number | null
  readonly iou: number | null
}

export function traceSuppression(candidates: Candidates, confidence: number, iouLimit: number): SuppressionStep[] {
  const winners = new Map<number, number>()
  const losers: Kept[] = []
  const kept = suppressNonMaxima(candidates, confidence, iouLimit, (loser, winner) => {
    losers.push(loser)
    winners.set(loser.index, winner.index)
  })
  const all = [...kept, ...losers].sort((a, b) => b.score - a.score || a.index - b.index)
  const places = new Map(all.map(({ index }, place) => [index, place]))
  return all.map(({ index, category, score }) => {
    const winner = winners.get(index)
    return {
      row: index,
      category,
      score,
      by: winner === undefined ? null : places.get(winner)!,
      iou: winner === undefined ? null : overlap(candidates.boxes, winner, index),
    }
  })
}
