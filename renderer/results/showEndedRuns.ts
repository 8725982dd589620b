/** Who trained wants to see what came of it: Results shows a run once its training is done, whatever was chosen before. */
import { useActivity } from '../stores/activity.ts'
import { useComeBack } from '../stores/comeBack.ts'
import { failUnlessClosed } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { trainedRun } from '../stores/trainedRun.ts'
import { on } from '../studio.ts'
import { chooseResult, ownView, useResultsView } from './resultsView.ts'

/** @returns a function that ends it */
export function showEndedRuns(): () => void {
  return on('job.changed', ({ id, kind, state }) => {
    if ((kind === 'train' || kind === 'ensemble') && state === 'done') showRunOf(id).catch(failUnlessClosed)
  })
}

async function showRunOf(jobId: number): Promise<void> {
  const run = await trainedRun(jobId)
  if (!run || isReading()) return
  const { split } = ownView(useResultsView.getState(), useProject.getState().project?.path ?? null)
  chooseResult(run.id, split)
}

/** Nobody's results are taken from under their eyes, nor while they look at one of its images. */
function isReading(): boolean {
  const { activity } = useActivity.getState()
  return activity === 'results' || (activity === 'annotate' && useComeBack.getState().page === 'results')
}
