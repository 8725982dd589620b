/** An evaluation with everything that its figures are worked out from: detections of a run beside the labels as they are now. */
import { z } from 'zod'
import type { EngineCall } from './api.ts'
import { float32s, float32sFrom, float64s, float64sFrom } from './base64.ts'
import type { NumberColumn } from './metrics/dataset.ts'
import { category, occlusion } from './model.ts'
import { evaluatedImage, evaluation } from './reports.ts'

/**
 * As it is sent. By columns: entry i of each list belongs to box i. `boxes` has four numbers a box (x1, y1, x2, y2),
 * `probabilities` one number for each class of the run. There may be hundreds of thousands of detections and millions of
 * probabilities, which as decimal numbers would take seconds to write and to read.
 */
export const evaluationLabels = z.object({
  evaluation,
  /** Classes of the run, in the order of `probabilities`, then classes that came later. */
  categories: z.array(category),
  images: z.array(evaluatedImage),
  groundTruths: z.object({
    ids: z.array(z.int()),
    imageIds: z.array(z.int()),
    /** 0: an ignore region without a class. */
    categoryIds: z.array(z.int()),
    boxes: z.array(z.number()),
    ignore: z.array(z.boolean()),
    difficult: z.array(z.boolean()),
    /** Null when nobody said. */
    truncated: z.array(z.number().nullable()),
    occluded: z.array(occlusion.nullable()),
  }),
})
export type EvaluationLabels = z.infer<typeof evaluationLabels>

export const evaluationAnswer = evaluationLabels.extend({
  detections: z.object({
    ids: float64s,
    imageIds: float64s,
    categoryIds: float64s,
    boxes: float64s,
    scores: float64s,
    probabilities: float32s,
  }),
})
export type EvaluationAnswer = z.infer<typeof evaluationAnswer>

export type EvaluatedDetections = {
  readonly ids: NumberColumn
  readonly imageIds: NumberColumn
  readonly categoryIds: NumberColumn
  readonly boxes: NumberColumn
  readonly scores: NumberColumn
  /** As many of each detection as the run has classes, or none at all; `probabilitiesAt` finds them. */
  readonly probabilities: Float32Array
}

export type EvaluationData = EvaluationLabels & { readonly detections: EvaluatedDetections }

/** With the probabilities, for who looks at single boxes. */
export async function readEvaluation(call: EngineCall, evaluationId: number): Promise<EvaluationData> {
  return unpacked(await call('results.data', { evaluationId }))
}

/** Without the probabilities, which are most of the data. */
export async function readFigures(call: EngineCall, evaluationId: number): Promise<EvaluationData> {
  return unpacked(await call('results.data', { evaluationId, probabilities: false }))
}

/**
 * The same evaluation when labels may have changed since. What was detected in an image never does, and is most of the data:
 * it is read anew only where images came or went, else the answer has the columns of `former`.
 */
export async function readLabelsAgain(
  call: EngineCall,
  former: EvaluationData,
  read: typeof readEvaluation,
): Promise<EvaluationData> {
  const labels = await call('results.labels', { evaluationId: former.evaluation.id })
  const isSame = labels.images.every(({ id }, place) => id === former.images[place]?.id)
  if (isSame && labels.images.length === former.images.length) return { ...labels, detections: former.detections }
  return read(call, former.evaluation.id)
}

export function unpacked({ detections, ...rest }: EvaluationAnswer): EvaluationData {
  return {
    ...rest,
    detections: {
      ids: float64sFrom(detections.ids),
      imageIds: float64sFrom(detections.imageIds),
      categoryIds: float64sFrom(detections.categoryIds),
      boxes: float64sFrom(detections.boxes),
      scores: float64sFrom(detections.scores),
      probabilities: float32sFrom(detections.probabilities),
    },
  }
}

/** One number for each class of the run; none where they were not asked for. */
export function probabilitiesAt({ ids, probabilities }: EvaluatedDetections, place: number): Float32Array {
  const classes = probabilities.length / ids.length
  return probabilities.subarray(place * classes, (place + 1) * classes)
}
