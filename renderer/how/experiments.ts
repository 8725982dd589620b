/** Experiments with a run's network: begun by a button, cancelled by another; what came of the last of each kind stays. */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { CallRequest, CallResponse } from '../../shared/api.ts'
import { isCancelled, toPlainError } from '../../shared/errors.ts'
import type { Asked } from '../results/pictures/inside/useExplanation.ts'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { call, on } from '../studio.ts'

type Long = 'how.slice' | 'how.paths' | 'how.regularisation'
type Kept = { readonly subject: string; readonly asked: Asked<unknown> }

const useExperiments = create<Partial<Record<Long, Kept>>>()(() => ({}))

export type Experiment<Request, Answer> = {
  /** Null before it was begun, and after it was cancelled. */
  readonly asked: Asked<Answer> | null
  readonly begin: (request: Request) => void
  readonly cancel: () => void
}

const waiting = { kind: 'waiting', phase: null, part: null } as const

/** What is known of the experiment that the request describes. */
export function useExperiment<Name extends Long>(
  name: Name,
  request: CallRequest<Name>,
): Experiment<CallRequest<Name>, CallResponse<Name>> {
  const path = useProject((state) => state.project?.path ?? null)
  const subjectOf = (given: CallRequest<Name>) => `${path} ${JSON.stringify(given)}`
  const subject = subjectOf(request)
  const kept = useExperiments((state) => state[name])
  const asked = kept?.subject === subject ? (kept.asked as Asked<CallResponse<Name>>) : null
  const isWaiting = asked?.kind === 'waiting'
  useEffect(() => {
    if (!isWaiting) return
    return on('results.explaining', ({ phase, part }) => keep(name, subject, { kind: 'waiting', phase, part }))
  }, [name, subject, isWaiting])
  return {
    asked,
    begin: (given) => void run(name, given, subjectOf(given)),
    cancel: () => void call('how.cancel', {}).catch(fail),
  }
}

async function run<Name extends Long>(name: Name, request: CallRequest<Name>, subject: string): Promise<void> {
  useExperiments.setState({ [name]: { subject, asked: waiting } })
  try {
    keep(name, subject, { kind: 'ready', answer: await call(name, request) })
  } catch (error) {
    if (isCancelled(error)) forget(name, subject)
    else keep(name, subject, { kind: 'failed', message: toPlainError(error).message })
  }
}

/** Unless it was begun anew with something else meanwhile. */
function keep(name: Long, subject: string, asked: Asked<unknown>): void {
  if (useExperiments.getState()[name]?.subject === subject) useExperiments.setState({ [name]: { subject, asked } })
}

function forget(name: Long, subject: string): void {
  if (useExperiments.getState()[name]?.subject === subject) useExperiments.setState({ [name]: undefined })
}
