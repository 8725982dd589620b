/** Starting an evaluation, and which ones are under way. */

import type { TFunction } from 'i18next'
import { create } from 'zustand'
import { isCancelled } from '../../shared/errors.ts'
import type { EvaluablePart } from '../../shared/reports.ts'
import { engineText } from '../engineText.ts'
import { finishJob } from '../stores/jobs.ts'
import { fail, note } from '../stores/messages.ts'
import { call } from '../studio.ts'

type UnderWay = {
  readonly jobId: number
  readonly runId: number
  readonly split: EvaluablePart
}

export const useUnderWay = create<{ readonly evaluations: readonly UnderWay[] }>()(() => ({ evaluations: [] }))

export async function evaluateRun(t: TFunction, runId: number, split: EvaluablePart): Promise<void> {
  try {
    const { jobId } = await call('evaluate.start', { runId, split })
    useUnderWay.setState(({ evaluations }) => ({ evaluations: [...evaluations, { jobId, runId, split }] }))
    try {
      noteUnreadable(t, await finishJob(jobId))
    } finally {
      useUnderWay.setState(({ evaluations }) => ({ evaluations: evaluations.filter((other) => other.jobId !== jobId) }))
    }
  } catch (error) {
    if (!isCancelled(error)) fail(error)
  }
}

/** Pictures that could not be read are not in the figures; that must be said. */
function noteUnreadable(t: TFunction, result: unknown): void {
  const { unreadable } = result as { readonly unreadable: readonly string[] }
  if (unreadable.length > 0) {
    note(t('results.evaluate.unreadable', { count: unreadable.length, first: engineText(unreadable[0] ?? '') }))
  }
}
