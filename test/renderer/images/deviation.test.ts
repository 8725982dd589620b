import { expect, it } from 'vitest'
import { deviationOf, shareOf } from '../../../renderer/images/split/deviation.ts'

const counts = (train: number, val: number, test: number) => ({ train, val, test })
const images = counts(80, 10, 10)

it('a share is that part of all boxes of the class', () => {
  expect(shareOf(counts(6, 1, 1), 'train')).toBe(0.75)
  expect(shareOf(counts(0, 0, 0), 'train')).toBe(0)
})

it.each([
  // 13 % of the boxes lie in val, where 10 % of the images are: three points are no deviation.
  ['val', counts(77, 13, 10), counts(77, 13, 10), 'none'],
  ['val', counts(70, 20, 10), counts(70, 20, 10), 'over'],
  ['test', counts(170, 20, 10), counts(90, 20, 10), 'under'],
  // One box more than its share of ten.
  ['val', counts(7, 2, 1), counts(7, 2, 1), 'none'],
  ['test', counts(8, 2, 0), counts(8, 2, 0), 'missing'],
  // A class of two images cannot be in three parts.
  ['test', counts(3, 2, 0), counts(1, 1, 0), 'none'],
  ['train', counts(0, 0, 0), counts(0, 0, 0), 'none'],
] as const)('%s of a class with boxes %j: %s', (part, boxes, classImages, deviation) => {
  expect(deviationOf(part, images, boxes, classImages)).toBe(deviation)
})

it('a part without images lacks nothing', () => {
  expect(deviationOf('test', counts(80, 20, 0), counts(80, 20, 0), counts(80, 20, 0))).toBe('none')
})
