/** The part of the contract that shows the inside of a run's detector on one picture. */
import { z } from 'zod'
import { float32s } from './base64.ts'
import { howCalls } from './howCalls.ts'
import { id } from './model.ts'

const size = z.object({ width: z.number(), height: z.number() })
const box = z.tuple([z.number(), z.number(), z.number(), z.number()])

/** Where the rows of a family stand: at anchors of the cells of one or several maps, or in windows of a few shapes. */
const layout = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('grid'),
    /** Cells on a side of each map, fine to coarse, and the anchors in each of its cells. */
    cells: z.array(z.int()),
    anchors: z.array(z.array(size)),
  }),
  z.object({
    kind: z.literal('windows'),
    /** The windows of a shape follow one another. */
    shapes: z.array(size.extend({ count: z.int() })),
    /** x1, y1, x2, y2; four numbers a row. All zeros for a place that no window was left for. */
    boxes: float32s,
  }),
])
export type Layout = z.infer<typeof layout>

/** What tx, ty, tw and th are multiplied by: parts of the reference's sides, and logarithms of ratios of sides. */
const offsetScales = box

/** What is the family's own. */
const family = z.discriminatedUnion('detector', [
  /** Anchors whose sides differ from a label's by less than this factor may learn it. */
  z.object({ detector: z.literal('yolo'), ratioLimit: z.number() }),
  z.object({
    detector: z.literal('ssd'),
    /** Default boxes of more than this IoU learn a label, besides the best of each. */
    objectIou: z.number(),
    offsetScales,
    /** Default boxes that would learn now that they show background, the most mistaken first, and their cross-entropy. */
    negatives: z.array(z.object({ row: z.int(), entropy: z.number() })),
  }),
  /**
   * `outputs` are those of the first stage; boxes and probabilities are what the second stage says of the anchors that were
   * proposed, of all others their own box and no class; `learned` are the anchors of the first stage.
   */
  z.object({
    detector: z.literal('faster-rcnn'),
    /** Anchors of at least this IoU learn a label, besides the best of each. */
    objectIou: z.number(),
    offsetScales,
    /**
     * The anchors that were proposed, the surest first, and the boxes that they proposed; with the label that such a region shows in
     * the second stage (an index into `labels`) and their IoU, null for background.
     */
    proposals: z.array(
      z.object({ row: z.int(), box, shows: z.object({ label: z.int(), iou: z.number() }).nullable() }),
    ),
    /** Regions of at least this IoU show a label. */
    regionIou: z.number(),
  }),
  /** Proposals of at least this IoU learn a label. */
  z.object({ detector: z.literal('rcnn'), objectIou: z.number(), offsetScales }),
  /** Windows of at least this IoU learn a label. */
  z.object({ detector: z.literal('sliding-window'), objectIou: z.number() }),
])

/** What the network says of a picture before anything is left out, row by row. Boxes are in pixels of the network input. */
export const explanation = z.object({
  runId: id,
  imageId: id,
  /** Classes of the run, in the order of the model's outputs. */
  categories: z.array(z.object({ id, name: z.string() })),
  /** Side of the network input. */
  side: z.int(),
  layout,
  family,
  /** Network pixel = image pixel * scale + offset. */
  letterbox: z.object({ scaleX: z.number(), scaleY: z.number(), offsetX: z.number(), offsetY: z.number() }),
  /**
   * tx, ty, tw, th, and a number whose sigmoid says how sure it is that something is there, be it objectness or, of a softmax, one
   * less the probability of background; five numbers a row.
   */
  outputs: float32s,
  /** The same as a box: x1, y1, x2, y2; four numbers a row. */
  boxes: float32s,
  /** That something is there, times that it is of the class; one number a row for each class. */
  probabilities: float32s,
  labels: z.array(z.object({ annotationId: id, category: z.int(), box })),
  /** Rows that learn a box of this picture as it lies, without augmentation. */
  learned: z.array(
    z.object({
      row: z.int(),
      /** Index into `labels`. */
      label: z.int(),
      /** IoU of anchor, default box or window and label, by which rows are chosen: of YOLO as if their corners coincided, else as they lie. */
      fit: z.number(),
      /** IoU of the box that the row says now with the label: what the objectness of YOLO learns. */
      reached: z.number(),
    }),
  ),
  suppression: z.object({
    /** Boxes of a class that overlap a surer one by more than this go. */
    iouLimit: z.number(),
    /** Candidates of at least this confidence took part. */
    confidence: z.number(),
    /** From the surest to the least sure. */
    steps: z.array(
      z.object({
        row: z.int(),
        category: z.int(),
        score: z.number(),
        /** Index of the step whose box made this one go, and their IoU; null for one that stays. */
        by: z.int().nullable(),
        iou: z.number().nullable(),
      }),
    ),
  }),
  /** What stays, after confidence faded where boxes overlap and the candidates voted on each box; the surest first. */
  found: z.array(z.object({ row: z.int(), category: z.int(), score: z.number(), box })),
})
export type Explanation = z.infer<typeof explanation>

/** Grad-CAM: where the feature map of an anchor's scale speaks for a class; 0 to 1 a cell, row by row. */
export const activation = z.object({
  row: z.int(),
  category: z.int(),
  /** Index of the scale. */
  scale: z.int(),
  cells: z.int(),
  values: float32s,
})
export type Activation = z.infer<typeof activation>

export const explainPhases = ['starting', 'loading', 'computing'] as const

export const explainCalls = {
  /**
   * By the run's best weights. Of several requests that wait only the last is answered, the others fail with `cancelled`.
   * Fails with `not-found` when the run has no weights.
   */
  'results.explain': { request: z.strictObject({ runId: id, imageId: id }), response: explanation },
  /** Of a family with a grid; fails with `bad-request` for another. */
  'results.activation': {
    request: z.strictObject({ runId: id, imageId: id, row: z.int().min(0), category: z.int().min(0) }),
    response: activation,
  },
  ...howCalls,
} as const

/** How far the answer is; of what takes long also the part that is done. */
export const explaining = z.object({
  runId: id,
  imageId: id,
  phase: z.enum(explainPhases),
  part: z.number().nullable(),
})
