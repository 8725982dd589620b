import { describe, expect, it } from 'vitest'
import { decodeRegions } from '../../../../main/engine/detector/regions/decodeRegions.ts'
import { regionLosses } from '../../../../main/engine/detector/regions/loss.ts'
import { proposalLosses } from '../../../../main/engine/detector/twoStage/loss.ts'
import { type Tensor, tf } from '../../../../main/engine/tensorflow/tensorflow.ts'
import { trainSettings } from '../../../../shared/trainSettings.ts'

const settings = trainSettings.parse({})
const smooth = (x: number) => (Math.abs(x) < 1 ? x ** 2 / 2 : Math.abs(x) - 0.5)
const numbers = (count: number) => Array.from({ length: count }, (_, index) => Math.sin(index * 1.7))

function expectFiniteDifferences(loss: (x: Tensor) => Tensor, start: Tensor): void {
  const gradient = tf
    .grad(loss as never)(start as never)
    .dataSync()
  const values = start.dataSync()
  const step = 1e-2
  for (const index of values.keys()) {
    const at = (by: number) =>
      loss(
        tf.tensor(values.map((value, place) => (place === index ? value + by : value)) as Float32Array, start.shape),
      ).dataSync()[0]!
    expect(gradient[index], `number ${index}`).toBeCloseTo((at(step) - at(-step)) / (2 * step), 2)
  }
  expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(1e-2)
}

describe('losses of the proposals', () => {
  // Two pictures of three anchors. Drawn: rows 1 and 5 learn boxes, row 3 is background, the last place is unused.
  const targets = {
    anchorRows: tf.tensor1d([1, 5, 3, 0], 'int32'),
    anchorWeights: tf.tensor1d([1, 1, 1, 0]),
    anchorObjects: tf.tensor1d([1, 1, 0, 0]),
    anchorBoxes: tf.tensor2d([
      [0, 0, 10, 10],
      [0, 0, 20, 20],
      [5, 5, 9, 9],
      [0, 0, 0, 0],
    ]),
    anchorLabels: tf.tensor2d([
      [1, 0, 11, 10],
      [0, 0, 40, 20],
      [5, 5, 9, 9],
      [0, 0, 0, 0],
    ]),
  }
  const output = tf.tensor3d(numbers(30), [2, 3, 5])

  it('are means over the drawn anchors, the boxes over those that learn one', () => {
    const rows = (output.arraySync() as number[][][]).flat()
    const entropy = (x: number, aim: number) => Math.log(1 + Math.exp(x)) - x * aim
    // Shifted by a tenth of the side: 1 / 10 / 0.1 = 1. Twice as wide: centre 10 / 20 / 0.1 = 5, side log 2 / 0.2.
    const wanted = [
      [1, 0, 0, 0],
      [5, 0, Math.log(2) / 0.2, 0],
    ]
    const distances = [rows[1]!, rows[5]!].map((row, place) =>
      wanted[place]!.reduce((sum, aim, column) => sum + smooth(row[column]! - aim), 0),
    )
    const losses = proposalLosses(output, targets, settings)
    const sure = (entropy(rows[1]![4]!, 1) + entropy(rows[5]![4]!, 1) + entropy(rows[3]![4]!, 0)) / 3
    expect(losses.proposalObjectness.dataSync()[0]).toBeCloseTo(sure, 5)
    // The form's 4, a thirty-second.
    expect(losses.proposalBox.dataSync()[0]).toBeCloseTo((distances[0]! + distances[1]!) / 2 / 8, 4)
  })

  it.each(['proposalObjectness', 'proposalBox'] as const)('%s has the gradient of finite differences', (name) => {
    expectFiniteDifferences((x) => proposalLosses(x, targets, settings)[name], output)
  })
})

describe('losses of the regions', () => {
  // Two pictures of two regions, two classes: an object of class 1, background, an object of class 0, an unused place.
  const regions = {
    boxes: tf.tensor3d([
      [
        [0, 0, 10, 10],
        [0, 0, 5, 5],
      ],
      [
        [0, 0, 20, 20],
        [0, 0, 0, 0],
      ],
    ]),
    labels: tf.tensor3d([
      [
        [1, 0, 11, 10],
        [0, 0, 5, 50],
      ],
      [
        [0, 0, 40, 20],
        [0, 0, 0, 0],
      ],
    ]),
    classes: tf.tensor2d(
      [
        [1, 1],
        [0, -2],
      ],
      undefined,
      'int32',
    ),
    weights: tf.tensor2d([
      [1, 1],
      [1, 0],
    ]),
    objects: tf.tensor2d([
      [1, 0],
      [1, 0],
    ]),
  }
  const scores = tf.tensor2d(numbers(12), [4, 3])
  const offsets = tf.tensor3d(numbers(32), [4, 2, 4])
  const losses = (said: { scores: Tensor; offsets: Tensor }, factors = [1, 1]) =>
    regionLosses(said, regions, settings, factors)
  const rows = scores.arraySync() as number[][]
  const entropy = (row: number, aim: number) =>
    Math.log(rows[row]!.reduce((sum, x) => sum + Math.exp(x), 0)) - rows[row]![aim]!

  it('class: cross-entropy over classes and background, the mean over the regions in use', () => {
    const expected = (entropy(0, 1) + entropy(1, 2) + entropy(2, 0)) / 3
    expect(losses({ scores, offsets }).class.dataSync()[0]).toBeCloseTo(expected, 5)
  })

  it('class: rare classes weigh more, background as ever', () => {
    const expected = (0.5 * entropy(0, 1) + entropy(1, 2) + 3 * entropy(2, 0)) / 3
    expect(losses({ scores, offsets }, [3, 0.5]).class.dataSync()[0]).toBeCloseTo(expected, 5)
  })

  it('box: of the offsets of the own class alone', () => {
    const said = offsets.arraySync() as number[][][]
    const first = [1, 0, 0, 0].reduce((sum, aim, column) => sum + smooth(said[0]![1]![column]! - aim), 0)
    const third = [5, 0, Math.log(2) / 0.2, 0].reduce(
      (sum, aim, column) => sum + smooth(said[2]![0]![column]! - aim),
      0,
    )
    // The form's 4, a sixteenth.
    expect(losses({ scores, offsets }).box.dataSync()[0]).toBeCloseTo((first + third) / 2 / 4, 4)
  })

  it('have the gradients of finite differences', () => {
    expectFiniteDifferences((x) => losses({ scores: x, offsets }).class, scores)
    expectFiniteDifferences((x) => losses({ scores, offsets: x }).box, offsets)
  })
})

it('each region gives the box of its likeliest class, as the offsets of that class say', () => {
  const proposals = tf.tensor3d([
    [
      [0, 0, 10, 10, 0.9],
      [10, 10, 30, 30, 0.8],
      [0, 0, 0, 0, 0],
    ],
  ])
  const scores = tf.tensor2d([
    [0, 2, 1],
    [3, 1, 4],
    [5, 0, 0],
  ])
  // Class 0 moves by a tenth of the side to the right, class 1 downwards.
  const offsets = tf.tile(
    tf.tensor3d([
      [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
      ],
    ]),
    [3, 1, 1],
  )
  const { boxes, probabilities } = decodeRegions({ scores, offsets }, proposals, 31)
  const [first, second] = (boxes.arraySync() as number[][][])[0]!
  for (const [column, value] of [0, 1, 10, 11].entries()) expect(first![column]).toBeCloseTo(value, 4)
  // Cut at the border of the picture.
  for (const [column, value] of [12, 10, 31, 30].entries()) expect(second![column]).toBeCloseTo(value, 4)
  // Background takes its part of the softmax; an empty place says nothing.
  const sum = Math.exp(3) + Math.exp(1) + Math.exp(4)
  const said = (probabilities.arraySync() as number[][][])[0]!
  expect(said[1]![0]).toBeCloseTo(Math.exp(3) / sum, 5)
  expect(said[1]![1]).toBeCloseTo(Math.exp(1) / sum, 5)
  expect(said[2]).toEqual([0, 0])
})
