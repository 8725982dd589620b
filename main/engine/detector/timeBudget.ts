/** How far a run is, by epochs or by time, whichever is further, and when it has to end. */
import type { TrainSettings } from '../../../shared/trainSettings.ts'

export type TimeBudget = {
  /** Done part of the run, 0..1. */
  readonly part: (epochsDone: number) => number
  /** Estimated seconds to the end; null while nothing can be said. */
  readonly secondsLeft: (epochsDone: number) => number | null
  /** True when less than `reserve` seconds are left. */
  readonly isUp: (reserve: number) => boolean
  /** Seconds that count, those before a resumed run's break among them. */
  readonly elapsed: () => number
  /** Waits without using up time. */
  readonly standStill: (wait: () => Promise<void>) => Promise<void>
}

export type TimeBudgetOptions = {
  /** Seconds that a resumed run had used before. */
  readonly used?: number
  /** Seconds, from any start. */
  readonly clock?: () => number
}

export function timeBudget(
  { epochs, seconds }: Pick<TrainSettings, 'epochs' | 'seconds'>,
  { used = 0, clock = () => performance.now() / 1000 }: TimeBudgetOptions = {},
): TimeBudget {
  let startedAt = clock() - used
  const elapsed = () => clock() - startedAt
  const partByEpochs = (epochsDone: number) => (epochs === null ? 0 : epochsDone / epochs)
  const partByTime = () => (seconds === null ? 0 : elapsed() / seconds)
  return {
    part: (epochsDone) => Math.min(1, Math.max(partByEpochs(epochsDone), partByTime())),
    secondsLeft: (epochsDone) => {
      const byTime = seconds === null ? Number.POSITIVE_INFINITY : Math.max(0, seconds - elapsed())
      const done = partByEpochs(epochsDone)
      const byEpochs = done > 0 ? (elapsed() / done) * (1 - done) : Number.POSITIVE_INFINITY
      const left = Math.min(byTime, byEpochs)
      return Number.isFinite(left) ? left : null
    },
    isUp: (reserve) => seconds !== null && elapsed() + reserve >= seconds,
    elapsed,
    standStill: async (wait) => {
      const before = clock()
      await wait()
      startedAt += clock() - before
    },
  }
}
