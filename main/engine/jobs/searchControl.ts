/** What a search under way is told, handed on to the trial that is being trained. */
import type { SearchClock } from './searchClock.ts'
import type { TrainControl } from './trainJob.ts'

export type SearchControl = {
  readonly give: (order: 'pause' | 'continue') => void
  readonly isPaused: () => boolean
  /** The trial that is being trained; null between two. */
  readonly trialNumber: () => number | null
  /** Stands still with the search from now on. */
  readonly follow: (clock: SearchClock) => void
  readonly begin: (number: number, trial: TrainControl) => void
  readonly end: () => void
  /** The time is up: the trial ends with what it has. */
  readonly finish: () => void
}

export function searchControl(): SearchControl {
  let isPaused = false
  let clock: SearchClock | null = null
  let current: { readonly number: number; readonly trial: TrainControl } | null = null
  return {
    give: (order) => {
      isPaused = order === 'pause'
      current?.trial.give(order)
      if (isPaused) clock?.pause()
      else clock?.goOn()
    },
    isPaused: () => isPaused,
    trialNumber: () => current?.number ?? null,
    follow: (followed) => {
      clock = followed
      if (isPaused) clock.pause()
    },
    begin: (number, trial) => {
      current = { number, trial }
      if (isPaused) trial.give('pause')
      // It may have been up while no trial was there to be told: between two tries of one whose process was killed.
      if (clock?.left() === 0) trial.give('finish')
    },
    end: () => {
      current = null
    },
    finish: () => current?.trial.give('finish'),
  }
}
