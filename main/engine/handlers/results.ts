/** Evaluations of runs, and detection in image files. */
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { evaluationData, evaluationLabels, packed } from '../evaluationData.ts'
import { findImageFiles } from '../images/imageFiles.ts'
import { isImagePath } from '../images/pictureFormats.ts'
import { detectingRun } from '../jobs/detectingModel.ts'
import { imagesToEvaluate, runEvaluation, runPrediction } from '../jobs/detectJob.ts'
import { runReport } from '../jobs/reportJob.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'

type Part = Pick<
  EngineHandlers,
  'evaluate.start' | 'predict.start' | 'results.list' | 'results.data' | 'results.labels' | 'report.start'
>

export function resultHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store
  return {
    'evaluate.start': ({ runId, split }) => {
      const { jobs } = openProjectOf(context)
      const run = runWithWeights(store(), runId)
      // Refused at once, not from within the job.
      imagesToEvaluate(store(), split)
      return {
        jobId: jobs.start('evaluate', { runId, split }, (job) =>
          runEvaluation(job, { run, split, folders: context.folders }),
        ).id,
      }
    },
    'predict.start': async ({ runId, paths, confidence }) => {
      const { jobs } = openProjectOf(context)
      const run = runWithWeights(store(), runId)
      const files = await imagesAt(paths)
      return {
        jobId: jobs.start('predict', { runId, paths }, (job) =>
          runPrediction(job, { run, paths: files, confidence, folders: context.folders }),
        ).id,
      }
    },
    'report.start': (settings) => {
      const { jobs } = openProjectOf(context)
      // Refused at once, not from within the job.
      store().evaluations.get(settings.evaluationId)
      return { jobId: jobs.start('report', settings, (job) => runReport(job, settings)).id }
    },
    'results.list': () => store().evaluations.list(),
    'results.data': ({ evaluationId, ...parts }) => packed(evaluationData(store(), evaluationId, parts)),
    'results.labels': ({ evaluationId }) => evaluationLabels(store(), evaluationId),
  }
}

export function runWithWeights(store: Store, runId: number): StoredRun {
  const run = store.runs.get(runId)
  if (run.ensemble !== null) {
    // Refused at once when none of its members can detect.
    detectingRun(store, run)
    return run
  }
  if (run.folds === null) return run
  throw new BoxwrightError(
    'bad-request',
    `The run ${runId} is a cross-validation: each of its models saw other images, and none is kept. Choose a trained run.`,
    { runId },
  )
}

async function imagesAt(paths: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const given of paths) {
    const path = resolve(given)
    if (!existsSync(path))
      throw new BoxwrightError('file-unreadable', `There is no file or folder ${path}. Check the path.`, { path })
    if (!statSync(path).isDirectory()) {
      files.push(path)
      continue
    }
    for await (const found of findImageFiles(path, { onUnreadable: () => {} }))
      files.push(...found.map((file) => join(path, file.path)))
  }
  const images = files.filter(isImagePath)
  if (images.length === 0) throw new BoxwrightError('nothing-to-evaluate', `There is no image in ${paths.join(', ')}.`)
  return images
}
