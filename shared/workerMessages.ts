/** What the engine and a worker process say to each other. Both are built from one tree, so the types need no check at run time. */
import type { FusionSettings } from './ensemble.ts'
import type { PlainError } from './errors.ts'
import type { Progress } from './model.ts'
import type { MeasuredPart, ModelFiles, ModelFormat, ModelPrecision } from './modelExportCalls.ts'
import type { DeviceReport } from './reports.ts'
import type { TrainPreview } from './trainCalls.ts'
import type { DecidedSettings, TrainSettings } from './trainSettings.ts'

export type WorkerImage = {
  readonly id: number
  /** Absolute path of the file. */
  readonly path: string
  /** Size of the upright image in pixels. */
  readonly width: number
  readonly height: number
}

export type LabelledImage = WorkerImage & {
  /** x1, y1, x2, y2 of each box in pixels of the upright image; length 4n. */
  readonly boxes: Float64Array
  /** Index into the run's categories for each box; -1 marks an ignore region. Length n. */
  readonly classes: Int32Array
}

export type ModelCategory = { readonly id: number; readonly name: string }

/** So much training from the start of the run. */
export type RestPoint = { readonly resource: 'epochs' | 'seconds'; readonly until: number }

export type TrainTask = {
  readonly kind: 'train'
  readonly settings: TrainSettings
  readonly categories: readonly ModelCategory[]
  readonly train: readonly LabelledImage[]
  readonly val: readonly LabelledImage[]
  /** Where checkpoints go. */
  readonly runFolder: string
  /** True to go on from where the run in this folder stopped. */
  readonly isResumed: boolean
  /** Where it stops for now, to go on later if it is wanted to; null: it trains to its end. */
  readonly rest: RestPoint | null
  readonly weightsFolder: string
  /** Where decoded pictures are kept for the next run. */
  readonly cacheFolder: string
}

/** Who detects. `everyday`: the detector that Boxwright brings with it. */
export type DetectorSource =
  | { readonly kind: 'everyday' }
  | { readonly kind: 'run'; readonly runFolder: string }
  | {
      readonly kind: 'ensemble'
      readonly members: readonly { readonly runFolder: string; readonly weight: number }[]
      /** Ids of the classes in the order in which the ensemble tells them. */
      readonly categoryIds: readonly number[]
      readonly fusion: FusionSettings
    }

export type DetectTask = {
  readonly kind: 'detect'
  readonly images: readonly WorkerImage[]
  readonly source: DetectorSource
  readonly weightsFolder: string
  /** Where decoded pictures are kept for the next run. */
  readonly cacheFolder: string
  readonly device: TrainSettings['device']
  /** Detections below this confidence are not reported. */
  readonly confidence: number
}

export type PreviewTask = {
  readonly kind: 'preview'
  readonly settings: TrainSettings
  readonly categories: readonly ModelCategory[]
  readonly train: readonly LabelledImage[]
  /** How many augmented pictures. */
  readonly pictures: number
}

export type ExportModelTask = {
  readonly kind: 'exportModel'
  readonly runFolder: string
  readonly weightsFolder: string
  /** Programs that show how the files are used. */
  readonly examplesFolder: string
  readonly cacheFolder: string
  /** Where the files go: a folder that is there and empty. */
  readonly folder: string
  readonly format: ModelFormat
  readonly precision: ModelPrecision
  readonly origin: {
    readonly boxwright: string
    readonly project: string
    readonly runId: number
    readonly runName: string
  }
  /** Pictures on which the file must say what the run says. */
  readonly checked: readonly WorkerImage[]
  /** Pictures of the training part for the ranges of int8. */
  readonly calibration: readonly WorkerImage[]
  readonly measured: { readonly split: Exclude<MeasuredPart, 'none'>; readonly images: readonly LabelledImage[] } | null
}

export type ProbeTask = { readonly kind: 'probe'; readonly device: TrainSettings['device'] }

export type WorkerTask = TrainTask | DetectTask | PreviewTask | ExportModelTask | ProbeTask
export function deviceOf(task: WorkerTask): TrainSettings['device'] {
  // An export is compared with the run on the processor, where every runtime computes.
  if (task.kind === 'exportModel') return 'cpu'
  return task.kind === 'train' || task.kind === 'preview' ? task.settings.device : task.device
}

/** What a worker may be told while it works. Pause and continue, and end with what there is, are for training. */
export const workerOrders = ['cancel', 'pause', 'continue', 'finish'] as const
export type WorkerOrder = (typeof workerOrders)[number]
export type WorkerRequest = WorkerTask | { readonly kind: WorkerOrder }

export type EpochFigures = {
  readonly epoch: number
  readonly losses: Readonly<Record<string, number>>
  readonly learningRate: number
  readonly ap: number | null
  readonly ap50: number | null
  readonly seconds: number
  readonly imagesPerSecond: number
}

/** Detections of one image by columns; `probabilities` has one number for each class of the run, row by row. */
export type ImageDetections = {
  readonly imageId: number
  readonly boxes: Float32Array
  readonly scores: Float32Array
  readonly classes: Int32Array
  readonly probabilities: Float32Array
  /** What the network saw of the picture as a whole, where it tells that. */
  readonly features?: Float32Array
}

export type TrainResult = {
  readonly bestEpoch: number | null
  readonly ap: number | null
  readonly ap50: number | null
  readonly epochs: number
  readonly endReason: 'epochs' | 'time' | 'patience' | 'rises' | 'settled' | 'stopped' | 'cancelled'
  /** Part of the time in steps during which the next pictures were not decoded yet. */
  readonly waitingShare: number
}

export type TaskResult = TrainResult | DeviceReport | TrainPreview | ModelFiles | null

export type WorkerMessage =
  | { readonly kind: 'device'; readonly report: DeviceReport }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** What the settings left open: how many images a step takes, and how often a picture is made of four. */
  | { readonly kind: 'decided'; readonly settings: DecidedSettings }
  /** A resumed run goes on after this epoch. */
  | { readonly kind: 'resumed'; readonly epochs: number }
  | { readonly kind: 'epoch'; readonly figures: EpochFigures }
  | { readonly kind: 'best'; readonly epoch: number; readonly ap: number | null; readonly ap50: number | null }
  /** What the weights of an epoch find in a few validation images. */
  | { readonly kind: 'samples'; readonly epoch: number; readonly detections: readonly ImageDetections[] }
  | { readonly kind: 'detections'; readonly detections: ImageDetections }
  | { readonly kind: 'unreadable'; readonly imageId: number; readonly reason: string }
  | { readonly kind: 'done'; readonly result: TaskResult }
  | { readonly kind: 'failed'; readonly error: PlainError }
