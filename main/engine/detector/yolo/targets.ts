/**
 * From the labels of a batch to what the head should say: which anchors learn which box, as lists of a fixed length.
 *
 * In: labels in network pixels. Out: `Targets` (loss.ts).
 */
import type { Random } from '../../../../shared/random.ts'
import { type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import { thinned } from '../assignment.ts'
import type { Grid } from '../grid.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { assignBoxes } from './assign.ts'

/** @param room number of anchors that a batch may assign (`positiveRoom`); further ones are left out, evenly at random */
export function targetsOf(labels: readonly NetworkBoxes[], grid: Grid, room: number, random: Random): TensorMap {
  const mask = new Float32Array(labels.length * grid.length).fill(1)
  const positives: Positive[] = []
  for (const [index, own] of labels.entries()) {
    const { rows, boxes, ignoredRows } = assignBoxes(grid, own)
    for (const row of ignoredRows) mask[index * grid.length + row] = 0
    for (const [position, row] of rows.entries()) {
      positives.push({ image: index, row, box: boxes[position]!, labels: own })
    }
  }
  return {
    objectnessMask: tf.tensor2d(mask, [labels.length, grid.length]),
    ...positiveTensors(thinned(positives, room, random), grid, room),
  }
}

type Positive = { readonly image: number; readonly row: number; readonly box: number; readonly labels: NetworkBoxes }

function positiveTensors(positives: readonly Positive[], grid: Grid, room: number): TensorMap {
  const rows = new Int32Array(room)
  const weights = new Float32Array(room)
  const boxes = new Float32Array(room * 4)
  const classes = new Int32Array(room)
  const cells = new Float32Array(room * 5)
  for (const [index, { image, row, box, labels }] of positives.entries()) {
    rows[index] = image * grid.length + row
    weights[index] = 1
    boxes.set(labels.boxes.subarray(box * 4, box * 4 + 4), index * 4)
    classes[index] = labels.classes[box]!
    cells.set(
      [grid.cellX[row]!, grid.cellY[row]!, grid.stride[row]!, grid.anchorWidth[row]!, grid.anchorHeight[row]!],
      index * 5,
    )
  }
  // Unused places look like a sound box, or their gradient would be zero times infinity.
  for (let index = positives.length; index < room; index++) {
    boxes.set([0, 0, 8, 8], index * 4)
    cells.set([0, 0, 8, 8, 8], index * 5)
  }
  return {
    positiveRows: tf.tensor1d(rows, 'int32'),
    positiveWeights: tf.tensor1d(weights),
    positiveBoxes: tf.tensor2d(boxes, [room, 4]),
    positiveClasses: tf.tensor1d(classes, 'int32'),
    positiveCells: tf.tensor2d(cells, [room, 5]),
  }
}
