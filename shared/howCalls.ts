/** The part of the contract behind "How it works": what a run's network computes on a picture, and small experiments with it. */
import { z } from 'zod'
import { float32s } from './base64.ts'
import { done, nothing } from './callShapes.ts'
import { id } from './model.ts'
import { trainSettings } from './trainSettings.ts'

const onPicture = z.strictObject({ runId: id, imageId: id })

/** A map of features, with the channels that say most. */
export const featureMap = z.object({
  /** `further`: behind the backbone of an SSD, which has no neck. */
  stage: z.enum(['backbone', 'neck', 'further']),
  /** Index of the scale, fine to coarse. */
  scale: z.int(),
  cells: z.int(),
  channels: z.int(),
  /** By mean size of their values, the strongest first. */
  strongest: z.array(
    z.object({
      channel: z.int(),
      /** Mean size of the values: by it they are ordered. */
      strength: z.number(),
      low: z.number(),
      high: z.number(),
      /** From 0 (`low`) to 1 (`high`) a cell, row by row. */
      values: float32s,
    }),
  ),
})
export type FeatureMap = z.infer<typeof featureMap>

export const features = z.object({
  maps: z.array(featureMap),
  side: z.int(),
  /** How maps are joined; null where there is no neck. */
  neck: trainSettings.shape.neck.nullable(),
  /** Anchors in a cell of the finest map that the head reads, and the classes that each tells (none before a second stage); null without a grid. */
  cell: z.object({ anchors: z.int(), classes: z.int() }).nullable(),
})
export type Features = z.infer<typeof features>

const { boxLoss, objectnessLoss, classLoss } = trainSettings.shape
const corners = z.tuple([z.number(), z.number(), z.number(), z.number()])

/** How a term of the loss comes from what was said, in numbers that count from 0. */
export const lossFormula = z.discriminatedUnion('kind', [
  /** Four numbers, `from` on, are decoded to the box of an anchor, and that is compared with the label's. */
  z.object({
    kind: z.literal('decoded'),
    from: z.int(),
    loss: boxLoss,
    cell: z.object({
      cellX: z.number(),
      cellY: z.number(),
      stride: z.number(),
      anchorWidth: z.number(),
      anchorHeight: z.number(),
    }),
    /** In network pixels. */
    box: corners,
    weight: z.number(),
  }),
  /** Smooth L1 of four numbers, `from` on, against what they should be, summed. */
  z.object({ kind: z.literal('offsets'), from: z.int(), wanted: z.array(z.number()), weight: z.number() }),
  /** Of one number behind a sigmoid. */
  z.object({
    kind: z.literal('element'),
    at: z.int(),
    loss: objectnessLoss,
    target: z.number(),
    focalGamma: z.number(),
    weight: z.number(),
  }),
  /** Of one number for each class, background among them or not, `from` on. */
  z.object({
    kind: z.literal('classes'),
    from: z.int(),
    loss: classLoss,
    targets: z.array(z.number()),
    focalGamma: z.number(),
    weight: z.number(),
  }),
])
export type LossFormula = z.infer<typeof lossFormula>

/** What one row (an anchor, a default box, a window, a proposal) costs by itself, differentiated by TensorFlow with respect to what was said of it. */
export const rowLosses = z.object({
  row: z.int(),
  /** The label that it learns, in network pixels; null: it learns that nothing is there, or nothing at all. */
  label: z.object({ box: corners, category: z.int() }).nullable(),
  /** What was said of it, not squashed yet. */
  numbers: z.array(
    z.object({
      name: z.enum(['tx', 'ty', 'tw', 'th', 'objectness', 'background', 'class']),
      category: z.int().nullable(),
      value: z.number(),
      /** Of the proposal that shows the label best. */
      isOfSecondStage: z.literal(true).optional(),
    }),
  ),
  /** Weighted as they enter the sum. */
  terms: z.array(
    z.object({
      name: z.enum(['box', 'objectness', 'class', 'proposalBox', 'proposalObjectness']),
      value: z.number(),
      /** As many as `numbers`. */
      gradients: z.array(z.number()),
      /** Null where it pays nothing of this term. */
      formula: lossFormula.nullable(),
    }),
  ),
})
export type RowLosses = z.infer<typeof rowLosses>

/** How the values that leave a layer are spread. */
export const signal = z.object({
  layer: z.string(),
  /** Cells from top to bottom of the map that it gives. */
  side: z.int(),
  mean: z.number(),
  /** Null where they are beyond all numbers. */
  deviation: z.number().nullable(),
  /** Part of the values that are nothing at all. */
  dead: z.number(),
  /** Counts between `low` and `high` in bins of the same width. */
  low: z.number(),
  high: z.number(),
  counts: z.array(z.int()),
})
export type Signal = z.infer<typeof signal>

export const startNames = ['small', 'large', 'xavier', 'kaiming'] as const

export const signals = z.object({
  normalisation: trainSettings.shape.normalisation,
  activation: trainSettings.shape.activation,
  /** By the run's weights, through the network in the order in which it is computed. */
  trained: z.array(signal),
  /** The same weights with batch norm taken out: each normalisation hands on what it gets. */
  without: z.array(signal),
})
export type Signals = z.infer<typeof signals>

/** Networks of the run's shape that have learned nothing, by the spread of their random weights. */
export const starts = z.array(z.object({ start: z.enum(startNames), signals: z.array(signal) }))
export type Starts = z.infer<typeof starts>

/** The loss over a slice through the space of the head's weights: the run's weights plus a times one direction, plus b times another. */
export const lossSlice = z.object({
  /** On a side; a and b go from -`reach` to `reach`. */
  cells: z.int(),
  reach: z.number(),
  /** Row by row: b is the row's, a the column's. */
  values: float32s,
  /** With the run's own weights, in the middle. */
  here: z.number(),
  images: z.int(),
  /** Numbers of the head that a and b move. */
  weights: z.int(),
})
export type LossSlice = z.infer<typeof lossSlice>

export const pathRules = ['sgd', 'momentum', 'rmsprop', 'adam'] as const

const position = z.tuple([z.number(), z.number()])

export const optimizerPaths = z.object({
  paths: z.array(
    z.object({
      rule: z.enum(pathRules),
      learningRate: z.number(),
      /** From the start on; shorter where the loss was beyond all numbers. */
      points: z.array(z.object({ at: position, loss: z.number() })),
    }),
  ),
  /** The gradient at the start. */
  gradient: position,
})
export type OptimizerPaths = z.infer<typeof optimizerPaths>

export const trainedKinds = ['run', 'none', 'l2', 'l1', 'dropout'] as const

/** Kernels of the head after a few steps of training from the run's weights on, each time with something else against overfitting. */
export const regularisation = z.object({
  steps: z.int(),
  images: z.int(),
  learningRate: z.number(),
  /** λ of L2 (Σ w²) and L1 (Σ |w|), and the part of the channels that drops out; null for a family that has no dropout. */
  l2: z.number(),
  l1: z.number(),
  dropout: z.number().nullable(),
  weights: z.int(),
  low: z.number(),
  high: z.number(),
  /** Weights smaller than this count as nearly zero. */
  nearly: z.number(),
  heads: z.array(
    z.object({
      /** `run`: before any step. */
      kind: z.enum(trainedKinds),
      /** Between `low` and `high`; what lies beyond is in the outermost bins. */
      counts: z.array(z.int()),
      /** Length of all weights together. */
      norm: z.number(),
      nearlyZero: z.number(),
      loss: z.number(),
    }),
  ),
})
export type Regularisation = z.infer<typeof regularisation>

const seeded = onPicture.extend({ seed: z.int().min(0) })

export const howCalls = {
  /** All by the run's best weights. Fails with `not-found` for a run without; `how.features` with `bad-request` for a family without maps of the whole picture. */
  'how.features': { request: onPicture, response: features },
  'how.losses': { request: onPicture.extend({ row: z.int().min(0) }), response: rowLosses },
  'how.signals': { request: onPicture, response: signals },
  'how.starts': {
    request: onPicture.extend({ normalisation: trainSettings.shape.normalisation }),
    response: starts,
  },
  /** With a few pictures of the training part beside this one. These take long: `results.explaining` tells how far they are. */
  'how.slice': { request: seeded, response: lossSlice },
  'how.paths': { request: seeded.extend({ start: position }), response: optimizerPaths },
  'how.regularisation': { request: onPicture, response: regularisation },
  /** Ends what is being computed; who asked for it hears `cancelled`. */
  'how.cancel': { request: nothing, response: done },
} as const
