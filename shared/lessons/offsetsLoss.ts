/**
 * How far four offsets are from what they should be: smooth L1 (Girshick, "Fast R-CNN", 2015, equation 3), summed, with its gradient
 * with respect to each offset. In and out: plain numbers.
 */
import type { LossAndGradients } from './probabilities.ts'

export function offsetsLoss(said: readonly number[], wanted: readonly number[]): LossAndGradients {
  const differences = said.map((value, place) => value - wanted[place]!)
  return {
    value: differences.reduce((sum, difference) => sum + smoothAbsolute(Math.abs(difference)), 0),
    gradients: differences.map((difference) => Math.max(-1, Math.min(1, difference))),
  }
}

const smoothAbsolute = (size: number): number => (size < 1 ? size ** 2 / 2 : size - 0.5)
