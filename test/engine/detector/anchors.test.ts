import { describe, expect, it } from 'vitest'
import { findAnchors, meanBestIou, sizeIou } from '../../../main/engine/detector/anchors.ts'
import { seededRandom } from '../../../shared/random.ts'

describe('anchors', () => {
  it('two sizes overlap by the smaller sides over the union', () => {
    // 4 x 2 and 2 x 4: intersection 2 x 2, union 8 + 8 - 4.
    expect(sizeIou({ width: 4, height: 2 }, { width: 2, height: 4 })).toBeCloseTo(4 / 12, 12)
  })

  it('find the middles of clear clusters and sort them by area', () => {
    const random = seededRandom(1)
    const middles = [
      [10, 10],
      [20, 40],
      [100, 50],
    ] as const
    const sizes = middles.flatMap(([width, height]) =>
      Array.from({ length: 50 }, () => ({
        width: width * random.between(0.95, 1.05),
        height: height * random.between(0.95, 1.05),
      })),
    )
    const [fine, middle, coarse] = findAnchors(sizes, 1, 0)
    for (const [index, anchors] of [fine, middle, coarse].entries()) {
      expect(anchors![0]!.width).toBeCloseTo(middles[index]![0], 0)
      expect(anchors![0]!.height).toBeCloseTo(middles[index]![1], 0)
    }
  })

  it('are the same for the same seed', () => {
    const random = seededRandom(2)
    const sizes = Array.from({ length: 200 }, () => ({ width: random.between(5, 90), height: random.between(5, 90) }))
    expect(findAnchors(sizes, 3, 7)).toEqual(findAnchors(sizes, 3, 7))
    expect(meanBestIou(sizes, findAnchors(sizes, 3, 7).flat())).toBeGreaterThan(0.6)
  })

  it('are as many as asked for and all different, even for one size', () => {
    const anchors = findAnchors([{ width: 30, height: 20 }], 3, 0).flat()
    expect(new Set(anchors.map(({ width, height }) => `${width} ${height}`)).size).toBe(9)
  })
})
