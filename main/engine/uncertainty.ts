/**
 * How much a person's word about an image would tell the model: the sum over its detections of how near the likeliest answer
 * is to the next one ("1-vs-2" of Brust, Käding and Denzler, "Active learning for deep object detection", 2019, summed over the
 * image). That nothing is there is an answer as well, or a detector of one class would never be unsure.
 */
import type { ImageDetections } from '../../shared/workerMessages.ts'

export type Doubt = {
  /** Index of the class, its probability, and what else it may be: a class, or nothing (null). */
  readonly category: number
  readonly score: number
  readonly rival: number | null
}
export type ImageUncertainty = { readonly uncertainty: number; readonly largest: Doubt | null }

export function uncertaintyOf({
  scores,
  probabilities,
}: Pick<ImageDetections, 'scores' | 'probabilities'>): ImageUncertainty {
  const classes = scores.length === 0 ? 0 : probabilities.length / scores.length
  let uncertainty = 0
  let most = 0
  let largest: Doubt | null = null
  for (let row = 0; row < scores.length; row++) {
    const { doubt, rivalScore } = doubtOf(probabilities.subarray(row * classes, (row + 1) * classes))
    const value = (1 - Math.abs(doubt.score - rivalScore)) ** 2
    uncertainty += value
    if (value > most) {
      most = value
      largest = doubt
    }
  }
  return { uncertainty, largest }
}

function doubtOf(probabilities: Float32Array): { readonly doubt: Doubt; readonly rivalScore: number } {
  let category = 0
  for (let index = 1; index < probabilities.length; index++) {
    if (probabilities[index]! > probabilities[category]!) category = index
  }
  const score = probabilities[category]!
  let rival: number | null = null
  let rivalScore = 1 - score
  for (const [index, value] of probabilities.entries()) {
    if (index !== category && value > rivalScore) {
      rival = index
      rivalScore = value
    }
  }
  return { doubt: { category, score, rival }, rivalScore }
}
