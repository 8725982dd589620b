/** The raw operations against the plain arithmetic that they stand for, in values and gradients. */
import { describe, expect, it } from 'vitest'
import {
  addBias,
  batchNormalise,
  cropAndResize,
  leakyRelu,
  relu,
  relu6,
  silu,
  transformImages,
} from '../../../main/engine/tensorflow/ops.ts'
import { type Tensor, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../shared/random.ts'

const values = [-7, -0.5, 0.5, 3, 6.5, 1.25, -2, 8]
const factors = [1, 2, 3, 4, 5, 6, 7, 8]

/** Gradient of the sum of `factors` times what `work` gives. */
const slopes = (work: (x: Tensor) => Tensor): number[] => [
  ...tf
    .grad(((x: Tensor) => work(x).mul(tf.tensor1d(factors)).sum()) as never)(tf.tensor1d(values))
    .dataSync(),
]

it('a bias is added to each channel, and its gradient is the sum over all places', () => {
  const x = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 3, 1, 2])
  const weights = tf.tensor4d([1, 10, 100, 1000, 10_000, 100_000], [1, 3, 1, 2])
  expect([...addBias(x, tf.tensor1d([10, 20])).dataSync()]).toEqual([11, 22, 13, 24, 15, 26])
  const total = (map: Tensor, bias: Tensor) => addBias(map, bias).mul(weights).sum()
  const [mapSlope, biasSlope] = tf.grads(total as never)([x, tf.tensor1d([10, 20])]) as Tensor[]
  expect([...mapSlope!.dataSync()]).toEqual([...weights.dataSync()])
  expect([...biasSlope!.dataSync()]).toEqual([10_101, 101_010])
})

it('rectifiers let the gradient through where they let the value through', () => {
  expect([...relu6(tf.tensor1d(values)).dataSync()]).toEqual([0, 0, 0.5, 3, 6, 1.25, 0, 6])
  expect(slopes(relu6)).toEqual([0, 0, 3, 4, 0, 6, 0, 0])
  expect(slopes(relu)).toEqual([0, 0, 3, 4, 5, 6, 0, 8])
  expect(slopes((x) => leakyRelu(x, 0.5))).toEqual([0.5, 1, 3, 4, 5, 6, 3.5, 8])
})

it('SiLU has the gradient of finite differences', () => {
  const plain = (x: number) => x / (1 + Math.exp(-x))
  const expected = values.map((x, index) => ((plain(x + 1e-4) - plain(x - 1e-4)) / 2e-4) * factors[index]!)
  for (const [index, slope] of slopes(silu).entries()) expect(slope).toBeCloseTo(expected[index]!, 4)
})

it('a window of a map is read between its cells, and each cell gets the gradient of what was read from it', () => {
  const maps = tf.tensor4d([...Array(9).keys(), ...[...Array(9).keys()].map((value) => value * 10)], [2, 3, 3, 1])
  // Of the first map rows 0 to 1 and columns 1 to 2; of the second everything, at its corners; then half outside.
  const boxes = tf.tensor2d([0, 0.5, 0.25, 0.75, 0, 0, 1, 1, 0.5, 0.5, 0.5, 1.5], [3, 4])
  const owners = tf.tensor1d([0, 1, 0], 'int32')
  const cropped = cropAndResize(maps, boxes, owners, 2)
  expect(cropped.shape).toEqual([3, 2, 2, 1])
  expect([...cropped.dataSync()]).toEqual([1, 1.5, 2.5, 3, 0, 20, 60, 80, 4, 0, 4, 0])
  const weights = tf.tensor4d([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048], [3, 2, 2, 1])
  const total = (x: Tensor) => cropAndResize(x, boxes, owners, 2).mul(weights).sum()
  // Column 1 of row 0: all of 1, half of 2, half of 4, a quarter of 8; column 2: half of 2, a quarter of 8; row 1 alike.
  const first = [0, 1 + 1 + 2 + 2, 1 + 2, 0, 2 + 2 + 256 + 1024, 2, 0, 0, 0]
  const second = [16, 0, 32, 0, 0, 0, 64, 0, 128]
  expect([
    ...tf
      .grad(total as never)(maps)
      .dataSync(),
  ]).toEqual([...first, ...second])
})

it('hundreds of windows that overlap give the same gradient each time, to the last bit', () => {
  const count = 256
  const random = seededRandom(5)
  const corners = Array.from({ length: count * 4 }, (_, index) => (index % 4 < 2 ? 0 : 0.7) + random.next() * 0.3)
  const boxes = tf.tensor2d(corners, [count, 4])
  const owners = tf.zeros([count], 'int32') as Tensor
  const weights = tf.randomNormal([count, 7, 7, 32], 0, 1, 'float32', 3) as Tensor
  const maps = tf.zeros([1, 20, 20, 32]) as Tensor
  const total = (x: Tensor) => cropAndResize(x, boxes, owners, 7).mul(weights).sum()
  const slope = tf.grad(total as never)
  const first = slope(maps).dataSync()
  for (let time = 0; time < 5; time++) expect(slope(maps).dataSync()).toEqual(first)
})

describe('batch norm', () => {
  const epsilon = 0.1
  // Two channels of four places each: [batch 2, height 1, width 2, channels 2].
  const map = [1, 10, 3, -20, -2, 5, 6, 8]
  const [gamma, beta] = [
    [2, 0.5],
    [-1, 3],
  ] as const
  const weights = [1, -2, 3, 4, -5, 6, 7, 0.5]
  const ofChannel = (values: readonly number[], channel: number) => values.filter((_, index) => index % 2 === channel)
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const varianceOf = (values: readonly number[]) => meanOf(values.map((value) => (value - meanOf(values)) ** 2))
  const plain = (values: readonly number[]) =>
    values.map((value, index) => {
      const own = ofChannel(values, index % 2)
      const scaled = (value - meanOf(own)) / Math.sqrt(varianceOf(own) + epsilon)
      return scaled * gamma[index % 2]! + beta[index % 2]!
    })
  const weighted = (values: readonly number[]) =>
    plain(values).reduce((sum, value, index) => sum + value * weights[index]!, 0)
  const run = (x: Tensor) => batchNormalise(x, tf.tensor1d([...gamma]), tf.tensor1d([...beta]), epsilon)
  const shape = [2, 1, 2, 2] as const

  it('takes mean and deviation of each channel over the batch away, and tells them', () => {
    const { y, mean, variance } = run(tf.tensor(map, [...shape]))
    for (const [index, value] of plain(map).entries()) expect(y.dataSync()[index]).toBeCloseTo(value, 5)
    expect([...mean.dataSync()]).toEqual([2, 0.75])
    // Of what the batch was drawn from, so divided by one less: 34 / 3 and 586.75 / 3.
    for (const [index, value] of [34 / 3, 586.75 / 3].entries())
      expect(variance.dataSync()[index]).toBeCloseTo(value, 3)
  })

  it('has the gradient of finite differences', () => {
    const total = (x: Tensor) =>
      run(x)
        .y.mul(tf.tensor(weights, [...shape]))
        .sum()
    const gradient = tf
      .grad(total as never)(tf.tensor(map, [...shape]))
      .dataSync()
    for (const index of map.keys()) {
      const moved = (by: number) => weighted(map.map((value, place) => (place === index ? value + by : value)))
      expect(gradient[index]).toBeCloseTo((moved(1e-4) - moved(-1e-4)) / 2e-4, 4)
    }
  })
})

it('each picture goes through its own map; between pixels it is the mean, outside it is filled', () => {
  const pictures = tf.tensor4d([0, 10, 20, 30, 0, 10, 20, 30], [2, 1, 4, 1])
  // The first is read half a pixel to the right, the second from right to left.
  const maps = tf.tensor2d([1, 0, 0.5, 0, 1, 0, 0, 0, -1, 0, 3, 0, 1, 0, 0, 0], [2, 8])
  expect([...transformImages(pictures, maps, 100).dataSync()]).toEqual([5, 15, 25, 65, 30, 20, 10, 0])
})
