/**
 * To close the project, to open another and to close the window cuts off what is being computed. So these ask first while
 * something runs that would be lost or would have to be begun again.
 */
import { create } from 'zustand'
import { isJobOver, type Job, type JobKind } from '../../shared/model.ts'
import { call, on } from '../studio.ts'
import { useJobs } from './jobs.ts'
import { fail } from './messages.ts'
import { useProject } from './project.ts'

/** Answers the question on the screen; null while there is none. */
type Leaving = { readonly answer: ((isLeaving: boolean) => void) | null }

export const useLeaving = create<Leaving>()(() => ({ answer: null }))

/** Taken up by themselves when they are needed the next time, or when the project opens. */
const harmless: ReadonlySet<JobKind> = new Set(['scan', 'tiles', 'measure', 'compare'])

export const jobsCutOff = (jobs: readonly Job[]): readonly Job[] =>
  jobs.filter(({ kind, state }) => !isJobOver(state) && !harmless.has(kind))

/** Asks where something would be cut off. A later question takes the place of an earlier one, which is then answered with no. */
export async function mayLeave(): Promise<boolean> {
  if (!isAsking()) return true
  useLeaving.getState().answer?.(false)
  return new Promise((answer) => useLeaving.setState({ answer }))
}

export function answerLeaving(isLeaving: boolean): void {
  useLeaving.getState().answer?.(isLeaving)
  useLeaving.setState({ answer: null })
}

/** With an engine that has ended nothing runs any more. */
const isAsking = (): boolean => useProject.getState().isEngineRunning && jobsCutOff(useJobs.getState().jobs).length > 0

export async function closeProject(): Promise<void> {
  if (await mayLeave()) await call('project.close', {})
}

/** @returns whether it is open; not so when the user goes on with the work on the other one */
export async function openProjectAt(path: string): Promise<boolean> {
  const isOpenAlready = useProject.getState().project?.path === path
  if (!isOpenAlready && !(await mayLeave())) return false
  await call('project.open', { path })
  return true
}

/** @returns a function that ends it */
export const startLeaving = (): (() => void) => on('desktop.closing', () => void closeWindow().catch(fail))

/** The desktop waits for the first word alone: a user takes their time. */
async function closeWindow(): Promise<void> {
  if (isAsking()) {
    await call('desktop.answerClosing', { isClosing: false })
    if (!(await mayLeave())) return
  }
  await call('desktop.answerClosing', { isClosing: true })
}
