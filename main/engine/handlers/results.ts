/** Evaluations of runs, and detection in image files. */
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { EvaluationData } from '../../../shared/reports.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { findImageFiles } from '../images/imageFiles.ts'
import { isImagePath } from '../images/pictureFormats.ts'
import { imagesToEvaluate, runEvaluation, runPrediction } from '../jobs/detectJob.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'

type Part = Pick<EngineHandlers, 'evaluate.start' | 'predict.start' | 'results.list' | 'results.data'>

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
    'results.list': () => store().evaluations.list(),
    'results.data': ({ evaluationId }) => dataOf(store(), evaluationId),
  }
}

function runWithWeights(store: Store, runId: number): StoredRun {
  const run = store.runs.get(runId)
  if (run.folds === null) return run
  throw new BoxwrightError(
    'bad-request',
    `The run ${runId} is a cross-validation: each of its models saw other images, and none is kept. Choose a trained run.`,
    { runId },
  )
}

/** Detections as they were found, beside the labels as they are now. */
function dataOf(store: Store, evaluationId: number): EvaluationData {
  const evaluation = store.evaluations.get(evaluationId)
  const run = store.runs.get(evaluation.runId)
  const imageIds = store.evaluations.imageIds(evaluationId)
  const images = imageIds
    .flatMap((id) => store.images.get([id]))
    .filter((image) => image.state !== 'rejected' && image.width !== null)
  const judged = new Set(images.map((image) => image.id))
  const annotations = store.annotations.ofImages([...judged])
  const known = new Set(run.categories.map((category) => category.id))
  const present = new Map(store.categories.list().map((category) => [category.id, category]))
  return {
    evaluation,
    categories: [
      ...run.categories.map((category) => present.get(category.id) ?? category),
      ...[...present.values()].filter((category) => !known.has(category.id)),
    ],
    images: images.map(({ id, path, width, height, split }) => ({ id, path, width: width!, height: height!, split })),
    groundTruths: {
      ids: annotations.map((annotation) => annotation.id),
      imageIds: annotations.map((annotation) => annotation.imageId),
      categoryIds: annotations.map((annotation) => annotation.categoryId ?? 0),
      boxes: annotations.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]),
      ignore: annotations.map((annotation) => annotation.ignore),
      difficult: annotations.map((annotation) => annotation.difficult),
      truncated: annotations.map((annotation) => annotation.truncated),
      occluded: annotations.map((annotation) => annotation.occluded),
    },
    detections: detectionsIn(store.evaluations.detections(evaluationId), judged),
  }
}

/** Detections in images that were rejected since do not count. */
function detectionsIn(
  detections: EvaluationData['detections'],
  judged: ReadonlySet<number>,
): EvaluationData['detections'] {
  const places = [...detections.ids.keys()].filter((place) => judged.has(detections.imageIds[place]!))
  const pick = <T>(column: readonly T[]) => places.map((place) => column[place]!)
  return {
    ids: pick(detections.ids),
    imageIds: pick(detections.imageIds),
    categoryIds: pick(detections.categoryIds),
    boxes: places.flatMap((place) => detections.boxes.slice(place * 4, place * 4 + 4)),
    scores: pick(detections.scores),
    probabilities: pick(detections.probabilities),
  }
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
