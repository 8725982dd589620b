/** What Train shows: a run, a search, or nothing yet. */
import type { Run } from '../../shared/reports.ts'
import type { Search } from '../../shared/searchCalls.ts'

export type Shown =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'search'; readonly search: Search }
  | { readonly kind: 'nothing' }

export type Choice = { readonly runId: number | null; readonly searchId: number | null }

/** Trials of a search stand in its own table. */
export const ordinaryRuns = (runs: readonly Run[]): Run[] =>
  runs.filter(({ folds, trial }) => folds === null && trial === null)

export type Entry = Exclude<Shown, { kind: 'nothing' }>

/** All that the table lists, the newest first. */
export function runsAndSearches(runs: readonly Run[], searches: readonly Search[]): Entry[] {
  const entries: Entry[] = [
    ...runs.map((run) => ({ kind: 'run', run }) as const),
    ...searches.map((search) => ({ kind: 'search', search }) as const),
  ]
  const createdAt = (entry: Entry) => (entry.kind === 'run' ? entry.run : entry.search).createdAt
  return entries.sort((a, b) => createdAt(b) - createdAt(a))
}

/** What was chosen while it exists, else the newest. */
export function shownIn(runs: readonly Run[], searches: readonly Search[], { runId, searchId }: Choice): Shown {
  const chosenSearch = searches.find(({ id }) => id === searchId)
  if (chosenSearch) return { kind: 'search', search: chosenSearch }
  const chosenRun = runs.find(({ id }) => id === runId)
  if (chosenRun) return { kind: 'run', run: chosenRun }
  return runsAndSearches(ordinaryRuns(runs), searches)[0] ?? { kind: 'nothing' }
}
