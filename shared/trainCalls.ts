/** The part of the contract for training and its runs. */
import { z } from 'zod'
import { done, jobStarted, nothing } from './callShapes.ts'
import { id } from './model.ts'
import { deviceReport, epoch, readinessItem, run, trainOrder } from './reports.ts'
import { trainSettings } from './trainSettings.ts'

const boxXyxy = z.tuple([z.number(), z.number(), z.number(), z.number()])
const size = z.object({ width: z.number(), height: z.number() })

/** What a run finds in a few validation images with the weights of an epoch. */
export const runSamples = z.object({
  epoch: z.int(),
  images: z.array(
    z.object({
      imageId: id,
      /** Size of the upright image, in whose pixels the boxes are. */
      width: z.number(),
      height: z.number(),
      boxes: z.array(boxXyxy),
      scores: z.array(z.number()),
      categoryIds: z.array(id),
    }),
  ),
})
export type RunSamples = z.infer<typeof runSamples>
export const runSampled = z.object({ runId: id, epoch: z.int() })

/** What training would see and start from with given settings. */
export const trainPreview = z.object({
  pictures: z.array(
    z.object({
      imageId: id,
      /** The augmented network input as a JPEG, in base64. */
      jpeg: z.string(),
      /** In pixels of the network input, with the index of the category in `categories`; -1 is an ignore region. */
      boxes: z.array(boxXyxy),
      classes: z.array(z.int()),
    }),
  ),
  categories: z.array(z.object({ id, name: z.string() })),
  /** Side of the network input in pixels. */
  side: z.int(),
  /** Anchors of each feature map, fine to coarse, in pixels of the network input. */
  anchors: z.array(z.array(size)),
  /** Pixels that a cell of each feature map covers. */
  strides: z.array(z.int()),
  /** Sizes of the training boxes in pixels of the network input; a sample where there are very many. */
  boxSizes: z.array(size),
  /** Mean over all training boxes of the IoU with the best anchor. */
  anchorFit: z.number(),
})
export type TrainPreview = z.infer<typeof trainPreview>

export const trainCalls = {
  /** With the side of the network input it also looks for boxes that are too small at that size. */
  'train.readiness': {
    request: z.strictObject({ size: z.int().positive().nullable().default(null) }),
    response: z.array(readinessItem),
  },
  'train.device': { request: z.strictObject({ device: trainSettings.shape.device }), response: deviceReport },
  'train.start': { request: z.strictObject({ settings: trainSettings }), response: jobStarted.extend({ runId: id }) },
  /** Fails with `not-found` when the run is not under way. */
  'train.order': { request: z.strictObject({ runId: id, order: trainOrder }), response: done },
  /**
   * Goes on with a run that ended early, with the same settings and weights. Fails with `conflict` when labels, classes or
   * the split changed meanwhile, and with `not-found` when it noted no place to go on from.
   */
  'train.resume': { request: z.strictObject({ runId: id }), response: jobStarted.extend({ runId: id }) },
  /** Augments some training pictures as a run with these settings and this seed would. */
  'train.preview': {
    request: z.strictObject({ settings: trainSettings, pictures: z.int().min(1).max(64).default(12) }),
    response: trainPreview,
  },
  'runs.list': { request: nothing, response: z.array(run) },
  'runs.get': { request: z.strictObject({ id }), response: run.extend({ epochs: z.array(epoch) }) },
  /** The run that a job trains, and the epoch up to which it would keep what it has learned if it were cut off now. */
  'runs.ofJob': {
    request: z.strictObject({ jobId: id }),
    response: z.object({ id, name: z.string(), keptEpochs: z.int().nullable() }).nullable(),
  },
  'runs.samples': { request: z.strictObject({ id }), response: runSamples.nullable() },
  'runs.remove': { request: z.strictObject({ id }), response: done },
} as const
