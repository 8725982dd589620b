/**
 * What one family of detectors does otherwise than another. Everything else is shared and knows no family: pictures, augmentation,
 * batches, the step with its optimizer and schedule, the recorded graph, checkpoints, validation, suppression, export.
 *
 * A family is three functions more than its layers: how labels become the targets of a step (plain arithmetic outside of the graph,
 * with random numbers), how far the network is from them (inside the graph, with a gradient), and what it says of pictures (inside
 * the graph, without one). All shapes are fixed when the network is built, since a step is recorded once and then only run.
 *
 * A one-stage family (yolo, ssd) computes an output for fixed places and compares it with targets for the same places. A two-stage
 * family fits as well, because `learning` sees the pictures and the targets together: its targets are the labelled boxes of each
 * picture, padded to `room` (and random numbers, where it samples); inside its losses it proposes a fixed number of boxes after
 * non-maximum suppression as TensorFlow operations (behind `stopGradient` of ops.ts: no gradient flows through them), adds the
 * labelled boxes, finds by IoU what each of them should say, and returns the terms of both stages by name. `predict` takes the
 * same proposals, and gives a row for each of them.
 */
import type { Size } from '../../../shared/box.ts'
import type { Explanation } from '../../../shared/explainCalls.ts'
import type { Random } from '../../../shared/random.ts'
import type { ResolvedTrainSettings, TrainSettings } from '../../../shared/trainSettings.ts'
import type { Tensor, TensorMap } from '../tensorflow/tensorflow.ts'
import type { AnchorSet } from './anchors.ts'
import type { Grid } from './grid.ts'
import type { InputScaling } from './inputScaling.ts'
import type { Builder, DropoutPlaces, Pass } from './layers.ts'
import type { NetworkBoxes } from './networkBoxes.ts'
import type { PretrainedWeights } from './pretrained.ts'
import type { RowCosts } from './rowCost.ts'

export type Family = {
  /** Pixels of the network input that one cell of each map covers; as many as there are sets of anchors. */
  readonly strides: readonly number[]
  /**
   * The shapes of boxes that the network starts from, for each of its maps. They stay with the weights.
   * @param sizes widths and heights of all training boxes in network pixels, at least one
   */
  readonly anchorsFor: (sizes: readonly Size[], settings: TrainSettings) => AnchorSet
  /** Names the parameters of all its layers, the backbone's too. Each that is trained must take part in its losses. */
  readonly build: (builder: Builder, shape: DetectorShape) => Network
}

export type DetectorShape = {
  readonly settings: TrainSettings
  readonly classes: number
  /** Where weights of the shipped network may be the start of classes that it knows; left out when the numbers come from a checkpoint. */
  readonly classNames?: readonly string[]
  readonly anchors: AnchorSet
  /** Needed when the settings start from pretrained weights. */
  readonly pretrained: PretrainedWeights | null
  readonly scaling: InputScaling
}

/** Images are [batch, size, size, 3] of 0..255. */
export type Network = {
  /** How many boxes it says of each picture, before any is left out. */
  readonly rows: number
  /** Set where the rows have no fixed places but follow how sure the network is: a last bit may exchange two of them. */
  readonly areRowsRanked?: true
  /** Where channels drop out in training. */
  readonly dropout: DropoutPlaces
  /** How many things (assigned anchors, boxes) the targets of a batch have to hold, by the labels of all training images. */
  readonly roomFor: (labels: readonly NetworkBoxes[], settings: ResolvedTrainSettings) => number
  /**
   * @param labels of the pictures of a batch, after augmentation
   * @returns what the network should say, in tensors of shapes that depend on the size of the batch and `room` alone
   */
  readonly targetsOf: (labels: readonly NetworkBoxes[], room: number, random: Random) => TensorMap
  /** What is learned, its last part apart from what lies before it. */
  readonly learning: Learning
  readonly predict: (images: Tensor, pass: Pass) => DecodedOutput
  /** What can be shown of its inside on a picture. */
  readonly inside: Inside
}

/** The losses in two parts: experiments with the head alone compute once what lies before it. */
export type Learning = {
  /**
   * What the head reads of a batch, by names that no target has.
   * @param targets as `targetsOf` gives them
   */
  readonly inputs: (images: Tensor, targets: TensorMap, pass: Pass) => TensorMap
  /**
   * @param classFactors weight of each class in the class loss
   * @returns weighted terms as scalars by name; their sum is what training makes small
   */
  readonly losses: (inputs: TensorMap, targets: TensorMap, pass: Pass, classFactors: readonly number[]) => Losses
  /** How the names of the head's parameters begin. */
  readonly head: readonly string[]
  /**
   * What would follow the head's own weights without a gradient, as they are now; with it among the targets the losses are a function
   * of the weights alone. Left out where they always are.
   */
  readonly still?: (inputs: TensorMap, pass: Pass) => TensorMap
}

export type Losses = Readonly<Record<string, Tensor>>

export type DecodedOutput = {
  /** x1, y1, x2, y2 in network pixels; [batch, rows, 4]. */
  readonly boxes: Tensor
  /** Probability that the box holds an object of the class; [batch, rows, classes]. */
  readonly probabilities: Tensor
}

/** A detector to be looked into on one picture. */
export type Inside = {
  readonly layout: Layout
  /** All maps of the picture with the part that makes them; null where none of the whole picture is made. */
  readonly maps: ((images: Tensor, pass: Pass) => readonly SeenMap[]) | null
  /**
   * Everything that is said of a batch of one picture before anything is left out, and what it learns from the labels: first as
   * tensors, then, by the same names, put together.
   */
  readonly look: (images: Tensor, labels: NetworkBoxes, pass: Pass) => TensorMap
  readonly tell: (values: Readonly<Record<string, Float32Array>>, labels: NetworkBoxes) => Said
  readonly costs: RowCosts
}

/** Where its rows stand: at anchors of a grid, or in windows, those of a shape one after the other. */
export type Layout =
  | GridLayout
  | { readonly kind: 'windows'; readonly shapes: readonly (Size & { readonly count: number })[] }

/** Anchors in the cells of maps. */
export type GridLayout = {
  readonly kind: 'grid'
  readonly grid: Grid
  /** That the rows tell; 0 where a second stage does. */
  readonly classes: number
  /** images → the maps that the head reads, one for each scale of the grid */
  readonly features: (images: Tensor, pass: Pass) => readonly Tensor[]
  /**
   * Those maps → [batch, rows, 5 + classes]: tx, ty, tw, th, how sure that something is there and one number for each class; none of
   * them squashed yet.
   */
  readonly head: (maps: readonly Tensor[], pass: Pass) => Tensor
}

/** A map [batch, cells, cells, channels] and the part that makes it; `further` are stages behind the backbone without a neck. */
export type SeenMap = { readonly stage: 'backbone' | 'neck' | 'further'; readonly map: Tensor }

/** Row by row. */
export type Said = {
  /** tx, ty, tw, th, and how sure that something is there, not squashed yet; 5 a row */
  readonly outputs: Float32Array
  /** 4 a row */
  readonly boxes: Float32Array
  /** one a row for each class */
  readonly probabilities: Float32Array
  readonly learned: readonly Learner[]
  /** The windows that the rows start from, 4 a row; null where they start from anchors of a grid. */
  readonly windows: Float32Array | null
  readonly family: Explanation['family']
}

/** A row that learns a label, and the IoU by which it was chosen. */
export type Learner = { readonly row: number; readonly label: number; readonly fit: number }
