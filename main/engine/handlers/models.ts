/** Trained detectors as files for other programs. */
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { newToken } from '../formats/wholeFolder.ts'
import { runModelExport } from '../jobs/exportModelJob.ts'
import { runWithWeights } from './results.ts'

type Part = Pick<EngineHandlers, 'model.export'>

export function modelHandlers(context: EngineContext): Part {
  return {
    'model.export': (settings) => {
      const { store, jobs } = openProjectOf(context)
      const run = runWithWeights(store, settings.runId)
      if (run.ensemble !== null) {
        const members = run.ensemble.members.map(({ runId }) => runId).join(', ')
        throw new BoxwrightError(
          'bad-request',
          `The run ${run.id} is an ensemble, and is exported member by member: export the runs ${members}, and fuse what they find in your program.`,
          { runId: run.id },
        )
      }
      if (run.bestEpoch === null) {
        throw new BoxwrightError('not-found', `The run ${run.id} has no weights yet. Train it first.`, {
          runId: run.id,
        })
      }
      const token = newToken()
      const work = { run, settings, folders: context.folders, token }
      return { jobId: jobs.start('exportModel', { ...settings, token }, (job) => runModelExport(job, work)).id }
    },
  }
}
