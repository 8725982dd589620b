import { describe, expect, it } from 'vitest'
import { statisticsCsv } from '../../../renderer/images/statistics/csv.ts'
import {
  aspectBars,
  imageBars,
  isRangeAsked,
  shareOf,
  sizeBars,
  toggledRange,
} from '../../../renderer/images/statistics/histograms.ts'
import { placeOf, rangeOf, sizeAt } from '../../../renderer/images/statistics/scatterScale.ts'
import type { Statistics } from '../../../renderer/images/statistics/useStatistics.ts'

const figures: Statistics = {
  // Two boxes below 2 px would be the first bar; car has 3 boxes of 32..64 px, van 1 of 32..64 and 2 of 64..128.
  categories: [
    {
      categoryId: 1,
      boxes: 3,
      images: 2,
      sizeHistogram: [0, 0, 0, 0, 0, 3],
      sample: { widths: [40, 40, 40], heights: [40, 40, 20] },
    },
    {
      categoryId: 2,
      boxes: 6,
      images: 2,
      sizeHistogram: [0, 0, 0, 0, 0, 1, 2],
      sample: { widths: [100, 10], heights: [10, 10] },
    },
  ],
  boxesPerImage: [4, 0, 2],
  positions: [],
}

describe('figures of boxes', () => {
  it('sort longer sides into powers of two, without empty ends', () => {
    expect(sizeBars(figures)).toEqual([
      { from: 32, to: 64, count: 4 },
      { from: 64, to: 128, count: 2 },
    ])
  })

  it('let each sampled box stand for as many as there are', () => {
    const bars = aspectBars(figures).filter(({ count }) => count > 0)
    // car: two squares and one twice as wide; van: of 6 boxes half are squares and half ten times as wide.
    expect(bars).toEqual([
      { from: 0.9, to: 1.11, count: 5 },
      { from: 2, to: 2.83, count: 1 },
      { from: 8, to: null, count: 3 },
    ])
  })

  it('count images by their boxes, one bar for each number as long as there are few', () => {
    expect(imageBars(figures)).toEqual([
      { from: 0, to: 1, count: 4 },
      { from: 1, to: 2, count: 0 },
      { from: 2, to: 3, count: 2 },
    ])
    const many = imageBars({ ...figures, boxesPerImage: new Array(100).fill(1) })
    expect(many).toHaveLength(15)
    expect(many[0]).toEqual({ from: 0, to: 7, count: 7 })
  })

  it('on a logarithmic scale show one box beside a million', () => {
    expect(shareOf(1, 1_000_000, false)).toBe(0.000001)
    expect(shareOf(1, 1_000_000, true)).toBeCloseTo(0.05, 3)
    expect(shareOf(5, 5, true)).toBe(1)
    expect(shareOf(0, 0, true)).toBe(0)
  })

  it('become the filter: a bar asks for its range, asking again gives it up', () => {
    const bar = { from: 32, to: 64, count: 4 }
    const asked = toggledRange('class:car size>3', 'size', bar)
    expect(asked).toBe('class:car size>=32 size<64')
    expect(isRangeAsked(asked, 'size', bar)).toBe(true)
    expect(isRangeAsked(asked, 'size', { from: 16, to: 32, count: 1 })).toBe(false)
    expect(toggledRange(asked, 'size', bar)).toBe('class:car')
    expect(toggledRange('', 'aspect', { from: null, to: 0.125, count: 1 })).toBe('aspect<0.125')
  })
})

describe('the scatter of widths and heights', () => {
  const canvas = { width: 100, height: 50 }

  it('has powers of two at its ends', () => {
    expect(rangeOf([5, 100])).toEqual({ from: 2, to: 7 })
    expect(rangeOf([])).toEqual({ from: 0, to: 1 })
    expect(rangeOf([8])).toEqual({ from: 3, to: 4 })
  })

  it('puts small boxes to the lower left, and knows the size of any place', () => {
    const range = { from: 2, to: 6 }
    expect(placeOf(4, 4, range, canvas)).toEqual({ x: 0, y: 50 })
    expect(placeOf(64, 16, range, canvas)).toEqual({ x: 100, y: 25 })
    expect(sizeAt(100, 25, range, canvas)).toEqual({ width: 64, height: 16 })
    expect(sizeAt(-20, 80, range, canvas)).toEqual({ width: 4, height: 4 })
  })
})

describe('figures as CSV', () => {
  it('have a line for each class in export order, also for those without boxes, and quotes where they are needed', () => {
    const categories = [
      { id: 2, name: 'van, "big"', color: '#000000', hotkey: null, position: 0 },
      { id: 1, name: 'car', color: '#000000', hotkey: null, position: 1 },
      { id: 9, name: 'bus', color: '#000000', hotkey: null, position: 2 },
    ]
    const [head, ...lines] = statisticsCsv(figures, categories).split('\r\n')
    expect(head).toMatch(/^order,id,class,boxes,images,longer side < 2 px,.*,longer side < 128 px$/)
    expect(lines).toEqual([
      '0,2,"van, ""big""",6,2,0,0,0,0,0,1,2',
      '1,1,car,3,2,0,0,0,0,0,3,0',
      '2,9,bus,0,0,0,0,0,0,0,0,0',
      '',
    ])
  })
})
