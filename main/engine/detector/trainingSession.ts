/** Everything a run needs before its first step: anchors, detector, recorded graph, pictures. */

import type { Size } from '../../../shared/box.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Progress } from '../../../shared/model.ts'
import { type Random, randomFrom, seededRandom } from '../../../shared/random.ts'
import { refuseConflicts } from '../../../shared/settingConflicts.ts'
import {
  type DecidedSettings,
  isSecondOrder,
  type ResolvedTrainSettings,
  type TrainSettings,
} from '../../../shared/trainSettings.ts'
import type {
  EpochFigures,
  ImageDetections,
  LabelledImage,
  TrainTask,
  WorkerImage,
} from '../../../shared/workerMessages.ts'
import type { Precision } from '../tensorflow/autocast.ts'
import { type CompiledModel, compileModel, type FunctionDefinition } from '../tensorflow/compiledModel.ts'
import { type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import type { AnchorSet } from './anchors.ts'
import { buildBatch, type Sample } from './batch.ts'
import { batchSizeFor, type Memory } from './batchSize.ts'
import { type RunProgress, readCheckpoint } from './checkpoint.ts'
import { classFactorsOf } from './classBalance.ts'
import { pictureMemoryBytes, scalingSample, smallestBox } from './config.ts'
import { buildDetector, type Detector } from './detector.ts'
import { familyOf } from './families.ts'
import { fixedScaling, type InputScaling, scalingFor } from './inputScaling.ts'
import { learnsFromAll } from './learning.ts'
import { letterboxOf, toNetwork } from './letterbox.ts'
import { usefulMosaic } from './mosaic.ts'
import type { NetworkBoxes } from './networkBoxes.ts'
import { initialVector } from './parameters.ts'
import { type PictureSource, pictureSource } from './pictures.ts'
import { plainSettings } from './plainSettings.ts'
import { readPretrained } from './pretrained.ts'
import type { StepTimes } from './stepTimes.ts'
import { type TimeBudget, timeBudget } from './timeBudget.ts'
import {
  gradientOf,
  initialState,
  measureOf,
  predictStepOf,
  type StepSettings,
  stepScalars,
  trainStepOf,
  updateOf,
} from './trainStep.ts'

import type { Validation } from './validate.ts'

export type TrainHooks = {
  readonly isCancelled: () => boolean
  /** True when the user wants the run to end with what it has. */
  readonly isFinishing: () => boolean
  /** Resolves at once, or, while the run is paused, when it goes on or is cancelled. */
  readonly whilePaused: () => Promise<void> | null
  readonly onProgress: (progress: Progress) => void
  /** Told when a setting was left to the machine. */
  readonly onDecided: (settings: DecidedSettings) => void
  readonly onResumed: (epochs: number) => void
  readonly onStepTimes: (times: StepTimes) => void
  /** Told after each validation how long an image took from its pixels to its boxes. */
  readonly onDetectMs: (milliseconds: number) => void
  readonly onEpoch: (figures: EpochFigures) => void
  readonly onBest: (epoch: number, validation: Validation) => void
  readonly onSamples: (epoch: number, detections: readonly ImageDetections[]) => void
  readonly onUnreadable: (image: WorkerImage, reason: string) => void
}

/** What the machine can do. */
export type Machine = { readonly precision: Precision; readonly memory: Memory }

export type Labelled = { readonly image: LabelledImage; readonly labels: NetworkBoxes }

export type TrainingSession = {
  readonly task: Omit<TrainTask, 'settings'> & { readonly settings: ResolvedTrainSettings }
  readonly hooks: TrainHooks
  readonly budget: TimeBudget
  readonly train: readonly Labelled[]
  readonly anchors: AnchorSet
  readonly detector: Detector
  /** `train`, or `gradient` and `update` where the weights change once a pass; `measure` where the validation loss is wanted. */
  readonly model: CompiledModel<'train' | 'gradient' | 'update' | 'measure' | 'predict'>
  readonly pictures: PictureSource
  readonly random: Random
  /** How much the targets of a batch hold. */
  readonly room: number
  readonly scaling: InputScaling
  /** Where the run goes on; null for a new one. */
  readonly resumed: RunProgress | null
}

export async function openSession(given: TrainTask, hooks: TrainHooks, machine: Machine): Promise<TrainingSession> {
  hooks.onProgress({ value: null, title: 'Preparing the detector', phase: 'preparing', secondsLeft: null })
  const former = given.isResumed ? await readCheckpoint(given.runFolder, resumeName) : null
  const train = given.train.map((image) => ({ image, labels: networkLabels(image, given.settings.size) }))
  const sizes = boxSizes(train, given.settings.size)
  const decided = decide(former?.info.settings ?? given.settings, sizes, machine)
  const { batch, mosaic } = decided
  if (given.settings.batch === null || given.settings.mosaic === null) hooks.onDecided({ batch, mosaic })
  const task = { ...given, settings: { ...given.settings, batch, mosaic } }
  const { settings, categories } = task
  const resumed = former?.info.progress ?? null
  const budget = timeBudget(settings, { used: resumed?.secondsUsed ?? 0 })
  const anchors = former?.info.anchors ?? familyOf(settings).anchorsFor(sizes, settings)
  const pictures = pictureSource({
    side: settings.size,
    memoryBytes: pictureMemoryBytes,
    cacheFolder: task.cacheFolder,
    onUnreadable: hooks.onUnreadable,
  })
  const scaling = former?.info.scaling ?? (await measureScaling(settings.inputScaling, pictures, train))
  const pretrained = settings.start === 'pretrained' ? await readPretrained(task.weightsFolder) : null
  const classNames = categories.map(({ name }) => name)
  const detector = buildDetector({ settings, classes: classNames.length, classNames, anchors, pretrained, scaling })
  const random = resumed ? randomFrom(resumed.random) : seededRandom(settings.seed)
  refuseConflicts(settings)
  const validated = settings.rises === null ? [] : task.val.map((image) => networkLabels(image, settings.size))
  const labels = [...train.map((labelled) => labelled.labels), ...validated]
  const room = detector.roomFor(labels, settings)
  const session = { task, hooks, budget, train, anchors, detector, pictures, random, room, scaling, resumed }
  const model = await compile(session, machine.precision)
  if (former) model.writeState({ ...(await model.readState()), ...former.state })
  if (resumed) hooks.onResumed(resumed.epochs)
  return { ...session, model }
}

function decide({ batch, mosaic, size }: TrainSettings, sizes: readonly Size[], { memory }: Machine): DecidedSettings {
  return { batch: batch ?? batchSizeFor(memory, size), mosaic: mosaic ?? usefulMosaic(sizes, size) }
}

/** The checkpoint that a run which was stopped goes on from. */
export const resumeName = 'resume'

async function measureScaling(
  setting: TrainSettings['inputScaling'],
  pictures: PictureSource,
  train: readonly Labelled[],
): Promise<InputScaling> {
  if (setting === 'fixed') return fixedScaling
  const samples = await loadSamples(pictures, train.slice(0, scalingSample))
  return scalingFor(
    setting,
    samples.map(({ pixels }) => pixels),
  )
}

async function compile(
  session: Omit<TrainingSession, 'model'>,
  precision: Precision,
): Promise<TrainingSession['model']> {
  const { task, detector, pictures, room, train } = session
  const { settings } = task
  const samples = await loadSamples(pictures, train.slice(0, settings.batch))
  if (samples.length === 0)
    throw new BoxwrightError('nothing-to-train', 'The training images cannot be decoded. Check the files.')
  // Only its shapes count; the run's own random numbers stay untouched.
  const example = buildBatch(filledUp(samples, settings.batch), detector, settings, seededRandom(0), room)
  const unchanged = plainSettings(settings)
  const plain = buildBatch(filledUp(samples, settings.batch), detector, unchanged, seededRandom(0), room)
  const predictInput = example.images!.clone()
  const scalars = stepScalars(0, 0, 0)
  const state = initialState(detector)
  const classFactors = classFactorsOf(boxCounts(session), settings.classBalance)
  try {
    return (await compileModel(
      {
        ...learningFunctions(detector, { settings, classFactors }, { ...example, ...scalars }, precision),
        ...(settings.rises !== null && { measure: measureFunction(detector, { settings, classFactors }, plain) }),
        predict: { run: predictStepOf(detector), exampleInputs: { images: predictInput } },
      } as Record<'train', FunctionDefinition>,
      state,
    )) as unknown as TrainingSession['model']
  } finally {
    const all = [example, plain, scalars, state].flatMap((tensors) => Object.values(tensors))
    tf.dispose([...all, predictInput])
  }
}

function learningFunctions(
  detector: Detector,
  step: StepSettings,
  { learningRate, adamStep, adamFloor, isFirst, averageKeep, ...batch }: TensorMap,
  precision: Precision,
): Partial<Record<'train' | 'gradient' | 'update', FunctionDefinition>> {
  const scalars = { learningRate, adamStep, adamFloor, isFirst, averageKeep } as TensorMap
  const { settings } = step
  if (!learnsFromAll(settings)) {
    return { train: { run: trainStepOf(detector, step), exampleInputs: { ...batch, ...scalars }, precision } }
  }
  // A search along a line compares values that differ in digits which bfloat16 does not have.
  const own = isSecondOrder(settings.optimizer) ? 'float32' : precision
  const gradient = { run: gradientOf(detector, step), exampleInputs: batch, precision: own }
  if (isSecondOrder(settings.optimizer)) return { gradient }
  const example = tf.zeros([initialVector(detector.layouts.weights).length])
  return { gradient, update: { run: updateOf(settings), exampleInputs: { gradient: example, ...scalars } } }
}

function measureFunction(detector: Detector, { settings, classFactors }: StepSettings, exampleInputs: TensorMap) {
  const plain = plainSettings(settings as ResolvedTrainSettings)
  return { run: measureOf(detector, { settings: plain, classFactors }), exampleInputs }
}

/** Boxes of each class in the training images. */
function boxCounts({ task, train }: Pick<TrainingSession, 'task' | 'train'>): number[] {
  const counts = task.categories.map(() => 0)
  for (const { labels } of train) for (const category of labels.classes) if (category >= 0) counts[category]! += 1
  return counts
}

export async function loadSamples(pictures: PictureSource, labelled: readonly Labelled[]): Promise<Sample[]> {
  const loaded = await Promise.all(
    labelled.map(async ({ image, labels }) => ({ pixels: await pictures.load(image), labels })),
  )
  return loaded.flatMap(({ pixels, labels }) => (pixels ? [{ pixels, labels }] : []))
}

/** The graph wants full batches: a short one starts over from its own first pictures, each augmented anew. */
export function filledUp(samples: readonly Sample[], batch: number): Sample[] {
  return Array.from({ length: batch }, (_, index) => samples[index % samples.length]!)
}

export function networkLabels(image: LabelledImage, size: number): NetworkBoxes {
  return { boxes: toNetwork(image.boxes, letterboxOf(image, size)), classes: image.classes }
}

/** @throws BoxwrightError `nothing-to-train` when none is large enough */
export function boxSizes(train: readonly Labelled[], size: number) {
  const sizes = train.flatMap(({ labels: { boxes, classes } }) =>
    [...classes.keys()]
      .filter((index) => classes[index]! >= 0)
      .map((index) => ({
        width: boxes[index * 4 + 2]! - boxes[index * 4]!,
        height: boxes[index * 4 + 3]! - boxes[index * 4 + 1]!,
      })),
  )
  const visible = sizes.filter(({ width, height }) => width >= smallestBox && height >= smallestBox)
  if (visible.length === 0) {
    throw new BoxwrightError(
      'nothing-to-train',
      `At a picture size of ${size} no box of the training images is larger than ${smallestBox} pixels. Choose a larger size, or label more.`,
    )
  }
  return visible
}
