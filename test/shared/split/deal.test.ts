import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SplitName } from '../../../shared/model.ts'
import { dealSplits, type SplitImage, splitNames, splitSizes } from '../../../shared/split/deal.ts'

const image = (id: number, categoryIds: readonly number[] = [1], patch: Partial<SplitImage> = {}): SplitImage => ({
  id,
  boxes: new Map(categoryIds.map((category) => [category, 1])),
  split: null,
  group: null,
  ...patch,
})
const images = (count: number, categoriesOf: (index: number) => number[] = () => [1]): SplitImage[] =>
  Array.from({ length: count }, (_, index) => image(index + 1, categoriesOf(index)))
const sizesOf = (parts: Iterable<SplitName>) => {
  const list = [...parts]
  return splitNames.map((name) => list.filter((part) => part === name).length)
}
const usual = { ratio: [8, 1, 1], seed: 0, isStratified: true } as const

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
    expect(sizesOf(dealSplits(images(364), usual).values())).toEqual([291, 37, 36])
  })

  it('spreads a rare class over all parts', () => {
    // 10 of 100 images hold class 2: 8 : 1 : 1 of them.
    const parts = dealSplits(
      images(100, (index) => (index % 10 === 0 ? [1, 2] : [1])),
      usual,
    )
    const rare = [...parts].filter(([id]) => (id - 1) % 10 === 0).map(([, part]) => part)
    expect(sizesOf(rare)).toEqual([8, 1, 1])
    expect(sizesOf(parts.values())).toEqual([80, 10, 10])
  })

  it('puts a class of three images into all three parts', () => {
    const parts = dealSplits(
      images(100, (index) => (index < 3 ? [2] : [1])),
      usual,
    )
    expect(sizesOf([1, 2, 3].map((id) => parts.get(id)!))).toEqual([1, 1, 1])
  })

  it('counts boxes, not only images: parts get their share of the boxes of a class', () => {
    // Ten images with 10 boxes each and ninety with one: 190 boxes, of which 19 belong to val and to test each.
    const crowded = images(100).map((one) => ({ ...one, boxes: new Map([[1, one.id <= 10 ? 10 : 1]]) }))
    const parts = dealSplits(crowded, usual)
    const boxesIn = (name: SplitName) =>
      crowded.filter(({ id }) => parts.get(id) === name).reduce((sum, one) => sum + one.boxes.get(1)!, 0)
    // With one crowded image and nine others a part has exactly 19.
    expect([boxesIn('val'), boxesIn('test')]).toEqual([19, 19])
  })

  it('copes with parts that already hold more than their share', () => {
    const kept: SplitImage[] = images(10).map((one) => ({ ...one, split: 'test' }))
    const parts = dealSplits([...kept, image(99, [])], usual)
    expect([...parts]).toEqual([[99, 'train']])
  })

  it('deals images without boxes too', () => {
    const empty = images(10, () => [])
    expect(sizesOf(dealSplits(empty, usual).values())).toEqual([8, 1, 1])
    expect(sizesOf(dealSplits(empty, { ...usual, isStratified: false }).values())).toEqual([8, 1, 1])
  })

  it('leaves no part empty when there are three groups, however large', () => {
    const groups = images(300).map((one) => ({ ...one, group: one.id % 3 }))
    expect(sizesOf(dealSplits(groups, usual).values())).toEqual([100, 100, 100])
  })

  it('sends new images of a group where the group is', () => {
    const parts = dealSplits(
      [
        image(1, [1], { group: 5, split: 'val' }),
        image(2, [1], { group: 5 }),
        ...images(50).map((one) => image(one.id + 10)),
      ],
      usual,
    )
    expect(parts.get(2)).toBe('val')
    expect(parts.has(1)).toBe(false)
  })
})

/** Images with up to four classes of up to five boxes, some in groups. */
const someImages = (groups: fc.Arbitrary<number | null>) =>
  fc
    .array(
      fc.record({
        boxes: fc.dictionary(fc.constantFrom('1', '2', '3', '4'), fc.integer({ min: 1, max: 5 })),
        group: groups,
      }),
      { minLength: 1, maxLength: 80 },
    )
    .map((entries) =>
      entries.map(({ boxes, group }, index) =>
        image(index + 1, [], {
          boxes: new Map(Object.entries(boxes).map(([category, count]) => [Number(category), count])),
          group,
        }),
      ),
    )
const someRatio = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(9))

describe('whatever the images and the ratio', () => {
  it('sizes are those of the ratio when no groups hold images together', () => {
    fc.assert(
      fc.property(
        someImages(fc.constant(null)),
        someRatio,
        fc.nat(),
        fc.boolean(),
        (given, ratio, seed, isStratified) => {
          const parts = dealSplits(given, { ratio, seed, isStratified })
          expect(sizesOf(parts.values())).toEqual(splitSizes(given.length, ratio))
        },
      ),
    )
  })

  it('the same seed deals the same', () => {
    fc.assert(
      fc.property(someImages(fc.option(fc.nat(9))), someRatio, fc.nat(), (given, ratio, seed) => {
        const deal = () => [...dealSplits(given, { ratio, seed, isStratified: true })]
        expect(deal()).toEqual(deal())
      }),
    )
  })

  it('another seed deals otherwise', () => {
    const deal = (seed: number) => new Map([...dealSplits(images(50), { ...usual, seed })].sort())
    expect(deal(3)).not.toEqual(deal(4))
  })

  it('no group straddles two parts, and no image is left out', () => {
    fc.assert(
      fc.property(someImages(fc.option(fc.nat(9))), someRatio, fc.nat(), (given, ratio, seed) => {
        const parts = dealSplits(given, { ratio, seed, isStratified: true })
        expect(parts.size).toBe(given.length)
        for (const group of new Set(given.map((one) => one.group).filter((key) => key !== null))) {
          const own = given.filter((one) => one.group === group).map(({ id }) => parts.get(id))
          expect(new Set(own).size).toBe(1)
        }
      }),
    )
  })

  it('parts without a share get nothing', () => {
    fc.assert(
      fc.property(someImages(fc.option(fc.nat(5))), someRatio, fc.nat(), (given, ratio, seed) => {
        const sizes = sizesOf(dealSplits(given, { ratio, seed, isStratified: true }).values())
        for (const part of [0, 1, 2]) if (ratio[part] === 0) expect(sizes[part]).toBe(0)
      }),
    )
  })

  it('images added later leave the old ones where they are and fill the parts up', () => {
    fc.assert(
      fc.property(someImages(fc.constant(null)), fc.integer({ min: 1, max: 200 }), fc.nat(), (old, more, seed) => {
        const first = dealSplits(old, { ...usual, seed })
        const kept = old.map((one) => ({ ...one, split: first.get(one.id)! }))
        const fresh = Array.from({ length: more }, (_, index) => image(1000 + index))
        const second = dealSplits([...kept, ...fresh], { ...usual, seed })
        expect([...second.keys()].sort((a, b) => a - b)).toEqual(fresh.map(({ id }) => id))
        const before = sizesOf(first.values())
        const wanted = splitSizes(old.length + more, usual.ratio)
        const added = sizesOf(second.values())
        // A part that had more than its share of the larger whole gets nothing; the others share what there is.
        if (before.every((size, part) => size <= wanted[part]!)) {
          expect(before.map((size, part) => size + added[part]!)).toEqual(wanted)
        }
      }),
    )
  })

  it('every class is in every part when each has an image of its own for each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 10, max: 40 }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (counts, seed) => {
          const given = counts.flatMap((count, category) => Array.from({ length: count }, () => category))
          const parts = dealSplits(
            given.map((category, index) => image(index + 1, [category])),
            { ...usual, seed },
          )
          for (const category of counts.keys()) {
            const own = given.flatMap((other, index) => (other === category ? [parts.get(index + 1)!] : []))
            expect(new Set(own).size).toBe(3)
          }
        },
      ),
    )
  })
})
