/** Jobs of the open project, newest first, and the wish to hear when one of them ends. */
import i18next from 'i18next'
import { create } from 'zustand'
import { BoxwrightError } from '../../shared/errors.ts'
import { isJobOver, type Job, type JobKind } from '../../shared/model.ts'
import { call, on } from '../studio.ts'
import { fail } from './messages.ts'

type Jobs = { readonly jobs: readonly Job[] }

export const useJobs = create<Jobs>()(() => ({ jobs: [] }))

const waiting = new Map<number, (job: Job) => void>()

function take(job: Job): void {
  useJobs.setState(({ jobs }) => {
    const isKnown = jobs.some((other) => other.id === job.id)
    return { jobs: isKnown ? jobs.map((other) => (other.id === job.id ? job : other)) : [job, ...jobs] }
  })
  if (!isJobOver(job.state)) return
  waiting.get(job.id)?.(job)
  waiting.delete(job.id)
}

/** @returns what the job found. @throws BoxwrightError when it failed, was cancelled or interrupted */
export async function finishJob(jobId: number): Promise<unknown> {
  const ended = new Promise<Job>((resolve) => waiting.set(jobId, resolve))
  // It may have ended before we listened.
  const now = await call('jobs.get', { id: jobId })
  take(now)
  const job = isJobOver(now.state) ? now : await ended
  if (job.state === 'done') return job.result
  throw errorOf(job)
}

/** Why a job came to no result. */
export function errorOf({ error, kind }: Job): BoxwrightError {
  if (error) return new BoxwrightError(error.code as 'job-failed', error.message, error.details)
  return new BoxwrightError('cancelled', i18next.t('status.jobStopped', { job: i18next.t(`job.${kind}`) }))
}

export function activeJob(jobs: readonly Job[], kinds?: readonly JobKind[]): Job | null {
  return jobs.find((job) => !isJobOver(job.state) && (!kinds || kinds.includes(job.kind))) ?? null
}

export const cancelJob = (id: number): void => void call('jobs.cancel', { id }).catch(fail)

export function startJobs(): () => void {
  const reload = () => {
    call('jobs.list', {})
      .then((jobs) => {
        useJobs.setState({ jobs })
        for (const job of jobs) if (isJobOver(job.state)) take(job)
      })
      // Without a project there are no jobs.
      .catch(() => useJobs.setState({ jobs: [] }))
  }
  reload()
  const ends = [
    on('job.changed', take),
    on('project.opened', reload),
    on('engine.state', ({ isRunning }) => isRunning && reload()),
  ]
  return () => {
    for (const end of ends) end()
  }
}
