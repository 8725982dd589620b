import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SplitName } from '../../shared/model.ts'
import { dealSplits, type SplitImage, splitSizes } from '../../shared/split.ts'

const images = (count: number, categoriesOf: (index: number) => number[] = () => [1]): SplitImage[] =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, categoryIds: categoriesOf(index), split: null }))
const sizesOf = (parts: Iterable<SplitName>) => {
  const list = [...parts]
  return (['train', 'val', 'test'] as const).map((name) => list.filter((part) => part === name).length)
}

describe('sizes by largest remainder', () => {
  it.each([
    // 364 x 0.8 = 291.2, 36.4, 36.4: the rest of one goes to the first of the two largest remainders.
    [364, [291, 37, 36]],
    [10, [8, 1, 1]],
    // 7.2, 0.9, 0.9: both small parts have the larger remainder.
    [9, [7, 1, 1]],
    // 4, 0.5, 0.5 would leave test empty.
    [5, [3, 1, 1]],
    [3, [1, 1, 1]],
    [2, [2, 0, 0]],
    [0, [0, 0, 0]],
  ])('%i images at 8:1:1', (count, sizes) => {
    expect(splitSizes(count, [8, 1, 1])).toEqual(sizes)
  })

  it('a part without a share stays empty', () => {
    expect(splitSizes(10, [8, 2, 0])).toEqual([8, 2, 0])
  })

  it('always sum to the number of images', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 9 })), (count, ratio) => {
        expect(splitSizes(count, ratio).reduce((a, b) => a + b)).toBe(count)
      }),
    )
  })
})

describe('dealing', () => {
  it('deals every image once, in the sizes of the ratio', () => {
    expect(sizesOf(dealSplits(images(364), [8, 1, 1], 0).values())).toEqual([291, 37, 36])
  })

  it('is the same for the same seed and another for another', () => {
    const deal = (seed: number) => [...dealSplits(images(50), [8, 1, 1], seed)]
    expect(deal(3)).toEqual(deal(3))
    expect(new Map(deal(3))).not.toEqual(new Map(deal(4)))
  })

  it('spreads a rare class over all parts', () => {
    // 10 of 100 images hold class 2: 8 : 1 : 1 of them.
    const parts = dealSplits(
      images(100, (index) => (index % 10 === 0 ? [1, 2] : [1])),
      [8, 1, 1],
      0,
    )
    const rare = [...parts].filter(([id]) => (id - 1) % 10 === 0).map(([, part]) => part)
    expect(sizesOf(rare)).toEqual([8, 1, 1])
    expect(sizesOf(parts.values())).toEqual([80, 10, 10])
  })

  it('leaves images that have a part and makes up for them with the new ones', () => {
    const kept: SplitImage[] = images(20).map((image) => ({ ...image, split: 'train' }))
    const fresh = images(20).map((image) => ({ ...image, id: image.id + 100 }))
    const parts = dealSplits([...kept, ...fresh], [8, 1, 1], 0)
    expect([...parts.keys()].every((id) => id > 100)).toBe(true)
    // 40 at 8:1:1 are 32, 4, 4; twenty of the first part are there already.
    expect(sizesOf(parts.values())).toEqual([12, 4, 4])
  })

  it('copes with parts that already hold more than their share', () => {
    const kept: SplitImage[] = images(10).map((image) => ({ ...image, split: 'test' }))
    const parts = dealSplits([...kept, { id: 99, categoryIds: [], split: null }], [8, 1, 1], 0)
    expect([...parts]).toEqual([[99, 'train']])
  })

  it('deals images without boxes too', () => {
    expect(
      dealSplits(
        images(10, () => []),
        [8, 1, 1],
        0,
      ).size,
    ).toBe(10)
  })
})
