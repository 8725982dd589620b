/**
 * What one row costs by itself, as if it were the only one that learns, by the very functions of training: to see how steeply a loss
 * pulls at what was said. All classes weigh alike.
 */
import type { LossFormula, RowLosses } from '../../../shared/howCalls.ts'
import type { Tensor, TensorMap } from '../tensorflow/tensorflow.ts'
import type { Pass } from './layers.ts'
import type { NetworkBoxes } from './networkBoxes.ts'

export type RowCosts = {
  /** What is said of all rows of a batch of one picture, and what else `of` has to know. */
  readonly look: (images: Tensor, pass: Pass) => TensorMap
  /** @param values of the tensors of `look`, by the same names */
  readonly of: (row: number, values: Readonly<Record<string, Float32Array>>, labels: NetworkBoxes) => RowCost
}

export type RowCost = {
  /** Index of the label that the row learns; null: it learns that nothing is there, or nothing at all. */
  readonly label: number | null
  readonly numbers: readonly SaidNumber[]
  readonly terms: readonly CostTerm[]
}

export type SaidNumber = RowLosses['numbers'][number]

export type CostTerm = {
  readonly name: RowLosses['terms'][number]['name']
  /** Null where the row pays nothing of this term. */
  readonly formula: LossFormula | null
  /** @param said the values of `numbers`; [numbers] @returns the weighted term, a scalar */
  readonly cost: (said: Tensor) => Tensor
}

export type Corners = [x1: number, y1: number, x2: number, y2: number]

export const cornersAt = (boxes: Float32Array | Float64Array, row: number): Corners =>
  [...boxes.subarray(row * 4, row * 4 + 4)] as Corners
