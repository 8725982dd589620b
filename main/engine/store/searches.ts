/** Searches over training settings, and their trials. Each trial that has begun is a run. */
import type { Database } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { TrialState } from '../../../shared/search/halving.ts'
import type { SearchPlan } from '../../../shared/search/plan.ts'
import type { TrialValues } from '../../../shared/search/sampling.ts'
import { type SearchSettings, searchSettings } from '../../../shared/search/settings.ts'
import type { Search, SearchTrial } from '../../../shared/searchCalls.ts'
import type { NewRun, RunStore } from './runs.ts'

export type NewSearch = {
  readonly jobId: number
  readonly settings: SearchSettings
  readonly plan: SearchPlan
  /** Hash over the labels that its trials learn from. */
  readonly labelHash: string
  readonly trials: readonly TrialValues[]
}

/** A search as its row holds it. Whether it is paused or could go on is not the row's to know. */
export type StoredSearch = Omit<Search, 'isPaused' | 'isResumable' | 'trials'> & {
  readonly labelHash: string
  readonly trials: readonly StoredTrial[]
}
/** Whether it is being trained just now is not the row's to know either. */
export type StoredTrial = Omit<SearchTrial, 'isUnderWay'>

type TrialKey = { readonly id: number; readonly number: number }

export type RungResult = {
  readonly state: Extract<TrialState, 'open' | 'done' | 'left'>
  readonly rungsDone: number
  readonly score: number | null
}

type SearchRow = Omit<StoredSearch, 'settings' | 'plan' | 'trials'> & {
  readonly settings: string
  readonly plan: string
}
type TrialRow = Omit<StoredTrial, 'values'> & { readonly values: string }

const columns = `id, job_id AS jobId, settings, plan, label_hash AS labelHash, seconds_used AS secondsUsed,
  created_at AS createdAt, ended_at AS endedAt, end_reason AS endReason`
const trialColumns = `number, "values", run_id AS runId, state, rungs_done AS rungsDone, score, trial.error AS error,
  run.best_ap AS ap, run.best_ap50 AS ap50,
  (SELECT count(*) FROM epoch WHERE epoch.run_id = run.id) AS epochs,
  (SELECT total(seconds) FROM epoch WHERE epoch.run_id = run.id) AS seconds`

export type SearchStore = ReturnType<typeof searchStore>

export function searchStore(db: Database, runs: Pick<RunStore, 'add'>) {
  const all = db.prepare(`SELECT ${columns} FROM search ORDER BY id DESC`)
  const one = db.prepare(`SELECT ${columns} FROM search WHERE id = ?`)
  const trialsOf = db.prepare(
    `SELECT ${trialColumns} FROM trial LEFT JOIN run ON run.id = trial.run_id WHERE search_id = ? ORDER BY number`,
  )
  const insert = db.prepare(
    'INSERT INTO search (job_id, settings, plan, label_hash, created_at) VALUES (?, ?, ?, ?, ?)',
  )
  const insertTrial = db.prepare('INSERT INTO trial (search_id, number, "values") VALUES (?, ?, ?)')
  const removeRuns = db.prepare('DELETE FROM run WHERE id IN (SELECT run_id FROM trial WHERE search_id = ?)')
  const remove = db.prepare('DELETE FROM search WHERE id = ?')
  const setRun = db.prepare('UPDATE trial SET run_id = ? WHERE search_id = ? AND number = ?')

  const toSearch = ({ settings, plan, ...row }: SearchRow): StoredSearch => ({
    ...row,
    settings: searchSettings.parse(JSON.parse(settings)),
    plan: JSON.parse(plan),
    trials: (trialsOf.all(row.id) as TrialRow[]).map((trial) => ({ ...trial, values: JSON.parse(trial.values) })),
  })
  return {
    list: (): StoredSearch[] => (all.all() as SearchRow[]).map(toSearch),
    get: (id: number): StoredSearch => {
      const row = one.get(id) as SearchRow | undefined
      if (!row) throw new BoxwrightError('not-found', `The project has no search ${id}.`)
      return toSearch(row)
    },
    add: db.transaction(({ jobId, settings, plan, labelHash, trials }: NewSearch): number => {
      const row = [jobId, JSON.stringify(settings), JSON.stringify(plan), labelHash, Date.now()]
      const id = Number(insert.run(...row).lastInsertRowid)
      for (const [index, values] of trials.entries()) insertTrial.run(id, index + 1, JSON.stringify(values))
      return id
    }),
    /** A trial that begins. @returns the id of its run */
    addRun: db.transaction(({ id, number }: TrialKey, run: NewRun): number => {
      const runId = runs.add(run)
      setRun.run(runId, id, number)
      return runId
    }),
    /** With the runs of its trials. */
    remove: db.transaction((id: number): void => {
      removeRuns.run(id)
      remove.run(id)
    }),
    ...courseOf(db),
  }
}

/** What changes while a search goes on. */
function courseOf(db: Database) {
  const setUsed = db.prepare('UPDATE search SET seconds_used = ? WHERE id = ?')
  const end = db.prepare('UPDATE search SET ended_at = ?, end_reason = ? WHERE id = ?')
  const endOfJob = db.prepare('UPDATE search SET ended_at = ?, end_reason = ? WHERE job_id = ? AND ended_at IS NULL')
  const interruptAll = db.prepare("UPDATE search SET ended_at = ?, end_reason = 'interrupted' WHERE ended_at IS NULL")
  const reopen = db.prepare('UPDATE search SET job_id = ?, ended_at = NULL, end_reason = NULL WHERE id = ?')
  const finishRung = db.prepare(
    'UPDATE trial SET state = @state, rungs_done = @rungsDone, score = @score WHERE search_id = @id AND number = @number',
  )
  const setState = db.prepare('UPDATE trial SET state = ? WHERE search_id = ? AND number = ?')
  const fail = db.prepare("UPDATE trial SET state = 'failed', error = ? WHERE search_id = ? AND number = ?")
  return {
    setSecondsUsed: (id: number, seconds: number): void => void setUsed.run(seconds, id),
    end: (id: number, reason: string): void => void end.run(Date.now(), reason, id),
    /** Of the search that has no end of its own. */
    endOfJob: (jobId: number, reason: string): void => void endOfJob.run(Date.now(), reason, jobId),
    /** For a file in which nothing can be at work. */
    interruptAll: (): void => void interruptAll.run(Date.now()),
    /** A search that goes on: of another job now, and without an end. */
    reopen: (id: number, jobId: number): void => void reopen.run(jobId, id),
    finishRung: (id: number, number: number, result: RungResult): void =>
      void finishRung.run({ id, number, ...result }),
    failTrial: (id: number, number: number, error: string): void => void fail.run(error, id, number),
    setStates: db.transaction((id: number, numbers: readonly number[], state: TrialState): void => {
      for (const number of numbers) setState.run(state, id, number)
    }),
  }
}
