import { describe, expect, it } from 'vitest'
import { farthestColors, nextCategoryColor } from '../../shared/categoryColors.ts'
import { colorDistance, labOf } from '../../shared/colorDistance.ts'

describe('colours of classes', () => {
  it('of the first forty classes are all different to the eye', () => {
    const used: string[] = []
    for (let count = 0; count < 40; count++) used.push(nextCategoryColor(used))
    for (const [index, color] of used.entries()) {
      for (const other of used.slice(0, index)) expect(colorDistance(color, other)).toBeGreaterThan(0.02)
    }
  })

  it('of a thousand classes are shared by as few as can be, and found at once', () => {
    const used: string[] = []
    for (let count = 0; count < 1000; count++) used.push(nextCategoryColor(used))
    const times = Map.groupBy(used, (color) => color)
    expect(times.size).toBeGreaterThan(80)
    const counts = [...times.values()].map((same) => same.length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  })

  it('proposed are far from those in use and from each other', () => {
    const used = ['#ff0000', '#00ff00']
    const proposed = farthestColors(used, 6)
    expect(new Set(proposed).size).toBe(6)
    const all = [...used, ...proposed]
    const distances = all.flatMap((color, index) => all.slice(0, index).map((other) => colorDistance(color, other)))
    expect(Math.min(...distances)).toBeGreaterThan(0.15)
  })

  it('are measured in Oklab: white is 1, 0, 0, and red as its author gives it', () => {
    const [lightness, a, b] = labOf('#ffffff')
    expect([lightness, a, b].map((value) => Math.abs(Math.round(value * 1000) / 1000))).toEqual([1, 0, 0])
    expect(labOf('#ff0000').map((value) => Math.round(value * 1000) / 1000)).toEqual([0.628, 0.225, 0.126])
  })
})
