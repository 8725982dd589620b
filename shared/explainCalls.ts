/** The part of the contract that shows the inside of a run's detector on one picture. */
import { z } from 'zod'
import { float32s } from './base64.ts'
import { howCalls } from './howCalls.ts'
import { id } from './model.ts'

const size = z.object({ width: z.number(), height: z.number() })
const box = z.tuple([z.number(), z.number(), z.number(), z.number()])

/**
 * What the network says of a picture before anything is left out. Row i of the columns is one anchor of one cell: by scale from
 * fine to coarse, then by row, column and anchor. Boxes are in pixels of the network input unless it says otherwise.
 */
export const explanation = z.object({
  runId: id,
  imageId: id,
  /** Classes of the run, in the order of the model's outputs. */
  categories: z.array(z.object({ id, name: z.string() })),
  /** Side of the network input. */
  side: z.int(),
  /** Pixels that a cell of each scale covers, and the anchors in each of its cells. */
  strides: z.array(z.int()),
  anchors: z.array(z.array(size)),
  /** Network pixel = image pixel * scale + offset. */
  letterbox: z.object({ scaleX: z.number(), scaleY: z.number(), offsetX: z.number(), offsetY: z.number() }),
  /** What the head says of an anchor: tx, ty, tw, th and objectness, not squashed yet; five numbers a row. */
  outputs: float32s,
  /** The same as a box: x1, y1, x2, y2; four numbers a row. */
  boxes: float32s,
  /** Objectness times class score; one number a row for each class. */
  probabilities: float32s,
  /** Anchors whose sides differ from a label's by less than this factor may learn it. */
  ratioLimit: z.number(),
  /**
   * Of a detector that proposes regions and looks at each once more; null for one that says all at once. Then `outputs` are those of
   * the first stage, as offsets from the anchor; boxes and probabilities are what the second stage says of the anchors that were
   * proposed, of all others their own box and no class; and anchors learn a label by their IoU with it.
   */
  twoStage: z
    .object({
      /** Anchors of at least this IoU learn a label, besides the best of each. */
      objectIou: z.number(),
      /** What tx, ty, tw and th are multiplied by. */
      offsetScales: box,
      /** The anchors that were proposed, the surest first, and the boxes that they proposed. */
      proposals: z.array(z.object({ row: z.int(), box })),
    })
    .nullable(),
  labels: z.array(z.object({ annotationId: id, category: z.int(), box })),
  /** Anchors that learn a box of this picture as it lies, without augmentation. */
  learned: z.array(
    z.object({
      row: z.int(),
      /** Index into `labels`. */
      label: z.int(),
      /** IoU of anchor and label, by which anchors are chosen: in one stage as if their corners coincided, in two as they lie. */
      fit: z.number(),
      /** IoU of the box that the anchor says now with the label: what its objectness learns. */
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
