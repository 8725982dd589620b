/**
 * Boosting: the next member sees more of the images that the former one got wrong. AdaBoost.M1 (Freund and Schapire, "Experiments
 * with a new boosting algorithm", 1996) by resampling, with a loss of each image between 0 and 1 in place of right or wrong, as
 * AdaBoost.R2 has it (Drucker, "Improving regressors using boosting techniques", 1997); with losses of 0 and 1 alone it is M1.
 *
 * With D the chance of each image and L its loss: e = sum of D L, b = e / (1 - e), D' ~ D b^(1 - L), and the member's weight
 * in the vote is ln(1 / b).
 */

/** A member without fault would have all the say, one that is wrong on the half none: both are kept inside these. */
export const [smallestError, largestError] = [0.01, 0.49]

export type Boosted = {
  /** The chance of each image to be drawn for the next member; they add up to 1. */
  readonly chances: readonly number[]
  /** How much this member has to say. */
  readonly weight: number
}

/**
 * @param chances of each image for this member; they add up to 1
 * @param losses of this member on each image, 0 (all right) to 1 (all wrong)
 */
export function boost(chances: readonly number[], losses: readonly number[]): Boosted {
  const mean = chances.reduce((sum, chance, place) => sum + chance * losses[place]!, 0)
  const error = Math.min(largestError, Math.max(smallestError, mean))
  const base = error / (1 - error)
  const raised = chances.map((chance, place) => chance * base ** (1 - losses[place]!))
  const sum = raised.reduce((total, value) => total + value, 0)
  return { chances: raised.map((value) => value / sum), weight: Math.log(1 / base) }
}

export const evenChances = (count: number): number[] => new Array<number>(count).fill(1 / count)
