import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dealFolds } from '../../../shared/split/folds.ts'

const image = (id: number, categories: readonly number[] = [1], group: number | null = null) => ({
  id,
  boxes: new Map(categories.map((category) => [category, 1])),
  group,
})
const images = (count: number) => Array.from({ length: count }, (_, index) => image(index + 1))

describe('folds', () => {
  it('are of the same size, and every image is in one of them', () => {
    const folds = dealFolds(images(120), { folds: 3, seed: 0 })
    expect(folds.map((fold) => fold.length)).toEqual([40, 40, 40])
    expect(folds.flat().sort((a, b) => a - b)).toEqual(images(120).map(({ id }) => id))
  })

  it('each get their share of a rare class', () => {
    const all = Array.from({ length: 60 }, (_, index) => image(index + 1, index < 6 ? [1, 2] : [1]))
    const folds = dealFolds(all, { folds: 3, seed: 5 })
    expect(folds.map((fold) => fold.filter((id) => id <= 6).length)).toEqual([2, 2, 2])
  })

  it('are the same for the same seed and others for another', () => {
    expect(dealFolds(images(30), { folds: 3, seed: 1 })).toEqual(dealFolds(images(30), { folds: 3, seed: 1 }))
    expect(dealFolds(images(30), { folds: 3, seed: 1 })).not.toEqual(dealFolds(images(30), { folds: 3, seed: 2 }))
  })

  it('never part a group, and hold every image once', () => {
    const groups = fc.array(fc.option(fc.nat(6)), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(groups, fc.integer({ min: 2, max: 6 }), fc.nat(100), (groupOf, folds, seed) => {
        const all = groupOf.map((group, index) => image(index + 1, [index % 3], group))
        const dealt = dealFolds(all, { folds, seed })
        expect(dealt.length).toBeLessThanOrEqual(folds)
        expect(dealt.flat().sort((a, b) => a - b)).toEqual(all.map(({ id }) => id))
        for (const group of new Set(groupOf.filter((one) => one !== null))) {
          const holding = dealt.filter((fold) => fold.some((id) => groupOf[id - 1] === group))
          expect(holding).toHaveLength(1)
        }
      }),
    )
  })
})
