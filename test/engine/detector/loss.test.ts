import { describe, expect, it } from 'vitest'
import { boxDistance } from '../../../main/engine/detector/boxLoss.ts'
import { completeIou, decodeBoxes } from '../../../main/engine/detector/boxRegression.ts'
import { classFactorsOf } from '../../../main/engine/detector/classBalance.ts'
import { binaryCrossEntropy, classRowLoss, elementLoss } from '../../../main/engine/detector/classification.ts'
import { lossesOf } from '../../../main/engine/detector/yolo/loss.ts'
import { type Tensor, type TensorMap, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { trainSettings } from '../../../shared/trainSettings.ts'

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
const learned = (): TensorMap => ({
  positiveRows: tf.tensor1d([1, 5, 0], 'int32'),
  positiveWeights: column(1, 1, 0),
  positiveBoxes: tf.tensor2d([10, 10, 30, 40, 5, 8, 20, 22, 0, 0, 8, 8], [3, 4]),
  positiveClasses: tf.tensor1d([0, 1, 0], 'int32'),
  positiveCells: tf.tensor2d([2, 3, 8, 18, 24, 1, 1, 8, 16, 16, 0, 0, 8, 8, 8], [3, 5]),
  objectnessMask: tf.tensor2d([1, 1, 1, 1, 0, 1], [2, 3]),
})
const settings = trainSettings.parse({ boxWeight: 2, objectnessWeight: 1, classWeight: 0.5 })
const alike = [1, 1]
const output = () =>
  tf.tensor3d(
    Array.from({ length: 42 }, (_, index) => Math.sin(index * 1.7)),
    [2, 3, 7],
  )

describe('losses', () => {
  it.each(['objectness', 'class'] as const)('%s: the gradient is that of finite differences', (name) => {
    const fixed = learned()
    const loss = (x: Tensor) => lossesOf(x, fixed as never, settings, alike)[name]
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
    const fixed = learned()
    const gradient = tf
      .grad(((x: Tensor) => lossesOf(x, fixed as never, settings, alike).objectness) as never)(output())
      .dataSync()
    // Picture 1, anchor 1: masked.
    expect([...gradient.slice(28, 35)]).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it('a single class is learned like any other', () => {
    const one = tf.slice(output() as never, [0, 0, 0], [2, 3, 6]) as Tensor
    const fixed = { ...learned(), positiveClasses: tf.tensor1d([0, 0, 0], 'int32') }
    // Rows 1 and 5 of the flattened output: their sixth column is the logit of the class, which is wanted.
    const logits = one.reshape([6, 6]).slice([0, 5], [6, 1]).dataSync()
    const expected =
      ([1, 5].reduce((sum, row) => sum + Math.log1p(Math.exp(-logits[row]!)), 0) / 2) * settings.classWeight
    expect(lossesOf(one, fixed as never, settings, [1]).class.dataSync()[0]).toBeCloseTo(expected, 5)
  })

  it('without any box only the objectness is left, and all is finite', () => {
    const empty = { ...learned(), positiveWeights: column(0, 0, 0) }
    const losses = lossesOf(output(), empty as never, settings, alike)
    expect(losses.box.dataSync()[0]).toBe(0)
    expect(losses.class.dataSync()[0]).toBe(0)
    expect(losses.objectness.dataSync()[0]).toBeGreaterThan(0)
  })
})

describe('every box loss', () => {
  const kinds = trainSettings.shape.boxLoss.unwrap().options
  const cells = {
    cellX: column(0),
    cellY: column(0),
    stride: column(8),
    anchorWidth: column(8),
    anchorHeight: column(8),
  }
  const target = [2, 1, 6, 4] as const
  const targetColumns = boxOf(...target)

  // Prediction (0, 0, 4, 5), label (2, 1, 6, 4): centres (2, 2.5) and (4, 2.5), sizes 4 x 5 and 4 x 3, stride 8.
  const dx = -2 / 8
  const dh = Math.log(5 / 3)
  // Intersection 2 x 3 = 6, union 20 + 12 - 6 = 26, enclosing box 6 x 5 = 30.
  const expected = {
    mse: dx * dx + dh * dh,
    mae: Math.abs(dx) + dh,
    'smooth-l1': (dx * dx + dh * dh) / 2,
    iou: 1 - 6 / 26,
    giou: 1 - (6 / 26 - 4 / 30),
    ciou: 1 - plainCompleteIou([0, 0, 4, 5], [...target]),
  }

  it.each(kinds)('%s has the value of its definition', (kind) => {
    expect(boxDistance(kind, boxOf(0, 0, 4, 5), targetColumns, cells).dataSync()[0]).toBeCloseTo(expected[kind], 5)
    expect(boxDistance(kind, boxOf(...target), targetColumns, cells).dataSync()[0]).toBeCloseTo(0, 5)
  })

  it.each(kinds.filter((kind) => kind !== 'ciou'))('%s has the gradient of finite differences', (kind) => {
    const edges = [0.3, 0.2, 4.1, 5.3]
    const loss = (x: Tensor) => {
      const [x1, y1, x2, y2] = tf.unstack(x.reshape([4, 1]) as never) as [Tensor, Tensor, Tensor, Tensor]
      return boxDistance(kind, { x1, y1, x2, y2 }, targetColumns, cells).sum()
    }
    const gradient = tf
      .grad(loss as never)(column(...edges))
      .dataSync()
    for (const index of edges.keys()) {
      const at = (step: number) => loss(column(...edges.map((edge, place) => edge + (place === index ? step : 0))))
      const difference = (at(0.01).dataSync()[0]! - at(-0.01).dataSync()[0]!) / 0.02
      expect(gradient[index]).toBeCloseTo(difference, 2)
    }
  })
})

describe('losses of probabilities', () => {
  const logits = [-2, 0.5, 3]
  const targets = [0, 1, 0.25]
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
  const entropy = (x: number, t: number) => -(t * Math.log(sigmoid(x)) + (1 - t) * Math.log(1 - sigmoid(x)))
  const plain = {
    bce: entropy,
    focal: (x: number, t: number) => Math.abs(t - sigmoid(x)) ** 2 * entropy(x, t),
    mse: (x: number, t: number) => (sigmoid(x) - t) ** 2,
  }

  it.each(['bce', 'focal', 'mse'] as const)('%s: value and gradient are those of the definition', (kind) => {
    const values = elementLoss(kind, column(...logits), column(...targets), 2).dataSync()
    const gradient = tf
      .grad(((x: Tensor) => elementLoss(kind, x, column(...targets), 2)) as never)(column(...logits))
      .dataSync()
    for (const [index, x] of logits.entries()) {
      const t = targets[index]!
      expect(values[index]).toBeCloseTo(plain[kind](x, t), 4)
      expect(gradient[index]).toBeCloseTo((plain[kind](x + 1e-5, t) - plain[kind](x - 1e-5, t)) / 2e-5, 3)
    }
  })

  it('squared error behind a flat sigmoid has a gradient that nearly vanishes, cross-entropy a large one', () => {
    // x = 1.5, w = 1.9, b = 3, target 0: z = 5.85, p = 0.99713; d/dw (p - 0)²/2 = p p (1 - p) x = 0.0043.
    const slope = (kind: 'mse' | 'bce') =>
      tf
        .grad(((w: Tensor) => elementLoss(kind, w.mul(1.5).add(3), tf.scalar(0) as Tensor, 0)) as never)(tf.scalar(1.9))
        .dataSync()[0]!
    expect(slope('mse') / 2).toBeCloseTo(0.0043, 4)
    expect(slope('bce')).toBeCloseTo(1.5 * 0.99713, 3)
  })

  it('cross-entropy lets the classes shut each other out', () => {
    const rows = tf.tensor2d([1, 2, 3], [1, 3]) as Tensor
    const loss = (x: Tensor) => classRowLoss('cross-entropy', x, tf.tensor2d([0, 1, 0], [1, 3]) as Tensor, 0)
    const sum = Math.exp(1) + Math.exp(2) + Math.exp(3)
    expect(loss(rows).dataSync()[0]).toBeCloseTo(Math.log(sum) - 2, 5)
    const gradient = tf
      .grad(loss as never)(rows as never)
      .dataSync()
    const probabilities = [1, 2, 3].map((x) => Math.exp(x) / sum)
    for (const [index, p] of probabilities.entries()) expect(gradient[index]).toBeCloseTo(p - (index === 1 ? 1 : 0), 5)
  })

  it('label smoothing takes certainty from the labelled class and gives it to all', () => {
    const smooth = lossesOf(output(), learned() as never, { ...settings, labelSmoothing: 0.2 }, alike)
    const rows = output().reshape([6, 7]).slice([0, 5], [6, 2]).arraySync() as number[][]
    // Targets 0.9 and 0.1 instead of 1 and 0, for the boxes of rows 1 (class 0) and 5 (class 1).
    const row = (index: number, labelled: number) =>
      rows[index]!.reduce((sum, x, place) => sum + entropy(x, place === labelled ? 0.9 : 0.1), 0)
    expect(smooth.class.dataSync()[0]).toBeCloseTo(((row(1, 0) + row(5, 1)) / 2) * 0.5, 5)
  })

  it('weights of classes multiply their part of the class loss', () => {
    const rows = output().reshape([6, 7]).slice([0, 5], [6, 2]).arraySync() as number[][]
    const row = (index: number, labelled: number) =>
      rows[index]!.reduce((sum, x, place) => sum + entropy(x, place === labelled ? 1 : 0), 0)
    const weighted = lossesOf(output(), learned() as never, settings, [3, 0.5]).class.dataSync()[0]
    expect(weighted).toBeCloseTo(((3 * row(1, 0) + 0.5 * row(5, 1)) / 2) * 0.5, 5)
  })
})

it('balance gives rare classes more weight and leaves the mean over all boxes at one', () => {
  expect(classFactorsOf([30, 10], 0)).toEqual([1, 1])
  const [frequent, rare] = classFactorsOf([30, 10], 1) as [number, number]
  expect(rare / frequent).toBeCloseTo(3, 10)
  expect(30 * frequent + 10 * rare).toBeCloseTo(40, 10)
  expect(classFactorsOf([5, 0], 1).every(Number.isFinite)).toBe(true)
})

function plainCompleteIou(box: number[], target: number[]): number {
  const alpha = plainShape(box, target) / (1 - plainIou(box, target) + plainShape(box, target))
  return plainIou(box, target) - plainDistance(box, target) - alpha * plainShape(box, target)
}
