/** Jobs: the row exists before the work begins, and says how it ended whatever happened to the process. */
import type { Database } from 'better-sqlite3'
import { BoxwrightError, type PlainError } from '../../../shared/errors.ts'
import type { Job, JobKind, JobState, Progress } from '../../../shared/model.ts'

type JobRow = {
  id: number
  kind: JobKind
  state: JobState
  progress: string
  result: string | null
  error: string | null
  created_at: number
  ended_at: number | null
}

export type JobEnd = { readonly state: JobState; readonly result?: unknown; readonly error?: PlainError }
/** Rows that a job works on, and that end with it when it has not ended them itself: its turn may never have come. */
export type RowsOfJobs = { readonly endOfJob: (jobId: number, reason: JobState) => void }
export type JobStore = ReturnType<typeof jobStore>

const columns = 'id, kind, state, progress, result, error, created_at, ended_at'
const notBegun: Progress = { value: null, title: 'Waiting', phase: 'waiting', secondsLeft: null }

export function jobStore(db: Database, worked: readonly RowsOfJobs[]) {
  const insert = db.prepare("INSERT INTO job (kind, state, params, progress, created_at) VALUES (?, 'queued', ?, ?, ?)")
  const one = db.prepare(`SELECT ${columns} FROM job WHERE id = ?`)
  const recent = db.prepare(`SELECT ${columns} FROM job ORDER BY id DESC LIMIT 100`)
  const lastExport = db
    .prepare(
      `SELECT result FROM job WHERE kind = 'export' AND state = 'done' AND json_extract(params, '$.dryRun') IS NOT 1
       AND (json_extract(params, '$.directory') = @directory OR json_extract(params, '$.format') = @format)
       ORDER BY json_extract(params, '$.directory') = @directory DESC, id DESC LIMIT 1`,
    )
    .pluck()
  const start = db.prepare("UPDATE job SET state = 'running', pid = ?, heartbeat_at = ? WHERE id = ?")
  const setProgress = db.prepare('UPDATE job SET progress = ?, heartbeat_at = ? WHERE id = ?')
  const end = db.prepare('UPDATE job SET state = ?, result = ?, error = ?, ended_at = ? WHERE id = ?')
  const interrupt = db.prepare(
    "UPDATE job SET state = 'interrupted', ended_at = ? WHERE state IN ('queued', 'running') RETURNING params",
  )

  const get = (id: number): Job => {
    const row = one.get(id) as JobRow | undefined
    if (!row) throw new BoxwrightError('not-found', `The project has no job ${id}.`)
    return toJob(row)
  }
  return {
    get,
    recent: () => (recent.all() as JobRow[]).map(toJob),
    /** What the last export to a folder found; without one, the last in that format; null when there was none. */
    lastExport: (format: string, directory: string): unknown => {
      const result = lastExport.get({ format, directory }) as string | null | undefined
      return result ? JSON.parse(result) : null
    },
    add: (kind: JobKind, params: unknown): Job =>
      get(Number(insert.run(kind, JSON.stringify(params), JSON.stringify(notBegun), Date.now()).lastInsertRowid)),
    start: (id: number, pid: number): void => void start.run(pid, Date.now(), id),
    setProgress: (id: number, progress: Progress): void =>
      void setProgress.run(JSON.stringify(progress), Date.now(), id),
    end: db.transaction((id: number, { state, result, error }: JobEnd): Job => {
      const toJson = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
      for (const rows of worked) rows.endOfJob(id, state)
      end.run(state, toJson(result), toJson(error), Date.now(), id)
      return get(id)
    }),
    /** At start: what still says `running` was cut off with the process that ran it. @returns what each was asked for */
    interruptAll: (): unknown[] =>
      (interrupt.all(Date.now()) as { params: string }[]).map(({ params }) => JSON.parse(params)),
  }
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    progress: JSON.parse(row.progress) as Progress,
    result: row.result === null ? null : JSON.parse(row.result),
    error: row.error === null ? null : JSON.parse(row.error),
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }
}
