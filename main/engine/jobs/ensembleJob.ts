/**
 * An ensemble as one job: member after member is trained on a sample of the training part, then all of them together are judged
 * on the validation part. What a finished member came to is kept in the project file; after a stop the job goes on with the next,
 * or in the middle of a member where its training noted its place.
 */
import type { Emit } from '../../../shared/api.ts'
import { canDetect, type Ensemble } from '../../../shared/ensemble.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { bestConfidenceIn } from '../../../shared/metrics/bestConfidence.ts'
import { evaluateCoco } from '../../../shared/metrics/coco.ts'
import { matchAcrossCategories } from '../../../shared/metrics/crossMatch.ts'
import { datasetFromEvaluation } from '../../../shared/metrics/dataset.ts'
import { detectedDataset } from '../../../shared/metrics/detectedDataset.ts'
import { indexImages, judgeImages, tallyImages } from '../../../shared/metrics/perImage.ts'
import type { Progress } from '../../../shared/model.ts'
import { seededRandom } from '../../../shared/random.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { boost, evenChances } from '../ensemble/boost.ts'
import { drawSample } from '../ensemble/sample.ts'
import { evaluationData } from '../evaluationData.ts'
import type { Folders } from '../folders.ts'
import type { Chances } from '../store/ensembles.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { detectingModel } from './detectingModel.ts'
import { detectIn, runEvaluation } from './detectJob.ts'
import { hasResumePlace } from './runFolder.ts'
import type { JobContext } from './runner.ts'
import {
  abortedAs,
  drawnData,
  isLabelled,
  runTraining,
  type TrainControl,
  type TrainingData,
  trainControl,
} from './trainJob.ts'
import { isWholeEnd } from './wholeEnds.ts'

export type EnsembleJob = {
  readonly runId: number
  /** Null where all members are there. */
  readonly training: MemberTraining | null
  readonly folders: Folders
}
export type MemberTraining = {
  readonly data: TrainingData
  readonly settings: TrainSettings
  readonly emit: Emit
  /** Lets the member be told what to do while it trains. @returns what ends that */
  readonly follow: (runId: number, control: TrainControl) => () => void
}
export type EnsembleResult = {
  readonly runId: number
  readonly members: number
  /** Of all members together on the validation part; null where it has no labelled image. */
  readonly ap: number | null
  readonly ap50: number | null
}

export async function runEnsemble(context: JobContext, job: EnsembleJob): Promise<EnsembleResult> {
  const { store, signal } = context
  const { runId } = job
  let endReason = 'failed'
  try {
    if (job.training) await trainMembers(context, job, job.training)
    signal.throwIfAborted()
    const figures = await judge(context, job)
    endReason = 'combined'
    return { runId, members: ensembleOf(store, runId).members.length, ...figures }
  } catch (error) {
    if (error instanceof BoxwrightError && error.code === 'worker-killed') endReason = 'interrupted'
    throw error
  } finally {
    store.runs.end(runId, signal.aborted && endReason !== 'combined' ? abortedAs(signal) : endReason)
  }
}

const ensembleOf = (store: Store, runId: number): Ensemble => store.runs.get(runId).ensemble!

async function trainMembers(context: JobContext, job: EnsembleJob, training: MemberTraining): Promise<void> {
  const { store, signal } = context
  const { size } = ensembleOf(store, job.runId)
  for (let number = 1; number <= size; number++) {
    if (ensembleOf(store, job.runId).members[number - 1]?.isDone) continue
    signal.throwIfAborted()
    const ofMember = { ...context, report: within(context, number, size) }
    await trainMember(ofMember, job, training, number)
  }
}

async function trainMember(
  context: JobContext,
  { runId: ensembleId, folders }: EnsembleJob,
  { data, settings, emit, follow }: MemberTraining,
  number: number,
): Promise<void> {
  const { store, signal } = context
  const chances = chancesOf(store.ensembles.chances(ensembleId), data)
  // Each member begins with other weights too.
  const own = { ...settings, seed: settings.seed + number - 1 }
  const sampled = drawnData(data, sampleOf(data, chances, own.seed))
  const { runId, place } = placeOf(context, { ensembleId, number, settings: own, data: sampled })
  if (place !== 'end') {
    const control = trainControl()
    const stop = follow(runId, control)
    const isResumed = place === 'middle'
    try {
      await runTraining(context, { runId, isResumed, rest: null, control, data: sampled, settings: own, folders, emit })
    } finally {
      stop()
    }
  }
  signal.throwIfAborted()
  if (!canDetect(store.runs.get(runId))) throw untrained(runId, number)
  const { weight, next } =
    ensembleOf(store, ensembleId).method === 'boosting'
      ? await boosted(context, { runId, data, chances, folders })
      : { weight: 1, next: null }
  store.ensembles.finishMember({ ensembleId, number }, weight, next)
}

const untrained = (runId: number, number: number) =>
  new BoxwrightError(
    'nothing-to-train',
    `Member ${number} was told to end before its first epoch, so it has learned nothing. Go on with the ensemble: the member begins anew.`,
    { runId },
  )

/** In the order of the training images. */
function chancesOf(kept: Chances | null, { images }: TrainingData): number[] {
  return kept === null ? evenChances(images.train.length) : images.train.map(({ id }) => kept[id]!)
}

/** @returns ids of images, as many as there are, some of them more than once */
function sampleOf({ images }: TrainingData, chances: readonly number[], seed: number): number[] {
  return drawSample(chances, seededRandom(seed)).map((place) => images.train[place]!.id)
}

type NextMember = {
  readonly ensembleId: number
  readonly number: number
  readonly settings: TrainSettings
  readonly data: TrainingData
}

type MemberPlace = { readonly runId: number; readonly place: 'start' | 'middle' | 'end' }

/** The run of the member: one that was cut off goes on where it noted its place, or begins anew. */
function placeOf({ store, jobId }: JobContext, { ensembleId, number, settings, data }: NextMember): MemberPlace {
  const begun = ensembleOf(store, ensembleId).members[number - 1]
  if (begun && isTrained(store.runs.get(begun.runId))) return { runId: begun.runId, place: 'end' }
  if (begun && hasResumePlace(store.path, begun.runId)) {
    store.runs.reopen(begun.runId, jobId)
    return { runId: begun.runId, place: 'middle' }
  }
  const { categories, snapshot } = data
  const name = `${settings.detector} ${settings.size} E${ensembleId}.${number}`
  const run = { jobId, name, settings, categories, snapshot }
  return { runId: store.ensembles.beginMember({ ensembleId, number }, run), place: 'start' }
}

/** It has come to its end, or the user told it to end with what it had. */
function isTrained({ endReason, bestEpoch }: StoredRun): boolean {
  return isWholeEnd(endReason) || (endReason === 'stopped' && bestEpoch !== null)
}

type ToBoost = {
  readonly runId: number
  readonly data: TrainingData
  readonly chances: readonly number[]
  readonly folders: Folders
}

/** How much the member has to say, and the chances of the images for the next one: by the F1 of each at its best threshold. */
async function boosted(context: JobContext, { runId, data, chances, folders }: ToBoost) {
  const { store, signal } = context
  const { train } = data.images
  const report = (progress: Progress) => context.report({ ...progress, value: 1 })
  const model = detectingModel(store, runId)
  const { found } = await detectIn({ signal, report }, { model, folders, images: train })
  signal.throwIfAborted()
  const dataset = detectedDataset(train, found, data.categories)
  const judged = judgeImages(indexImages(dataset), matchAcrossCategories(dataset, judgingIou))
  const tallies = tallyImages(judged, bestConfidenceIn(dataset, judgingIou))
  // Where nothing is labelled and nothing was found, nothing is wrong.
  const lossOf = new Map(tallies.map(({ imageId, f1 }) => [imageId, 1 - (f1 ?? 1)]))
  const { chances: next, weight } = boost(
    chances,
    train.map(({ id }) => lossOf.get(id)!),
  )
  return { weight, next: Object.fromEntries(train.map(({ id }, place) => [id, next[place]!])) }
}

/** A box is found when it overlaps its label by so much, as AP50 has it. */
const judgingIou = 0.5

/** All members together on the validation part, which also stands among the results then. */
async function judge(
  context: JobContext,
  { runId, folders }: EnsembleJob,
): Promise<Pick<EnsembleResult, 'ap' | 'ap50'>> {
  const { store } = context
  const run = store.runs.get(runId)
  if (run.images.val === 0 || !hasValidation(store)) return { ap: null, ap50: null }
  const { evaluationId } = await runEvaluation(context, { run, split: 'val', folders })
  const { AP, AP50 } = evaluateCoco(
    datasetFromEvaluation(evaluationData(store, evaluationId, { probabilities: false })),
  ).figures
  // COCO says -1 where there is nothing to find.
  const figures = { ap: AP < 0 ? null : AP, ap50: AP50 < 0 ? null : AP50 }
  store.runs.setFigures(runId, figures.ap, figures.ap50)
  return figures
}

/** The split may be another than when its members were trained. */
const hasValidation = (store: Store): boolean =>
  store.images.usable().some((image) => image.split === 'val' && isLabelled(image))

/** Progress of one member as progress of all: members to come take as long as this one. */
function within({ report }: JobContext, number: number, count: number): JobContext['report'] {
  const startedAt = Date.now()
  return ({ value, title, secondsLeft }) => {
    const passed = (Date.now() - startedAt) / 1000
    report({
      value: (number - 1 + (value ?? 0)) / count,
      title: `Member ${number} of ${count}: ${title}`,
      phase: 'members',
      secondsLeft: secondsLeft === null ? null : secondsLeft + (count - number) * (passed + secondsLeft),
    })
  }
}
