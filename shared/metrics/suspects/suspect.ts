/**
 * A label that is probably wrong, with the evidence: what is labelled, what the model says instead, and the figures that
 * the reason names. The four kinds are those of ObjectLab (Tkachenko, Thyagarajan and Mueller, "ObjectLab: automated
 * diagnosis of mislabeled images in object detection data", 2023) and boxes drawn twice.
 */
import type { Box } from '../../box.ts'

export const suspectKinds = ['swapped', 'overlooked', 'located', 'duplicate'] as const
export type SuspectKind = (typeof suspectKinds)[number]

export type SuspectLabel = { readonly id: number; readonly categoryId: number; readonly box: Box }
export type SuspectDetection = SuspectLabel & {
  readonly score: number
  /** One for each class of the run, in the order of the data's categories. */
  readonly probabilities: Float32Array
}

export type Suspect = {
  /** The same for the same boxes, whatever the order. */
  readonly key: string
  readonly kind: SuspectKind
  readonly imageId: number
  /** Probability-like, 0..1: only the order within a kind is sure. */
  readonly score: number
  /** The label in doubt; null for a thing that nobody labelled. */
  readonly label: SuspectLabel | null
  /** The model's word; null for two labels of one thing that the model says nothing about. */
  readonly detection: SuspectDetection | null
  /** Of a duplicate: the label that would stay. */
  readonly other: SuspectLabel | null
  /** Overlap of label and detection, or of the two labels; of a thing without a label that with the nearest label. */
  readonly iou: number
  /** How sure the model is, measured by itself (confidenceScale.ts), 0..1. */
  readonly sureness: number
  /** The model's probability for the labelled class at this place. */
  readonly labelProbability: number
  /** Of a badly located box: between the centres, as a part of the box's size. */
  readonly distance: number
}
