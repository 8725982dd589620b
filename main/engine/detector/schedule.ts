/**
 * How the learning rate goes: up from zero, then down along a cosine (Loshchilov and Hutter, "SGDR", 2017), in steps (He et
 * al., 2016), or not at all.
 */
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { fewestWarmUpSteps, lastRatePart, smallestRatePart } from './config.ts'

export type ScheduleSettings = Pick<TrainSettings, 'schedule' | 'warmUp' | 'stepEvery' | 'stepFactor'>

/**
 * @param part done part of the run, 0..1, by epochs or by time, whichever is further
 * @param step steps done
 * @returns learning rate as a part of its largest
 */
export function rateAt(settings: ScheduleSettings, part: number, step: number): number {
  const done = Math.min(1, part)
  const byPart = settings.warmUp > 0 ? done / settings.warmUp : 1
  const bySteps = settings.warmUp > 0 ? (step + 1) / fewestWarmUpSteps : 1
  return Math.max(smallestRatePart, Math.min(1, byPart, bySteps)) * falls[settings.schedule](settings, done)
}

const falls: Readonly<Record<TrainSettings['schedule'], (settings: ScheduleSettings, done: number) => number>> = {
  cosine: (_, done) => lastRatePart + ((1 - lastRatePart) * (1 + Math.cos(Math.PI * done))) / 2,
  // A run ends with its last fall, not with a new one in the very last step.
  step: ({ stepEvery, stepFactor }, done) => stepFactor ** Math.floor(Math.min(done, 1 - 1e-9) / stepEvery),
  constant: () => 1,
}

/** Part of the moving average of the weights that is kept in a step; it grows, so that short runs average over little. */
export function averageKeepAt(average: number, step: number): number {
  return Math.min(average, (1 + step) / (10 + step))
}
