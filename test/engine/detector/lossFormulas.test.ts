/** The formulas of the lessons and the losses of training, differentiated by TensorFlow, say the same. */
import { describe, expect, it } from 'vitest'
import { boxDistance } from '../../../main/engine/detector/boxLoss.ts'
import { decodeBoxes } from '../../../main/engine/detector/boxRegression.ts'
import { classRowLoss, elementLoss as elementLossTensor } from '../../../main/engine/detector/classification.ts'
import { type Tensor, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { type AnchorCell, boxLoss } from '../../../shared/lessons/boxLoss.ts'
import { classLoss, elementLoss, oneHot } from '../../../shared/lessons/probabilities.ts'

const column = (...values: number[]): Tensor => tf.tensor1d(values)

function differentiated(compute: (x: Tensor) => Tensor, at: Tensor) {
  const { value, grad } = tf.valueAndGrad(((x: Tensor) => compute(x).sum()) as never)(at as never)
  return { value: (value as Tensor).dataSync()[0]!, gradients: [...(grad as Tensor).dataSync()] }
}

const cell: AnchorCell = { cellX: 3, cellY: 2, stride: 16, anchorWidth: 30, anchorHeight: 50 }
// One that overlaps the anchor, one far larger, one that lies apart.
const labels = [
  { x1: 40, y1: 20, x2: 75, y2: 62 },
  { x1: 10, y1: 5, x2: 140, y2: 120 },
  { x1: 150, y1: 150, x2: 170, y2: 190 },
]
const said = [0.4, -0.3, 0.2, -0.6] as const

describe('the gradient with respect to what the head says', () => {
  it.each(['mse', 'mae', 'smooth-l1', 'iou', 'giou', 'ciou'] as const)('of the %s of a box', (kind) => {
    for (const label of labels) {
      const target = { x1: column(label.x1), y1: column(label.y1), x2: column(label.x2), y2: column(label.y2) }
      const cells = {
        cellX: column(cell.cellX),
        cellY: column(cell.cellY),
        stride: column(cell.stride),
        anchorWidth: column(cell.anchorWidth),
        anchorHeight: column(cell.anchorHeight),
      }
      const computed = differentiated(
        (x) => {
          const [tx, ty, tw, th] = tf.split(x as never, 4) as Tensor[] as [Tensor, Tensor, Tensor, Tensor]
          return boxDistance(kind, decodeBoxes(tx, ty, tw, th, cells), target, cells)
        },
        column(...said),
      )
      const { value, gradients } = boxLoss(kind, said, cell, label)
      expect(value).toBeCloseTo(computed.value, 4)
      expect(gradients).toEqual(computed.gradients.map((each) => expect.closeTo(each, 4)))
    }
  })

  it.each(['bce', 'focal', 'mse'] as const)('of the %s of objectness', (kind) => {
    for (const [logit, target] of [
      [2.5, 0],
      [-4, 0.83],
      [0.1, 1],
    ] as const) {
      const computed = differentiated((x) => elementLossTensor(kind, x, column(target), 1.5), column(logit))
      const { value, gradient } = elementLoss(kind, logit, target, 1.5)
      expect(value).toBeCloseTo(computed.value, 4)
      expect(gradient).toBeCloseTo(computed.gradients[0]!, 4)
    }
  })

  it.each(['bce', 'cross-entropy', 'focal', 'mse'] as const)('of the %s of the classes', (kind) => {
    const logits = [0.9, 0.4, 0.2]
    const computed = differentiated(
      (x) => classRowLoss(kind, x.reshape([1, 3]), tf.tensor2d([oneHot(0, 3)]), 1.5),
      column(...logits),
    )
    const { value, gradients } = classLoss(kind, logits, oneHot(0, 3), 1.5)
    expect(value).toBeCloseTo(computed.value, 4)
    expect(gradients).toEqual(computed.gradients.map((each) => expect.closeTo(each, 4)))
  })
})
