/** How a run stands, from its row and its job, and what is known of it. */
import type { Job } from '../../shared/model.ts'
import type { Epoch, Run } from '../../shared/reports.ts'

export type RunState = 'waiting' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed' | 'interrupted'

export function runStateOf(run: Run, job: Job | null): RunState {
  if (run.endReason === 'failed') return 'failed'
  if (run.endReason === 'cancelled') return 'cancelled'
  if (run.endReason === 'interrupted') return 'interrupted'
  if (run.endReason !== null) return 'done'
  if (job?.state === 'queued') return 'waiting'
  if (job?.state === 'running') return run.isPaused ? 'paused' : 'running'
  // A row without an end and without a job at work was cut off with its process.
  return endedState(job) ?? 'interrupted'
}

/** The job knows its end a moment before the row of the run is read again. */
function endedState(job: Job | null): RunState | null {
  return job?.state === 'done' || job?.state === 'failed' || job?.state === 'cancelled' ? job.state : null
}

export const isUnderWay = (state: RunState): boolean => state === 'waiting' || state === 'running' || state === 'paused'

const knownReasons = [
  'epochs',
  'time',
  'patience',
  'rises',
  'settled',
  'stopped',
  'combined',
  'cancelled',
  'failed',
] as const
export type EndReason = (typeof knownReasons)[number]

/** Null for a reason of a newer version, which is shown as it is. */
export function knownReason(reason: string | null): EndReason | null {
  return knownReasons.find((known) => known === reason) ?? null
}

/** How many epochs were run: counted where they are loaded, else as the job reported. */
export function epochCountOf(job: Job | null, epochs: readonly Epoch[] | null = null): number | null {
  if (epochs !== null && epochs.length > 0) return epochs.length
  return numberOfResult(job, 'epochs')
}

/** Part of the time in steps in which the next pictures were not there yet; the job reports it at its end. */
export function waitingShareOf(job: Job | null): number | null {
  return numberOfResult(job, 'waitingShare')
}

function numberOfResult(job: Job | null, name: string): number | null {
  const result = job?.result
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return null
  const value = result[name]
  return typeof value === 'number' ? value : null
}

/** Pictures of a run as train / val / test. */
export function partSizes({ images }: Pick<Run, 'images'>): string {
  return `${images.train} / ${images.val} / ${images.test}`
}
