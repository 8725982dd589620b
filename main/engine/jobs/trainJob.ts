/** The training job: what goes into a run, and what comes out of its worker into the project file. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Emit } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Annotation, Category, Image, SplitName } from '../../../shared/model.ts'
import type { TrainOrder } from '../../../shared/reports.ts'
import { splitNames } from '../../../shared/split/deal.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import type { LabelledImage, RestPoint, TrainResult, WorkerMessage } from '../../../shared/workerMessages.ts'
import type { Folders } from '../folders.ts'
import { trimCache } from '../images/trimCache.ts'
import type { RunSnapshot } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { workerImages } from './detectJob.ts'
import { keepSamples, runFolderOf } from './runFolder.ts'
import { type JobContext, projectCloses } from './runner.ts'
import { runWorker } from './runWorker.ts'

/** Everything a run learns from, read in one go when the user presses the button. */
export type TrainingData = {
  readonly categories: readonly Category[]
  readonly images: Readonly<Record<SplitName, readonly LabelledImage[]>>
  readonly snapshot: RunSnapshot
}

/** @throws BoxwrightError `not-split`, `nothing-to-train` */
export function gatherTrainingData(store: Store): TrainingData {
  const images = store.images.usable().filter((image) => image.split !== null && isLabelled(image))
  if (!images.some((image) => image.split === 'train')) {
    throw new BoxwrightError('not-split', 'No labelled image belongs to the training part. Split the images first.')
  }
  const annotations = annotationsByImage(store, images)
  const used = new Set([...annotations.values()].flat().map((annotation) => annotation.categoryId))
  const categories = store.categories.list().filter((category) => used.has(category.id))
  if (categories.length === 0)
    throw new BoxwrightError('nothing-to-train', 'The images have no boxes yet. Draw some, or import labels.')
  const inPart = (name: SplitName) => {
    const own = images.filter((image) => image.split === name)
    return labelledImages(store, own, annotations, categories)
  }
  const parts = { train: inPart('train'), val: inPart('val'), test: inPart('test') }
  return { categories, images: parts, snapshot: snapshotOf(parts, categories) }
}

/** The same with other training images, which may appear more than once; what the part has no more is left out. */
export function drawnData({ images, categories }: TrainingData, imageIds: readonly number[]): TrainingData {
  const ofId = new Map(images.train.map((image) => [image.id, image]))
  const parts = { ...images, train: imageIds.flatMap((id) => ofId.get(id) ?? []) }
  return { categories, images: parts, snapshot: { ...snapshotOf(parts, categories), isDrawn: true } }
}

/** Orders for a run under way. Those given before its worker is there are kept for it. */
export type TrainControl = {
  readonly give: (order: TrainOrder) => void
  readonly connect: (give: (order: TrainOrder) => void) => void
  readonly isPaused: () => boolean
}

export function trainControl(): TrainControl {
  let send: ((order: TrainOrder) => void) | null = null
  let isPaused = false
  const kept: TrainOrder[] = []
  return {
    give: (order) => {
      isPaused = order === 'pause'
      if (send) send(order)
      else kept.push(order)
    },
    connect: (give) => {
      send = give
      for (const order of kept.splice(0)) give(order)
    },
    isPaused: () => isPaused,
  }
}

export type TrainJob = {
  readonly runId: number
  /** True to go on where the run stopped. */
  readonly isResumed: boolean
  /** Where it stops for now; null: it trains to its end. */
  readonly rest: RestPoint | null
  /** What the user tells the run while it trains. */
  readonly control: TrainControl
  readonly data: TrainingData
  readonly settings: TrainSettings
  readonly folders: Folders
  readonly emit: Emit
}

export async function runTraining(
  context: JobContext,
  { runId, isResumed, rest, control, data, settings, folders, emit }: TrainJob,
): Promise<TrainResult> {
  const { store, signal, report } = context
  const unreadable: string[] = []
  const take = (message: WorkerMessage) => {
    if (message.kind === 'device') store.runs.setDevice(runId, message.report)
    if (message.kind === 'progress') report(message.progress)
    if (message.kind === 'decided') store.runs.setSettings(runId, { ...settings, ...message.settings })
    if (message.kind === 'resumed') store.runs.forgetEpochsAfter(runId, message.epochs)
    if (message.kind === 'best') store.runs.setBest(runId, message.epoch, message.ap, message.ap50)
    if (message.kind === 'samples') {
      keepSamples(store, runId, message, data)
      emit('run.sampled', { runId, epoch: message.epoch })
    }
    if (message.kind === 'unreadable')
      unreadable.push(`${store.images.getOne(message.imageId).path}: ${message.reason}`)
    if (message.kind === 'epoch') {
      const epoch = { runId, ...message.figures, losses: { ...message.figures.losses } }
      store.runs.addEpoch(epoch)
      emit('run.epoch', epoch)
    }
  }
  let endReason = 'failed'
  try {
    const task = {
      kind: 'train',
      settings,
      categories: data.categories.map(({ id, name }) => ({ id, name })),
      train: data.images.train,
      val: data.images.val,
      runFolder: runFolderOf(store.path, runId),
      isResumed,
      rest,
      weightsFolder: join(folders.resources, 'weights'),
      cacheFolder: folders.cache,
    } as const
    const result = (await runWorker({
      task,
      folders,
      signal,
      onMessage: take,
      onReady: control.connect,
    })) as TrainResult
    endReason = result.endReason
    return { ...result, ...(unreadable.length > 0 ? { unreadable } : {}) }
  } catch (error) {
    if (error instanceof BoxwrightError && error.code === 'worker-killed') endReason = 'interrupted'
    throw error
  } finally {
    store.runs.end(runId, signal.aborted ? abortedAs(signal) : endReason)
    await trimCache(folders.cache)
  }
}

export function abortedAs(signal: AbortSignal): string {
  return signal.reason === projectCloses ? 'interrupted' : 'cancelled'
}

export function isLabelled(image: Image): boolean {
  return image.state !== 'unlabelled' && image.state !== 'rejected'
}

export function annotationsByImage(store: Store, images: readonly Image[]): Map<number, Annotation[]> {
  const byImage = new Map<number, Annotation[]>()
  for (const annotation of store.annotations.ofImages(images.map((image) => image.id))) {
    const list = byImage.get(annotation.imageId)
    if (list) list.push(annotation)
    else byImage.set(annotation.imageId, [annotation])
  }
  return byImage
}

/** As a worker reads them, with their boxes of these classes and their ignore regions. */
export function labelledImages(
  store: Store,
  images: readonly Image[],
  annotations: ReadonlyMap<number, readonly Annotation[]>,
  categories: readonly { readonly id: number }[],
): LabelledImage[] {
  const placeOf = placesOf(categories)
  return workerImages(store, images).map((image) => {
    const own = (annotations.get(image.id) ?? []).filter(hasPlaceIn(placeOf))
    return { ...image, ...labelsOf(own, placeOf) }
  })
}

type Places = ReadonlyMap<number, number>

/** Where a detector of these classes has each, by the id of the class. */
export function placesOf(categories: readonly { readonly id: number }[]): Places {
  return new Map(categories.map(({ id }, place) => [id, place]))
}

/** Whether such a detector knows what a box is: one of its classes, or an ignore region. */
export function hasPlaceIn(placeOf: Places): (annotation: Annotation) => boolean {
  return ({ ignore, categoryId }) => ignore || placeOf.has(categoryId!)
}

/** @param annotations those that have a place */
export function labelsOf(
  annotations: readonly Annotation[],
  placeOf: Places,
): Pick<LabelledImage, 'boxes' | 'classes'> {
  return {
    boxes: Float64Array.from(annotations.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2])),
    classes: Int32Array.from(annotations, ({ ignore, categoryId }) => (ignore ? -1 : placeOf.get(categoryId!)!)),
  }
}

export function snapshotOf(parts: TrainingData['images'], categories: readonly Category[]): RunSnapshot {
  const hash = createHash('sha256').update(JSON.stringify(categories.map(({ id, name }) => [id, name])))
  for (const name of splitNames) {
    for (const image of parts[name])
      hash.update(`${name} ${image.id} ${image.path}\n`).update(image.boxes).update(image.classes)
  }
  const ids = (name: SplitName) => parts[name].map((image) => image.id)
  return {
    split: { train: ids('train'), val: ids('val'), test: ids('test') },
    labelHash: hash.digest('hex'),
    versions: { node: process.versions.node },
  }
}
