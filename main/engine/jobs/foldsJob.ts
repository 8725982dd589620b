/**
 * Cross-validation as one job: fold after fold a detector learns from the images of the others and detects in its own, so
 * that no image is judged by a model that saw it. A finished fold is kept in the project file; after a stop the job goes on
 * with the next, or in the middle of a fold where its training noted its place.
 */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Category, Image, Progress } from '../../../shared/model.ts'
import { dealFolds } from '../../../shared/split/folds.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import type { LabelledImage, WorkerMessage } from '../../../shared/workerMessages.ts'
import type { Folders } from '../folders.ts'
import { trimCache } from '../images/trimCache.ts'
import type { Fold } from '../store/folds.ts'
import type { RunSnapshot } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { comparePictures } from './compareJob.ts'
import { detectIn, rowsOf, workerImages } from './detectJob.ts'
import { runFolderOf } from './runFolder.ts'
import type { JobContext } from './runner.ts'
import { runWorker } from './runWorker.ts'
import { abortedAs, annotationsByImage, isLabelled, labelledImages, snapshotOf } from './trainJob.ts'

/** Everything the folds learn from and are judged on. */
export type FoldsData = {
  readonly categories: readonly Category[]
  readonly images: readonly LabelledImage[]
  readonly snapshot: RunSnapshot
}

/** Images of a project that take part: those of the filter, or without one all that have a part, or all when none has. */
export function imagesForFolds(store: Store, filter: string | null): Image[] {
  const labelled = store.images.usable().filter(isLabelled)
  if (filter !== null) {
    const fitting = new Set(store.images.ids(filter))
    return labelled.filter(({ id }) => fitting.has(id))
  }
  const parted = labelled.filter(({ split }) => split !== null)
  return parted.length > 0 ? parted : labelled
}

/** @throws BoxwrightError `nothing-to-train` */
export function gatherFoldsData(store: Store, images: readonly Image[], folds: number): FoldsData {
  const annotations = annotationsByImage(store, images)
  const used = new Set([...annotations.values()].flat().map(({ categoryId }) => categoryId))
  const categories = store.categories.list().filter(({ id }) => used.has(id))
  if (images.length < folds || categories.length === 0) {
    throw new BoxwrightError(
      'nothing-to-train',
      `${folds} folds need at least ${folds} labelled images with boxes. Label more, or choose other images.`,
      { folds },
    )
  }
  const labelled = labelledImages(store, images, annotations, categories)
  const snapshot = snapshotOf({ train: labelled, val: [], test: [] }, categories)
  return { categories, images: labelled, snapshot: { ...snapshot, folds } }
}

export type FoldsJob = {
  readonly runId: number
  readonly data: FoldsData
  readonly settings: TrainSettings
  readonly folders: Folders
  /** For each image that belongs to others the number of its group. */
  readonly groups: () => Promise<ReadonlyMap<number, number>>
}
export type FoldsResult = {
  readonly runId: number
  readonly evaluationId: number
  readonly folds: number
  readonly images: number
  readonly detections: number
  readonly unreadable: readonly string[]
}

export async function runFolds(context: JobContext, job: FoldsJob): Promise<FoldsResult> {
  const { store, signal } = context
  const unreadable = new Map<number, string>()
  let endReason = 'failed'
  try {
    const folds = await foldsOf(context, job)
    for (const fold of folds.filter(({ isDone }) => !isDone)) {
      signal.throwIfAborted()
      await runFold({ ...context, report: within(context, fold, folds.length) }, job, fold, unreadable)
    }
    endReason = 'folds'
    const evaluation = store.evaluations.list().find(({ runId }) => runId === job.runId)!
    const { id, images, detections } = evaluation
    const found = { runId: job.runId, evaluationId: id, folds: folds.length, images, detections }
    return { ...found, unreadable: [...unreadable.values()] }
  } catch (error) {
    if (error instanceof BoxwrightError && error.code === 'worker-killed') endReason = 'interrupted'
    throw error
  } finally {
    store.runs.end(job.runId, signal.aborted && endReason !== 'folds' ? abortedAs(signal) : endReason)
    await trimCache(job.folders.cache)
  }
}

/** Those of a job that goes on; else the images are dealt now, when near copies among them are known. */
async function foldsOf(context: JobContext, { runId, data, settings, folders, groups }: FoldsJob): Promise<Fold[]> {
  const { store } = context
  const known = store.folds.ofRun(runId)
  if (known.length > 0) return known
  // The folds are what counts as done.
  const report = (progress: Progress) => context.report({ ...progress, value: null })
  if (store.splits.settings().groups.byCopies) await comparePictures({ ...context, report }, folders.cache)
  const groupOf = await groups()
  const images = data.images.map(({ id, classes }) => {
    const boxes = new Map<number, number>()
    for (const place of classes) if (place >= 0) boxes.set(place, (boxes.get(place) ?? 0) + 1)
    return { id, boxes, group: groupOf.get(id) ?? null }
  })
  const dealt = dealFolds(images, { folds: data.snapshot.folds!, seed: settings.seed })
  if (dealt.length < 2) {
    throw new BoxwrightError(
      'nothing-to-train',
      'All images belong to one group, so no model could be trained without seeing it. Change how images are grouped (Split).',
    )
  }
  store.folds.add(runId, dealt)
  return store.folds.ofRun(runId)
}

async function runFold(context: JobContext, job: FoldsJob, fold: Fold, unreadable: Map<number, string>): Promise<void> {
  const { store, signal } = context
  const { runId, data, folders } = job
  const runFolder = join(runFolderOf(store.path, runId), `fold-${fold.number}`)
  await trainFold(context, job, { fold, runFolder, unreadable })
  signal.throwIfAborted()
  const images = workerImages(store, store.images.get([...fold.imageIds]))
  const { device } = store.runs.get(runId).settings
  const model = { source: { kind: 'run', runFolder }, device } as const
  const report = (progress: Progress) => context.report({ ...progress, value: null })
  const { found, unreadable: unread } = await detectIn({ signal, report }, { model, folders, images })
  signal.throwIfAborted()
  for (const [id, reason] of unread) unreadable.set(id, reason)
  const judged = fold.imageIds.filter((id) => !unread.has(id))
  const detections = found.flatMap((entry) => rowsOf(entry, data.categories))
  store.folds.finish({ runId, number: fold.number, judged, detections })
  // The models have said what they were trained for.
  rmSync(runFolder, { recursive: true, force: true })
}

type FoldTraining = {
  readonly fold: Fold
  readonly runFolder: string
  readonly unreadable: Map<number, string>
}

/** On all images of the other folds; the last weights count, since there is nothing to choose earlier ones by. */
async function trainFold(
  { store, signal, report }: JobContext,
  { runId, data, settings, folders }: FoldsJob,
  { fold, runFolder, unreadable }: FoldTraining,
): Promise<void> {
  const own = new Set(fold.imageIds)
  const take = (message: WorkerMessage) => {
    if (message.kind === 'device') store.runs.setDevice(runId, message.report)
    if (message.kind === 'progress') report(message.progress)
    if (message.kind === 'decided') store.runs.setSettings(runId, { ...settings, ...message.settings })
    if (message.kind === 'unreadable')
      unreadable.set(message.imageId, `${store.images.getOne(message.imageId).path}: ${message.reason}`)
  }
  const task = {
    kind: 'train',
    settings: { ...settings, patience: null, rises: null, validateEvery: Number.MAX_SAFE_INTEGER },
    categories: data.categories.map(({ id, name }) => ({ id, name })),
    train: data.images.filter(({ id }) => !own.has(id)),
    val: [],
    runFolder,
    isResumed: existsSync(join(runFolder, 'resume.json')),
    rest: null,
    weightsFolder: join(folders.resources, 'weights'),
    cacheFolder: folders.cache,
  } as const
  await runWorker({ task, folders, signal, onMessage: take })
}

/** Progress of one fold as progress of all: folds to come take as long as this one. */
function within({ report }: JobContext, fold: Fold, count: number): JobContext['report'] {
  const startedAt = Date.now()
  return ({ value, title, phase, secondsLeft }) => {
    const passed = (Date.now() - startedAt) / 1000
    report({
      // Detecting is the last small part of a fold.
      value: (fold.number - 1 + (phase === 'detecting' ? 1 : (value ?? 0))) / count,
      title: `Fold ${fold.number} of ${count}: ${title}`,
      phase: 'folds',
      secondsLeft: secondsLeft === null ? null : secondsLeft + (count - fold.number) * (passed + secondsLeft),
    })
  }
}
