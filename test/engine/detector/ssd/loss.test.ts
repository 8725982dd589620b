import { describe, expect, it } from 'vitest'
import { hardNegatives, ssdLosses } from '../../../../main/engine/detector/ssd/loss.ts'
import { type Tensor, tf } from '../../../../main/engine/tensorflow/tensorflow.ts'

// One picture of six default boxes and two classes: box 1 learns class 0, box 4 class 1, box 3 is ignored, the others are background.
const targets = () => ({
  priorClasses: tf.tensor2d([0, 1, 0, 0, 2, 0], [1, 6], 'int32'),
  priorMask: tf.tensor2d([1, 1, 1, 0, 1, 1], [1, 6]),
  positiveRows: tf.tensor1d([1, 4, 0], 'int32'),
  positiveWeights: tf.tensor1d([1, 1, 0]),
  positiveOffsets: tf.tensor2d([0.2, -0.1, 3, 0, 0, 0, 0, -2, 0, 0, 0, 0], [3, 4]),
  negativeRanks: tf.tensor1d([0, 1, 2, 3, 4, 5]),
})
const scoreValues = Array.from({ length: 18 }, (_, index) => Math.sin(index * 1.7) * 2)
const offsetValues = Array.from({ length: 24 }, (_, index) => Math.cos(index * 1.3))
const output = (scores: readonly number[], offsets: readonly number[]) => ({
  scores: tf.tensor3d([...scores], [1, 6, 3]) as Tensor,
  offsets: tf.tensor3d([...offsets], [1, 6, 4]) as Tensor,
})
const plain = { labelSmoothing: 0 }
const alike = [1, 1]

/** -ln of the softmax of a row at a column. */
function entropy(row: number, column: number): number {
  const own = scoreValues.slice(row * 3, row * 3 + 3)
  return Math.log(own.reduce((sum, value) => sum + Math.exp(value), 0)) - own[column]!
}

describe('hard negative mining', () => {
  const mistakes = [0.5, 9, 0.1, 7, 9, 2, 0.4, 0.3]
  const mine = (positives: number[], mask: number[], negatives: number) => [
    ...hardNegatives(tf.tensor2d([mistakes[0]!, ...mistakes.slice(1)], [2, 4]), {
      positives: tf.tensor2d(positives, [2, 4]),
      mask: tf.tensor2d(mask, [2, 4]),
      ranks: tf.range(0, negatives) as Tensor,
    }).dataSync(),
  ]

  it('takes the most mistaken background boxes of each picture, three for each that learns a label', () => {
    // Twenty boxes in one picture, of which five learn: 15 of the others, which are the 15 with the largest numbers.
    const values = Array.from({ length: 20 }, (_, index) => ((index * 7) % 20) / 10)
    const positives = values.map((_, index) => (index < 5 ? 1 : 0))
    const chosen = hardNegatives(tf.tensor2d(values, [1, 20]), {
      positives: tf.tensor2d(positives, [1, 20]),
      mask: tf.ones([1, 20]),
      ranks: tf.range(0, 20) as Tensor,
    }).dataSync()
    expect([...chosen]).toEqual(positives.map((positive) => 1 - positive))
    const fewer = hardNegatives(tf.tensor2d(values, [1, 20]), {
      positives: tf.zeros([1, 20]),
      mask: tf.ones([1, 20]),
      ranks: tf.range(0, 20) as Tensor,
    }).dataSync()
    // A picture without labels: the twelve most mistaken.
    const limit = values.toSorted((a, b) => b - a)[11]!
    expect([...fewer]).toEqual(values.map((value) => (value >= limit ? 1 : 0)))
  })

  it('takes none that learns a label or is ignored, of each picture its own', () => {
    expect(mine([0, 1, 0, 0, 1, 0, 0, 0], [1, 1, 1, 0, 1, 1, 1, 1], 4)).toEqual([1, 0, 1, 0, 0, 1, 1, 1])
  })

  it('takes no more than there is room for', () => {
    expect(mine([0, 1, 0, 0, 1, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1], 2)).toEqual([1, 0, 0, 1, 0, 1, 1, 0])
  })
})

describe('the losses', () => {
  it('have the values of their definition', () => {
    const losses = ssdLosses(output(scoreValues, offsetValues), targets(), plain, alike)
    const expected = entropy(0, 0) + entropy(1, 1) + entropy(2, 0) + entropy(4, 2) + entropy(5, 0)
    expect(losses.class.dataSync()[0]).toBeCloseTo(expected / 2, 4)
    const wanted = [0.2, -0.1, 3, 0, 0, 0, 0, -2]
    const given = [...offsetValues.slice(4, 8), ...offsetValues.slice(16, 20)]
    const distance = wanted.reduce((sum, value, index) => {
      const size = Math.abs(given[index]! - value)
      return sum + (size < 1 ? (size * size) / 2 : size - 0.5)
    }, 0)
    expect(losses.box.dataSync()[0]).toBeCloseTo(distance / 2, 4)
  })

  it.each(['box', 'class'] as const)('%s: the gradient is that of finite differences', (name) => {
    const fixed = targets()
    const at = (scores: readonly number[], offsets: readonly number[]) =>
      ssdLosses(output(scores, offsets), fixed, plain, alike)[name].dataSync()[0]!
    const values = name === 'box' ? offsetValues : scoreValues
    const moved = (index: number, step: number) => {
      const changed = values.map((value, place) => (place === index ? value + step : value))
      return name === 'box' ? at(scoreValues, changed) : at(changed, offsetValues)
    }
    const start = output(scoreValues, offsetValues)
    const gradient = tf
      .grad(
        ((x: Tensor) =>
          ssdLosses(name === 'box' ? { ...start, offsets: x } : { ...start, scores: x }, fixed, plain, alike)[
            name
          ]) as never,
      )(name === 'box' ? start.offsets : start.scores)
      .dataSync()
    for (const index of values.keys()) {
      expect(gradient[index]).toBeCloseTo((moved(index, 0.01) - moved(index, -0.01)) / 0.02, 2)
    }
    // The ignored box is row 3: nothing pulls at it.
    expect([...gradient.slice(3 * (values.length / 6), 4 * (values.length / 6))].every((value) => value === 0)).toBe(
      true,
    )
  })

  it('weigh classes, but not the background', () => {
    const weighted = ssdLosses(output(scoreValues, offsetValues), targets(), plain, [3, 0.5]).class.dataSync()[0]
    const expected = entropy(0, 0) + 3 * entropy(1, 1) + entropy(2, 0) + 0.5 * entropy(4, 2) + entropy(5, 0)
    expect(weighted).toBeCloseTo(expected / 2, 4)
  })

  it('without any label are finite, and only the background is left', () => {
    const empty = {
      ...targets(),
      priorClasses: tf.zeros([1, 6], 'int32') as Tensor,
      positiveWeights: tf.tensor1d([0, 0, 0]) as Tensor,
    }
    const losses = ssdLosses(output(scoreValues, offsetValues), empty, plain, alike)
    expect(losses.box.dataSync()[0]).toBe(0)
    const expected = [0, 1, 2, 4, 5].reduce((sum, row) => sum + entropy(row, 0), 0)
    expect(losses.class.dataSync()[0]).toBeCloseTo(expected, 4)
  })
})
