import { expect, it } from 'vitest'
import { anchorBoxes, buildGrid } from '../../../../main/engine/detector/grid.ts'
import { decodeOffsets, encodeOffsets } from '../../../../main/engine/detector/regions/offsets.ts'
import { tf } from '../../../../main/engine/tensorflow/tensorflow.ts'

const boxes = (...rows: number[][]) => tf.tensor2d(rows)

it('offsets are parts of the reference and logarithms of ratios, divided by 0.1 and 0.2', () => {
  // Reference: centre (20, 30), 20 x 40. Box: centre (25, 20), 40 x 20.
  const offsets = [...encodeOffsets(boxes([10, 10, 30, 50]), boxes([5, 10, 45, 30])).dataSync()]
  const expected = [5 / 20 / 0.1, -10 / 40 / 0.1, Math.log(2) / 0.2, Math.log(0.5) / 0.2]
  for (const [index, value] of expected.entries()) expect(offsets[index]).toBeCloseTo(value, 5)
})

it('decoding leads from the references back to the boxes, whatever the rank', () => {
  const references = tf.tensor3d([10, 10, 30, 50, 0, 0, 8, 4, 100, 90, 130, 200, 5, 5, 6, 7], [2, 2, 4])
  const targets = tf.tensor3d([12, 8, 31, 44, 1, 1, 30, 30, 60, 10, 300, 70, 5, 5, 7, 6], [2, 2, 4])
  const back = decodeOffsets(encodeOffsets(references, targets), references)
  expect(back.shape).toEqual([2, 2, 4])
  const expected = targets.dataSync()
  for (const [index, value] of back.dataSync().entries()) expect(value).toBeCloseTo(expected[index]!, 3)
})

it('offsets of zero are the reference, and no network can make a box infinite', () => {
  expect([...decodeOffsets(boxes([0, 0, 0, 0]), boxes([10, 10, 30, 50])).dataSync()]).toEqual([10, 10, 30, 50])
  const [x1, , x2] = decodeOffsets(boxes([0, 0, 1e6, 0]), boxes([10, 10, 30, 50])).dataSync()
  // A side becomes 62.5 times as long at most.
  expect(x2! - x1!).toBeCloseTo(20 * 62.5, 1)
})

it('places without a box have offsets that are numbers', () => {
  expect([...encodeOffsets(boxes([0, 0, 0, 0]), boxes([0, 0, 0, 0])).dataSync()]).toEqual([0, 0, 0, 0])
  expect([...encodeOffsets(boxes([0, 0, 0, 0]), boxes([2, 2, 9, 9])).dataSync()].every(Number.isFinite)).toBe(true)
})

it('an anchor stands in the middle of its cell', () => {
  const anchors = [[{ width: 10, height: 6 }], [{ width: 20, height: 20 }], [{ width: 40, height: 40 }]]
  const values = anchorBoxes(buildGrid(96, anchors))
  // 12 x 12 cells of 8 pixels, 6 x 6 of 16, 3 x 3 of 32.
  expect(values.length).toBe((144 + 36 + 9) * 4)
  // Second row, third column of the finest: centre (20, 12).
  expect([...values.subarray(14 * 4, 15 * 4)]).toEqual([15, 9, 25, 15])
  // The first of the coarsest: centre (16, 16), beyond the border on two sides.
  expect([...values.subarray(180 * 4, 181 * 4)]).toEqual([-4, -4, 36, 36])
})
