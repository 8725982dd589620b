/** Training takes a while, and whoever waits does something else: where it ends well or not is told wherever they are. */
import i18next from 'i18next'
import type { Job } from '../../shared/model.ts'
import type { Run } from '../../shared/reports.ts'
import { rateText } from '../charts/figureText.ts'
import { keyTextOf } from '../keys/keymap.ts'
import { errorOf } from '../stores/jobs.ts'
import { fail, failUnlessClosed, note } from '../stores/messages.ts'
import { usePreferences } from '../stores/preferences.ts'
import { trainedRun } from '../stores/trainedRun.ts'
import { on } from '../studio.ts'
import { runName } from './runWords.ts'
import { trainingJobs } from './trainingJobs.ts'

/** @returns a function that ends it */
export function announceRuns(): () => void {
  return on('job.changed', (job) => {
    if (!trainingJobs.includes(job.kind)) return
    if (job.state === 'done') tell(job).catch(failUnlessClosed)
    if (job.state === 'failed') fail(errorOf(job))
  })
}

async function tell({ id, kind }: Job): Promise<void> {
  if (kind === 'search') {
    note(i18next.t('train.ended.search'))
    return
  }
  const run = await trainedRun(id)
  if (run) note(endedText(run))
}

function endedText(run: Run): string {
  // Who took the key away finds the room by its name.
  const key = keyTextOf('window.showResults', usePreferences.getState()) || i18next.t('rail.results')
  const values = { name: runName(run), ap50: rateText(run.bestAp50), key }
  return i18next.t(run.bestAp50 === null ? 'train.ended.unvalidated' : 'train.ended.run', values)
}
