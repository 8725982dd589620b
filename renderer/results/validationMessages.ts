/** What the window and the worker that judges the validation part say to each other. */
import type { EvaluationData } from '../../shared/evaluationData.ts'

export type ValidationRequest =
  /** First. */
  { readonly kind: 'data'; readonly data: EvaluationData } | { readonly kind: 'iou'; readonly iou: number }

/** The confidence at which the mean F1 is highest on these images, matched above this IoU. */
export type ValidationReply = { readonly iou: number; readonly confidence: number }
