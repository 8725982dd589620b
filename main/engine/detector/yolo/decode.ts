/** The head's output as boxes and class probabilities, inside the graph. */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { decodeBoxes } from '../boxRegression.ts'
import type { DecodedOutput } from '../family.ts'
import type { Grid } from '../grid.ts'

/**
 * @param output [batch, anchors, 5 + classes]
 * @param classLoss what the class scores were trained with: softmax after cross-entropy, else a sigmoid for each
 */
export function decodeOutput(output: Tensor, grid: Grid, classLoss: TrainSettings['classLoss']): DecodedOutput {
  const width = output.shape[2]!
  const column = (index: number) => output.slice([0, 0, index], [-1, -1, 1]) // [batch, anchors, 1]
  const cells = {
    cellX: columnTensor(grid.cellX),
    cellY: columnTensor(grid.cellY),
    stride: columnTensor(grid.stride),
    anchorWidth: columnTensor(grid.anchorWidth),
    anchorHeight: columnTensor(grid.anchorHeight),
  }
  const { x1, y1, x2, y2 } = decodeBoxes(column(0), column(1), column(2), column(3), cells)
  const logits = output.slice([0, 0, 5], [-1, -1, width - 5]) // [batch, anchors, classes]
  const classes = classLoss === 'cross-entropy' ? tf.softmax(logits as never) : tf.sigmoid(logits)
  return {
    boxes: tf.concat([x1, y1, x2, y2], 2), // [batch, anchors, 4]
    probabilities: classes.mul(tf.sigmoid(column(4))), // [batch, anchors, classes]
  }
}

function columnTensor(values: Float32Array): Tensor {
  return tf.tensor(values, [1, values.length, 1])
}
