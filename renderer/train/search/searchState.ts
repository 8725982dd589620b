/** How a search stands, and what of it is worth a word. */
import type { Job } from '../../../shared/model.ts'
import { bestOf } from '../../../shared/search/halving.ts'
import { withValues } from '../../../shared/search/sampling.ts'
import type { Search, SearchTrial } from '../../../shared/searchCalls.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'

export const searchStates = [
  'waiting',
  'running',
  'paused',
  'done',
  'time',
  'cancelled',
  'failed',
  'interrupted',
] as const
export type SearchState = (typeof searchStates)[number]

export function searchStateOf({ endReason, isPaused }: Search, job: Job | null): SearchState {
  if (endReason !== null) return searchStates.find((state) => state === endReason) ?? 'done'
  if (job?.state === 'queued') return 'waiting'
  // The job knows its end a moment before the search is read again.
  if (job && job.state !== 'running') return job.state
  return isPaused ? 'paused' : 'running'
}

export const isSearchUnderWay = (state: SearchState): boolean =>
  state === 'waiting' || state === 'running' || state === 'paused'

/** Trials that need no more training. */
export function endedTrials({ trials }: Search): number {
  return trials.filter(({ state }) => state !== 'open').length
}

export const bestTrial = ({ trials }: Search): SearchTrial | null => bestOf(trials)

/** What the form of a run gets of a trial: all but how long it trains, which is for the user to say. */
export function settingsOfTrial({ settings }: Search, { values }: SearchTrial): TrainSettings {
  return withValues(settings.base, values)
}

/** What a trial was trained and validated for; the objective of the search decides. */
export function objectiveName({ settings }: Search): string {
  return settings.objective === 'ap' ? 'AP' : 'AP50'
}
