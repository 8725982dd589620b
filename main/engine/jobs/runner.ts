/**
 * Runs jobs: the row first, then the work, and at the end the row says how it went, whatever happened. Work that computes
 * (training, detection) lives in a process of its own and takes turns; reading and writing files runs beside it.
 */
import type { Emit } from '../../../shared/api.ts'
import { BoxwrightError, type PlainError, toPlainError } from '../../../shared/errors.ts'
import type { Job, JobKind, Progress } from '../../../shared/model.ts'
import type { JobEnd } from '../store/jobs.ts'
import type { Store } from '../store/store.ts'

export type JobContext = {
  readonly jobId: number
  readonly store: Store
  /** Aborted when the user cancels; work checks it between steps. */
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
}
/** Does the job and returns its result. Throwing fails the job; a result after an abort still counts as cancelled. */
export type JobWork = (context: JobContext) => Promise<unknown>

/** Jobs that take a whole processor or graphics card: one at a time. */
const computing: ReadonlySet<JobKind> = new Set(['train', 'evaluate', 'predict'])
const announceEveryMs = 100
const storeEveryMs = 2000

type Running = { readonly abort: AbortController; latest: Job; readonly ended: Promise<Job> }

export type JobRunner = ReturnType<typeof jobRunner>

export function jobRunner(store: Store, emit: Emit) {
  const running = new Map<number, Running>()
  let turn: Promise<unknown> = Promise.resolve()
  let isClosing = false

  /** `isWanted` false starts nothing and returns the row of a job that was cancelled while it waited. */
  async function run(entry: Running, work: JobWork): Promise<Job> {
    const { id } = entry.latest
    const end = entry.abort.signal.aborted ? ({ state: 'cancelled' } as const) : await attempt(entry, work)
    const ended = store.jobs.end(id, isClosing && end.state === 'cancelled' ? { ...end, state: 'interrupted' } : end)
    running.delete(id)
    emit('job.changed', ended)
    return ended
  }

  async function attempt(entry: Running, work: JobWork): Promise<JobEnd> {
    const { id } = entry.latest
    store.jobs.start(id, process.pid)
    entry.latest = { ...entry.latest, state: 'running' }
    emit('job.changed', entry.latest)
    try {
      const report = progressReporter(entry)
      const result = await work({ jobId: id, store, signal: entry.abort.signal, report })
      return { state: entry.abort.signal.aborted ? 'cancelled' : 'done', result }
    } catch (error) {
      if (isCancel(error, entry.abort.signal)) return { state: 'cancelled' }
      return { state: 'failed', error: jobError(store, error) }
    }
  }

  function progressReporter(entry: Running): (progress: Progress) => void {
    let announcedAt = 0
    let storedAt = Date.now()
    return (progress) => {
      const now = Date.now()
      entry.latest = { ...entry.latest, progress }
      if (now - announcedAt >= announceEveryMs || progress.value === 1) {
        announcedAt = now
        emit('job.changed', entry.latest)
      }
      if (now - storedAt >= storeEveryMs) {
        storedAt = now
        store.jobs.setProgress(entry.latest.id, progress)
      }
    }
  }

  /** Adds the row and starts the work, at once or when its turn comes. */
  function start(kind: JobKind, params: unknown, work: JobWork): Job {
    const job = store.jobs.add(kind, params)
    const abort = new AbortController()
    const entry: Running = {
      abort,
      latest: job,
      ended: new Promise((resolve) => queueMicrotask(() => resolve(begin()))),
    }
    const begin = () => {
      if (!computing.has(kind)) return run(entry, work)
      const mine = turn.then(() => run(entry, work))
      turn = mine
      return mine
    }
    running.set(job.id, entry)
    emit('job.changed', job)
    return job
  }

  return {
    start,
    list: (): Job[] => store.jobs.recent().map((job) => running.get(job.id)?.latest ?? job),
    get: (id: number): Job => running.get(id)?.latest ?? store.jobs.get(id),
    cancel: (id: number): void => running.get(id)?.abort.abort(),
    /** Resolves with the finished job; used by the command line. */
    wait: (id: number): Promise<Job> => running.get(id)?.ended ?? Promise.resolve(store.jobs.get(id)),
    isBusy: (kinds: readonly JobKind[]): boolean =>
      [...running.values()].some((entry) => kinds.includes(entry.latest.kind)),
    isActive: (id: number): boolean => running.has(id),
    /** Stops everything; what was running counts as interrupted. */
    close: async (): Promise<void> => {
      isClosing = true
      const entries = [...running.values()]
      for (const entry of entries) entry.abort.abort()
      await Promise.all(entries.map((entry) => entry.ended))
    },
  }
}

function isCancel(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && (error === signal.reason || (error instanceof BoxwrightError && error.code === 'cancelled'))
}

function jobError(store: Store, error: unknown): PlainError {
  return toPlainError(store.explain(error))
}
