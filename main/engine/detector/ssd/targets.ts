/**
 * From the labels of a batch to what the default boxes should say: a class for all of them, offsets for those that learn a label, as
 * lists of a fixed length.
 *
 * In: labels in network pixels. Out: `SsdTargets`.
 */
import type { Random } from '../../../../shared/random.ts'
import { type Tensor, type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import { thinned } from '../assignment.ts'
import type { Grid } from '../grid.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import type { Priors } from '../priors.ts'
import { fewestNegatives, negativesPerPositive } from './config.ts'
import { matchBoxes } from './match.ts'
import { encodeOffsets, type Offsets } from './offsets.ts'

export type SsdTargets = {
  /** 0 for background, else 1 + the class; int32 [batch, priors]. */
  readonly priorClasses: Tensor
  /** 0 where a default box is neither object nor background, else 1; [batch, priors]. */
  readonly priorMask: Tensor
  /** Row of the flattened output [batch * priors] for each default box that learns a label; int32 [room]. */
  readonly positiveRows: Tensor
  /** 1 for a used place, 0 for an unused one; [room]. */
  readonly positiveWeights: Tensor
  /** How the label differs from the default box; [room, 4]. */
  readonly positiveOffsets: Tensor
  /** 0, 1, 2, …: as many as background boxes of a picture may count; [negatives]. */
  readonly negativeRanks: Tensor
}

export type TargetShape = { readonly grid: Grid; readonly priors: Priors; readonly room: number }

type Positive = { readonly row: number; readonly offsets: Offsets }

export function targetsOf(
  labels: readonly NetworkBoxes[],
  { grid, priors, room }: TargetShape,
  random: Random,
): TensorMap & SsdTargets {
  const batch = labels.length
  const classes = new Int32Array(batch * grid.length)
  const mask = new Float32Array(batch * grid.length).fill(1)
  const positives: Positive[] = []
  for (const [index, own] of labels.entries()) {
    const first = index * grid.length
    const { rows, boxes, ignoredRows } = matchBoxes(grid, own)
    for (const row of ignoredRows) mask[first + row] = 0
    for (const [place, row] of rows.entries()) {
      const box = boxes[place]!
      classes[first + row] = 1 + own.classes[box]!
      const offsets = encodeOffsets(own.boxes.subarray(box * 4, box * 4 + 4), priors, row)
      positives.push({ row: first + row, offsets })
    }
  }
  const negatives = Math.min(grid.length, Math.max(fewestNegatives, negativesPerPositive * room))
  return {
    priorClasses: tf.tensor2d(classes, [batch, grid.length], 'int32'),
    priorMask: tf.tensor2d(mask, [batch, grid.length]),
    ...positiveTensors(thinned(positives, room, random), room),
    negativeRanks: tf.tensor1d(Float32Array.from({ length: negatives }, (_, rank) => rank)),
  }
}

function positiveTensors(positives: readonly Positive[], room: number) {
  const rows = new Int32Array(room)
  const weights = new Float32Array(room)
  const offsets = new Float32Array(room * 4)
  for (const [place, positive] of positives.entries()) {
    rows[place] = positive.row
    weights[place] = 1
    offsets.set(positive.offsets, place * 4)
  }
  return {
    positiveRows: tf.tensor1d(rows, 'int32'),
    positiveWeights: tf.tensor1d(weights),
    positiveOffsets: tf.tensor2d(offsets, [room, 4]),
  }
}
