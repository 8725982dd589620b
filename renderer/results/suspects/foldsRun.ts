/** Starting a cross-validation or going on with one, and showing what it found. */
import { isCancelled } from '../../../shared/errors.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { finishJob } from '../../stores/jobs.ts'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import { changeView, chooseResult } from '../resultsView.ts'

export type FoldsChoice = {
  readonly settings: TrainSettings
  readonly folds: number
  /** Which images, as text; null: all that have a part. */
  readonly filter: string | null
}

export const startFolds = (choice: FoldsChoice): Promise<void> => follow(() => call('folds.start', choice))
export const resumeFolds = (runId: number): Promise<void> => follow(() => call('folds.resume', { runId }))

async function follow(begin: () => Promise<{ readonly jobId: number; readonly runId: number }>): Promise<void> {
  try {
    const { jobId, runId } = await begin()
    await finishJob(jobId)
    chooseResult(runId, 'folds')
    changeView({ tab: 'suspects' })
  } catch (error) {
    if (!isCancelled(error)) fail(error)
  }
}
