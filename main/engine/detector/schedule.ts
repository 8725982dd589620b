/** How the learning rate goes: up from zero, then down along a cosine (Loshchilov and Hutter, "SGDR", 2017). */
import { averageLimit, fewestWarmUpSteps, lastRatePart, warmUpPart } from './config.ts'

/**
 * @param part done part of the run, 0..1, by epochs or by time, whichever is further
 * @param step steps done
 * @returns learning rate as a part of its largest
 */
export function rateAt(part: number, step: number): number {
  const warmUp = Math.min(1, (step + 1) / fewestWarmUpSteps, warmUpPart > 0 ? Math.max(part, 1e-3) / warmUpPart : 1)
  const cosine = lastRatePart + ((1 - lastRatePart) * (1 + Math.cos(Math.PI * Math.min(1, part)))) / 2
  return Math.max(warmUp, 0.05) * cosine
}

/** Part of the moving average of the weights that is kept in a step. */
export function averageKeepAt(step: number): number {
  return Math.min(averageLimit, (1 + step) / (10 + step))
}
