/** Jobs that run a trained detector: over a part of the project to be evaluated, or over any image files. */
import { join } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Image } from '../../../shared/model.ts'
import type { EvaluablePart } from '../../../shared/reports.ts'
import type {
  DetectTask,
  ImageDetections,
  ModelCategory,
  WorkerImage,
  WorkerMessage,
} from '../../../shared/workerMessages.ts'
import type { Folders } from '../folders.ts'
import { readHeader } from '../images/readHeader.ts'
import type { NewDetection } from '../store/evaluations.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { detectingRun } from './detectingModel.ts'
import type { JobContext } from './runner.ts'
import { runWorker } from './runWorker.ts'

/** Low enough for the whole precision-recall curve. */
const evaluationConfidence = 0.005

export type EvaluationJob = { readonly run: StoredRun; readonly split: EvaluablePart; readonly folders: Folders }
export type EvaluationResult = {
  readonly evaluationId: number
  readonly images: number
  readonly detections: number
  readonly unreadable: readonly string[]
}

/** @throws BoxwrightError `nothing-to-evaluate` */
export function imagesToEvaluate(store: Store, split: EvaluablePart): Image[] {
  const images = store.images
    .usable()
    .filter((image) => image.state !== 'unlabelled' && image.state !== 'rejected')
    .filter((image) => (split === 'all' ? image.split !== null : image.split === split))
  if (images.length === 0) {
    const part = split === 'all' ? 'any part' : `the part "${split}"`
    throw new BoxwrightError(
      'nothing-to-evaluate',
      `No labelled image belongs to ${part}. Split the images first, or choose another part.`,
      { split },
    )
  }
  return images
}

export async function runEvaluation(
  context: JobContext,
  { run, split, folders }: EvaluationJob,
): Promise<EvaluationResult> {
  const { store } = context
  const images = imagesToEvaluate(store, split)
  const model = detectingRun(store, run)
  const { found, unreadable } = await detectIn(context, { model, folders, images: workerImages(store, images) })
  context.signal.throwIfAborted()
  const bad = new Set(unreadable.keys())
  const judged = images.filter((image) => !bad.has(image.id)).map((image) => image.id)
  const detections = found.flatMap((entry) => rowsOf(entry, run.categories))
  const evaluationId = store.evaluations.add(run.id, split, judged, detections)
  return { evaluationId, images: judged.length, detections: detections.length, unreadable: [...unreadable.values()] }
}

export type PredictedImage = {
  readonly path: string
  readonly width: number
  readonly height: number
  readonly detections: readonly {
    readonly category: string
    readonly score: number
    readonly box: readonly [number, number, number, number]
  }[]
}
export type PredictionJob = {
  readonly run: StoredRun
  readonly paths: readonly string[]
  readonly confidence: number
  readonly folders: Folders
}
export type PredictionResult = { readonly images: readonly PredictedImage[]; readonly unreadable: readonly string[] }

export async function runPrediction(
  context: JobContext,
  { run, paths, confidence, folders }: PredictionJob,
): Promise<PredictionResult> {
  const unreadableHeaders: string[] = []
  const files: WorkerImage[] = []
  for (const [index, path] of paths.entries()) {
    context.signal.throwIfAborted()
    try {
      const { rawWidth, rawHeight, orientation } = await readHeader(path)
      const [width, height] = orientation >= 5 ? [rawHeight, rawWidth] : [rawWidth, rawHeight]
      files.push({ id: index + 1, path, width, height })
    } catch (error) {
      unreadableHeaders.push(`${path}: ${(error as Error).message}`)
    }
  }
  const model = detectingRun(context.store, run)
  const { found, unreadable } = await detectIn(context, { model, folders, images: files, confidence })
  const ofImage = new Map(found.map((entry) => [entry.imageId, entry]))
  const images = files
    .filter((file) => ofImage.has(file.id))
    .map((file) => ({
      path: file.path,
      width: file.width,
      height: file.height,
      detections: rowsOf(ofImage.get(file.id)!, run.categories).map((row) => ({
        category: run.categories.find((category) => category.id === row.categoryId)!.name,
        score: row.score,
        box: [row.x1, row.y1, row.x2, row.y2] as const,
      })),
    }))
  return { images, unreadable: [...unreadableHeaders, ...unreadable.values()] }
}

/** Upright images as a worker reads them. */
export function workerImages(store: Store, images: readonly Image[]): WorkerImage[] {
  const roots = new Map(store.roots.list().map((root) => [root.id, root.path]))
  return images.map((image) => ({
    id: image.id,
    path: join(roots.get(image.rootId)!, image.path),
    width: image.width!,
    height: image.height!,
  }))
}

export type DetectionJob = {
  readonly model: DetectingModel
  readonly folders: Folders
  readonly images: readonly WorkerImage[]
  /** Without one: low enough for every figure of an evaluation. */
  readonly confidence?: number
}

export async function detectIn(
  context: Detecting,
  { model, folders, images, confidence = evaluationConfidence }: DetectionJob,
) {
  const found: ImageDetections[] = []
  const take = (entry: ImageDetections) => found.push(entry)
  const unreadable = await detectEach(context, folders, { model, images, confidence, take })
  return { found, unreadable }
}

type Detecting = Pick<JobContext, 'report' | 'signal'>
export type DetectingModel = Pick<DetectTask, 'source' | 'device'>

export type DetectionOfEach = {
  readonly model: DetectingModel
  readonly images: readonly WorkerImage[]
  readonly confidence: number
  /** Given what was found in each image, as soon as it is. */
  readonly take: (found: ImageDetections) => void
}

/** @returns for each image that could not be read its path and why */
export async function detectEach(
  context: Detecting,
  folders: Folders,
  { model, images, confidence, take: onFound }: DetectionOfEach,
): Promise<Map<number, string>> {
  const unreadable = new Map<number, string>()
  const pathOf = new Map(images.map((image) => [image.id, image.path]))
  const take = (message: WorkerMessage) => {
    if (message.kind === 'progress') context.report(message.progress)
    if (message.kind === 'detections') onFound(message.detections)
    if (message.kind === 'unreadable')
      unreadable.set(message.imageId, `${pathOf.get(message.imageId)}: ${message.reason}`)
  }
  const task = {
    kind: 'detect',
    images,
    ...model,
    weightsFolder: join(folders.resources, 'weights'),
    cacheFolder: folders.cache,
    confidence,
  } as const
  await runWorker({ task, folders, signal: context.signal, onMessage: take })
  return unreadable
}

export function rowsOf(
  { imageId, boxes, scores, classes, probabilities }: ImageDetections,
  categories: readonly ModelCategory[],
): NewDetection[] {
  const count = categories.length
  return [...scores].flatMap((score, index) => {
    const [x1, y1, x2, y2] = boxes.subarray(index * 4, index * 4 + 4) as unknown as [number, number, number, number]
    // What lay outside the picture altogether has no area left.
    if (!(x1 < x2) || !(y1 < y2)) return []
    const categoryId = categories[classes[index]!]!.id
    return [
      {
        imageId,
        categoryId,
        x1,
        y1,
        x2,
        y2,
        score,
        probabilities: probabilities.slice(index * count, (index + 1) * count),
      },
    ]
  })
}
