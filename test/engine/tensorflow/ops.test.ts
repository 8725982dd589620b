/** The raw operations against the plain arithmetic that they stand for, in values and gradients. */
import { expect, it } from 'vitest'
import { addBias, cropAndResize, leakyRelu, relu, relu6, silu } from '../../../main/engine/tensorflow/ops.ts'
import { type Tensor, tf } from '../../../main/engine/tensorflow/tensorflow.ts'

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
