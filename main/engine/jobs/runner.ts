/**
 * Runs jobs: the row first, then the work, and at the end the row says how it went, whatever happened. Work that computes
 * (training, detection) lives in a process of its own and takes turns; reading and writing files runs beside it.
 */
import { setTimeout } from 'node:timers/promises'
import type { Emit } from '../../../shared/api.ts'
import { BoxwrightError, isCancelled, toPlainError } from '../../../shared/errors.ts'
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
const computing: ReadonlySet<JobKind> = new Set([
  'train',
  'folds',
  'search',
  'ensemble',
  'evaluate',
  'predict',
  'propose',
  'order',
  'exportModel',
])
const announceEveryMs = 100
const storeEveryMs = 2000
const storeAgainMs = 500

/** Why a job's signal is aborted. */
export const userCancels = new BoxwrightError('cancelled', 'The job was cancelled.')
export const projectCloses = new BoxwrightError('cancelled', 'The project was closed while the job ran.')

type Running = { readonly abort: AbortController; latest: Job; ended: Promise<Job> }

export class JobRunner {
  readonly #store: Store
  readonly #emit: Emit
  readonly #running = new Map<number, Running>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(store: Store, emit: Emit) {
    this.#store = store
    this.#emit = emit
  }

  /**
   * Adds the row and starts the work, soon or when its turn comes: never before the caller has added what the job works on.
   * @param whenOver called when there is no more work, also where its turn never came
   */
  start(kind: JobKind, params: unknown, work: JobWork, whenOver: () => void = () => {}): Job {
    const job = this.#store.jobs.add(kind, params)
    const entry: Running = { abort: new AbortController(), latest: job, ended: Promise.resolve(job) }
    this.#running.set(job.id, entry)
    this.#emit('job.changed', job)
    const turn = computing.has(kind) ? this.#turn : Promise.resolve()
    entry.ended = Promise.race([turn, aborted(entry.abort.signal)]).then(() => this.#run(entry, work, whenOver))
    // One that is cancelled while it waits ends before its turn, which the next still has to wait for.
    if (computing.has(kind)) this.#turn = Promise.all([turn, entry.ended])
    return job
  }

  list(): Job[] {
    return this.#store.jobs.recent().map((job) => this.#running.get(job.id)?.latest ?? job)
  }

  get(id: number): Job {
    return this.#running.get(id)?.latest ?? this.#store.jobs.get(id)
  }

  isActive(id: number): boolean {
    return this.#running.has(id)
  }

  cancel(id: number): void {
    this.#running.get(id)?.abort.abort(userCancels)
  }

  /** Resolves with the finished job. */
  async wait(id: number): Promise<Job> {
    return this.#running.get(id)?.ended ?? this.#store.jobs.get(id)
  }

  /** Stops everything; what was running counts as interrupted. */
  async close(): Promise<void> {
    const entries = [...this.#running.values()]
    for (const entry of entries) entry.abort.abort(projectCloses)
    await Promise.all(entries.map((entry) => entry.ended))
  }

  async #run(entry: Running, work: JobWork, whenOver: () => void): Promise<Job> {
    const { id } = entry.latest
    // A job may be cancelled while it waits for its turn.
    const end: JobEnd = entry.abort.signal.aborted ? { state: 'cancelled' } : await this.#attempt(entry, work)
    whenOver()
    const isInterrupted = end.state === 'cancelled' && entry.abort.signal.reason === projectCloses
    const ended = await this.#storeEnd(entry, isInterrupted ? { ...end, state: 'interrupted' } : end)
    this.#running.delete(id)
    this.#emit('job.changed', ended)
    return ended
  }

  /** A disk that is full has no room for the row either: the end is told at once, and stored as soon as there is some. */
  async #storeEnd(entry: Running, end: JobEnd): Promise<Job> {
    const { id } = entry.latest
    for (;;) {
      try {
        return this.#store.jobs.end(id, end)
      } catch (error) {
        if (!isDiskTrouble(this.#store.explain(error))) throw error
        // The next opening finds a row that still runs, and calls it interrupted.
        if (entry.abort.signal.reason === projectCloses) return entry.latest
      }
      if (entry.latest.endedAt === null) {
        const { state, result = null, error = null } = end
        entry.latest = { ...entry.latest, state, result: result as Job['result'], error, endedAt: Date.now() }
        this.#emit('job.changed', entry.latest)
      }
      await setTimeout(storeAgainMs)
    }
  }

  async #attempt(entry: Running, work: JobWork): Promise<JobEnd> {
    const { id } = entry.latest
    const { signal } = entry.abort
    try {
      this.#store.jobs.start(id, process.pid)
      entry.latest = { ...entry.latest, state: 'running' }
      this.#emit('job.changed', entry.latest)
      const result = await work({ jobId: id, store: this.#store, signal, report: this.#reporter(entry) })
      return { state: signal.aborted ? 'cancelled' : 'done', result }
    } catch (error) {
      if (isCancel(error, signal)) return { state: 'cancelled' }
      const plain = toPlainError(this.#store.explain(error))
      // A killed worker says nothing about its work: it was cut off, and may be started again.
      return { state: plain.code === 'worker-killed' ? 'interrupted' : 'failed', error: plain }
    }
  }

  #reporter(entry: Running): (progress: Progress) => void {
    let announcedAt = 0
    let storedAt = Date.now()
    return (progress) => {
      const now = Date.now()
      entry.latest = { ...entry.latest, progress }
      if (now - announcedAt >= announceEveryMs || progress.value === 1) {
        announcedAt = now
        this.#emit('job.changed', entry.latest)
      }
      if (now - storedAt >= storeEveryMs) {
        storedAt = now
        this.#store.jobs.setProgress(entry.latest.id, progress)
      }
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

function isDiskTrouble(error: unknown): boolean {
  return error instanceof BoxwrightError && (error.code === 'disk-full' || error.code === 'folder-not-writable')
}

function isCancel(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && (error === signal.reason || isCancelled(error))
}
