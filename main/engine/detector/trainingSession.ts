/** Everything a run needs before its first step: anchors, detector, recorded graph, pictures. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Progress } from '../../../shared/model.ts'
import { type Random, seededRandom } from '../../../shared/random.ts'
import type { EpochFigures, LabelledImage, TrainTask, WorkerImage } from '../../../shared/workerMessages.ts'
import { type CompiledModel, compileModel } from '../tensorflow/compiledModel.ts'
import { tf } from '../tensorflow/tensorflow.ts'
import { type AnchorSet, findAnchors } from './anchors.ts'
import type { NetworkBoxes } from './assign.ts'
import { buildBatch, positiveRoom, type Sample } from './batch.ts'
import { pictureMemoryBytes, smallestBox } from './config.ts'
import { decodeOutput } from './decode.ts'
import { buildDetector, type Detector } from './detector.ts'
import { letterboxOf, toNetwork } from './letterbox.ts'
import { type PictureSource, pictureSource } from './pictures.ts'
import { readPretrained } from './pretrained.ts'
import { type TimeBudget, timeBudget } from './timeBudget.ts'
import { initialState, predictStepOf, stepScalars, trainStepOf } from './trainStep.ts'
import type { Validation } from './validate.ts'

export type TrainHooks = {
  readonly isCancelled: () => boolean
  readonly onProgress: (progress: Progress) => void
  readonly onEpoch: (figures: EpochFigures) => void
  readonly onBest: (epoch: number, validation: Validation) => void
  readonly onUnreadable: (image: WorkerImage, reason: string) => void
}

export type Labelled = { readonly image: LabelledImage; readonly labels: NetworkBoxes }

export type TrainingSession = {
  readonly task: TrainTask
  readonly hooks: TrainHooks
  readonly budget: TimeBudget
  readonly train: readonly Labelled[]
  readonly anchors: AnchorSet
  readonly detector: Detector
  readonly model: CompiledModel<'train' | 'predict'>
  readonly pictures: PictureSource
  readonly random: Random
  /** How many anchors a batch may assign. */
  readonly room: number
}

export async function openSession(task: TrainTask, hooks: TrainHooks): Promise<TrainingSession> {
  const budget = timeBudget(task.settings)
  hooks.onProgress({ value: null, title: 'Preparing the detector', phase: 'preparing', secondsLeft: null })
  const { settings, categories } = task
  const train = task.train.map((image) => ({ image, labels: networkLabels(image, settings.size) }))
  const anchors = findAnchors(boxSizes(train, settings.size), settings.anchorsPerScale, settings.seed)
  const pretrained = settings.start === 'pretrained' ? await readPretrained(task.weightsFolder) : null
  const detector = buildDetector({ settings, classes: categories.length, anchors, pretrained })
  const pictures = pictureSource(settings.size, pictureMemoryBytes, hooks.onUnreadable)
  const random = seededRandom(settings.seed)
  const room = positiveRoom(
    train.map(({ labels }) => labels),
    detector.grid,
    settings.batch,
  )
  const session = { task, hooks, budget, train, anchors, detector, pictures, random, room }
  return { ...session, model: await compile(session) }
}

async function compile(session: Omit<TrainingSession, 'model'>): Promise<TrainingSession['model']> {
  const { task, detector, pictures, random, room, train } = session
  const { settings } = task
  const samples = await loadSamples(pictures, train.slice(0, settings.batch))
  if (samples.length === 0)
    throw new BoxwrightError('nothing-to-train', 'The training images cannot be decoded. Check the files.')
  const batch = buildBatch(filledUp(samples, settings.batch), detector.grid, settings, random, room)
  const predictInput = batch.images!.clone()
  const scalars = stepScalars(0, 0, 0, 0)
  const state = initialState(detector)
  try {
    const predict = predictStepOf(detector, (output) => decodeOutput(output, detector.grid))
    return await compileModel(
      {
        train: { run: trainStepOf(detector, settings), exampleInputs: { ...batch, ...scalars } },
        predict: { run: predict, exampleInputs: { images: predictInput } },
      },
      state,
    )
  } finally {
    tf.dispose([...Object.values(batch), ...Object.values(scalars), ...Object.values(state), predictInput])
  }
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

function networkLabels(image: LabelledImage, size: number): NetworkBoxes {
  return { boxes: toNetwork(image.boxes, letterboxOf(image, size)), classes: image.classes }
}

function boxSizes(train: readonly Labelled[], size: number) {
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
