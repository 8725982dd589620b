import { describe, expect, it } from 'vitest'
import { completeIou, decodeBoxes } from '../../../main/engine/detector/boxRegression.ts'
import { binaryCrossEntropy, lossesOf } from '../../../main/engine/detector/loss.ts'
import { type Tensor, type TensorMap, tf } from '../../../main/engine/tensorflow/tensorflow.ts'

const column = (...values: number[]): Tensor => tf.tensor1d(values)
const boxOf = (x1: number, y1: number, x2: number, y2: number) => ({
  x1: column(x1),
  y1: column(y1),
  x2: column(x2),
  y2: column(y2),
})

describe('complete IoU', () => {
  it('of equal boxes is 1', () => {
    const { iou, ciou } = completeIou(boxOf(2, 3, 12, 9), boxOf(2, 3, 12, 9))
    expect(iou.dataSync()[0]).toBeCloseTo(1, 5)
    expect(ciou.dataSync()[0]).toBeCloseTo(1, 5)
  })

  it('takes distance and shape off the IoU', () => {
    // a = (0, 0, 4, 4), b = (2, 0, 6, 2): intersection 2 x 2, union 16 + 8 - 4 = 20, IoU 0.2.
    // Centres (2, 2) and (4, 1): 5; enclosing box 6 x 4: diagonal 52.
    // v = 4/pi^2 (atan(2) - atan(1))^2 = 0.04196, alpha = v / (1 - 0.2 + v).
    const v = (4 / Math.PI ** 2) * (Math.atan(2) - Math.atan(1)) ** 2
    const { iou, ciou } = completeIou(boxOf(0, 0, 4, 4), boxOf(2, 0, 6, 2))
    expect(iou.dataSync()[0]).toBeCloseTo(0.2, 5)
    expect(ciou.dataSync()[0]).toBeCloseTo(0.2 - 5 / 52 - (v * v) / (0.8 + v), 5)
  })

  it('has the gradient of finite differences, the weight of the shape held fixed', () => {
    const edges = [0, 0, 4, 5]
    const target = [2, 1, 6, 4]
    const alpha = plainShape(edges, target) / (1 - plainIou(edges, target) + plainShape(edges, target))
    const plain = (box: number[]) =>
      plainIou(box, target) - plainDistance(box, target) - alpha * plainShape(box, target)
    const gradient = tf
      .grad(((x: Tensor) => {
        const [x1, y1, x2, y2] = tf.unstack(x as never) as [Tensor, Tensor, Tensor, Tensor]
        return completeIou(
          { x1, y1, x2, y2 },
          { x1: tf.scalar(2), y1: tf.scalar(1), x2: tf.scalar(6), y2: tf.scalar(4) },
        ).ciou
      }) as never)(column(...edges))
      .dataSync()
    for (const index of edges.keys()) {
      const moved = (step: number) => plain(edges.map((edge, place) => (place === index ? edge + step : edge)))
      expect(gradient[index]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 4)
    }
  })

  it('still pulls boxes that do not touch', () => {
    const pull = tf.grad((x1) => completeIou({ ...boxOf(0, 0, 4, 4), x1 }, boxOf(20, 0, 24, 4)).ciou.sum())(
      column(0) as never,
    )
    expect(Math.abs(pull.dataSync()[0]!)).toBeGreaterThan(1e-3)
  })
})

function plainIou([ax1, ay1, ax2, ay2]: number[], [bx1, by1, bx2, by2]: number[]): number {
  const intersection = (Math.min(ax2!, bx2!) - Math.max(ax1!, bx1!)) * (Math.min(ay2!, by2!) - Math.max(ay1!, by1!))
  return intersection / ((ax2! - ax1!) * (ay2! - ay1!) + (bx2! - bx1!) * (by2! - by1!) - intersection)
}

function plainDistance([ax1, ay1, ax2, ay2]: number[], [bx1, by1, bx2, by2]: number[]): number {
  const squared = ((ax1! + ax2! - bx1! - bx2!) / 2) ** 2 + ((ay1! + ay2! - by1! - by2!) / 2) ** 2
  return (
    squared / ((Math.max(ax2!, bx2!) - Math.min(ax1!, bx1!)) ** 2 + (Math.max(ay2!, by2!) - Math.min(ay1!, by1!)) ** 2)
  )
}

function plainShape([ax1, ay1, ax2, ay2]: number[], [bx1, by1, bx2, by2]: number[]): number {
  const angle = (width: number, height: number) => Math.atan(width / height)
  return (4 / Math.PI ** 2) * (angle(bx2! - bx1!, by2! - by1!) - angle(ax2! - ax1!, ay2! - ay1!)) ** 2
}

it('a head of zeros says the anchor in the middle of its cell', () => {
  const cells = {
    cellX: column(3),
    cellY: column(1),
    stride: column(16),
    anchorWidth: column(40),
    anchorHeight: column(20),
  }
  const zero = column(0)
  const { x1, y1, x2, y2 } = decodeBoxes(zero, zero, zero, zero, cells)
  // Centre (3.5, 1.5) x 16 = (56, 24), sides (2 x 0.5)^2 of the anchor's.
  expect([x1, y1, x2, y2].map((edge) => edge.dataSync()[0])).toEqual([36, 14, 76, 34])
})

it('binary cross-entropy is that of the definition, also for huge logits', () => {
  const logits = [-2, 0, 3]
  const targets = [0, 1, 0.3]
  const plain = logits.map((x, index) => {
    const p = 1 / (1 + Math.exp(-x))
    return -(targets[index]! * Math.log(p) + (1 - targets[index]!) * Math.log(1 - p))
  })
  const values = binaryCrossEntropy(column(...logits), column(...targets)).dataSync()
  for (const [index, value] of plain.entries()) expect(values[index]).toBeCloseTo(value, 5)
  expect([...binaryCrossEntropy(column(1000, -1000), column(1, 0)).dataSync()]).toEqual([0, 0])
})

// Two pictures of three anchors, two classes; picture 0 learns one box, picture 1 another; the last place is unused.
const targets = (): TensorMap => ({
  positiveRows: tf.tensor1d([1, 5, 0], 'int32'),
  positiveWeights: column(1, 1, 0),
  positiveBoxes: tf.tensor2d([10, 10, 30, 40, 5, 8, 20, 22, 0, 0, 8, 8], [3, 4]),
  positiveClasses: tf.tensor1d([0, 1, 0], 'int32'),
  positiveCells: tf.tensor2d([2, 3, 8, 18, 24, 1, 1, 8, 16, 16, 0, 0, 8, 8, 8], [3, 5]),
  objectnessMask: tf.tensor2d([1, 1, 1, 1, 0, 1], [2, 3]),
})
const weights = { boxWeight: 2, objectnessWeight: 1, classWeight: 0.5 }
const output = () =>
  tf.tensor3d(
    Array.from({ length: 42 }, (_, index) => Math.sin(index * 1.7)),
    [2, 3, 7],
  )

describe('losses', () => {
  it.each(['objectness', 'class'] as const)('%s: the gradient is that of finite differences', (name) => {
    const fixed = targets()
    const loss = (x: Tensor) => lossesOf(x, fixed as never, weights)[name]
    const start = output()
    const gradient = tf
      .grad(loss as never)(start)
      .dataSync()
    const values = start.dataSync()
    const step = 1e-2
    for (let index = 0; index < values.length; index++) {
      // The objectness aims at the IoU as a constant, so its value moves with the box but its gradient must not.
      if (name === 'objectness' && index % 7 < 4) continue
      const at = (value: number) =>
        loss(
          tf.tensor3d(
            values.map((old, place) => (place === index ? value : old)),
            [2, 3, 7],
          ),
        ).dataSync()[0]!
      const difference = (at(values[index]! + step) - at(values[index]! - step)) / (2 * step)
      expect(gradient[index]).toBeCloseTo(difference, 2)
    }
  })

  it('an ignored anchor has no gradient', () => {
    const fixed = targets()
    const gradient = tf
      .grad(((x: Tensor) => lossesOf(x, fixed as never, weights).objectness) as never)(output())
      .dataSync()
    // Picture 1, anchor 1: masked.
    expect([...gradient.slice(28, 35)]).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it('a single class is learned like any other', () => {
    const one = tf.slice(output() as never, [0, 0, 0], [2, 3, 6]) as Tensor
    const fixed = { ...targets(), positiveClasses: tf.tensor1d([0, 0, 0], 'int32') }
    // Rows 1 and 5 of the flattened output: their sixth column is the logit of the class, which is wanted.
    const logits = one.reshape([6, 6]).slice([0, 5], [6, 1]).dataSync()
    const expected =
      ([1, 5].reduce((sum, row) => sum + Math.log1p(Math.exp(-logits[row]!)), 0) / 2) * weights.classWeight
    expect(lossesOf(one, fixed as never, weights).class.dataSync()[0]).toBeCloseTo(expected, 5)
  })

  it('without any box only the objectness is left, and all is finite', () => {
    const empty = { ...targets(), positiveWeights: column(0, 0, 0) }
    const losses = lossesOf(output(), empty as never, weights)
    expect(losses.box.dataSync()[0]).toBe(0)
    expect(losses.class.dataSync()[0]).toBe(0)
    expect(losses.objectness.dataSync()[0]).toBeGreaterThan(0)
  })
})
