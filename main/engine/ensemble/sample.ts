/** Samples of the training images, drawn with replacement (Efron's bootstrap; Breiman, "Bagging predictors", 1996). */
import type { Random } from '../../../shared/random.ts'

/**
 * @param weights how likely each place is to be drawn; they need not add up to 1
 * @returns as many places as there are weights; of even weights about 63 % appear
 */
export function drawSample(weights: readonly number[], random: Random): number[] {
  const sums: number[] = []
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight)
  return weights.map(() => firstAbove(sums, random.next() * sums.at(-1)!))
}

/** The first place whose sum is above the value, by halving. */
function firstAbove(sums: readonly number[], value: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
