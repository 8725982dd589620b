import { describe, expect, it } from 'vitest'
import { gridLines } from '../../../renderer/annotate/viewing/grid.ts'
import { isWholeSeen, mapSize, pointOfMap, seenPart } from '../../../renderer/annotate/viewing/minimap.ts'
import { defaultOptions, ranges, readOptions, stepped } from '../../../renderer/annotate/viewing/options.ts'
import { isPlain, plainTone, toneCurve } from '../../../renderer/annotate/viewing/tone.ts'

describe('the picture filter', () => {
  const shown = (level: number, change: Partial<typeof plainTone>) =>
    Math.round(toneCurve({ ...plainTone, ...change })[level]! * 255)

  it('as it is leaves all 256 levels alone', () => {
    expect(isPlain(plainTone)).toBe(true)
    expect(toneCurve(plainTone).map((value) => Math.round(value * 255))).toEqual(
      Array.from({ length: 256 }, (_, i) => i),
    )
  })

  it('brightness multiplies, up to white', () => {
    expect(shown(60, { brightness: 2 })).toBe(120)
    expect(shown(200, { brightness: 2 })).toBe(255)
    expect(shown(60, { brightness: 0.5 })).toBe(30)
  })

  it('contrast spreads around the middle grey, down to black and up to white', () => {
    // 27.5 above the middle of 127.5 becomes 82.5 above it.
    expect(shown(155, { contrast: 3 })).toBe(210)
    expect(shown(10, { contrast: 2 })).toBe(0)
    expect(shown(250, { contrast: 2 })).toBe(255)
  })

  it('gamma lifts the shadows and keeps black and white', () => {
    // The square root of 0.25 is 0.5.
    expect(toneCurve({ ...plainTone, gamma: 2 })[64]).toBeCloseTo(Math.sqrt(64 / 255), 9)
    expect(shown(0, { gamma: 2 })).toBe(0)
    expect(shown(255, { gamma: 2 })).toBe(255)
  })
})

describe('stored view options', () => {
  it('come back as they were, and what is broken or unknown is as at first', () => {
    const stored = { ...defaultOptions, brightness: 1.5, labels: 'hover', crosshairColor: '#ff0000' }
    expect(readOptions(stored)).toEqual(stored)
    expect(readOptions({ brightness: 900, labels: 'sometimes', lineWidth: 3, formerName: 1 })).toEqual({
      ...defaultOptions,
      lineWidth: 3,
    })
    expect(readOptions('nonsense')).toEqual(defaultOptions)
  })

  it('step by step stay in their range and have no tail of digits', () => {
    let value = 1
    for (let press = 0; press < 3; press++) value = stepped('brightness', value, 1)
    expect(value).toBe(1.3)
    expect(stepped('brightness', 4, 2)).toBe(ranges.brightness[1])
    expect(stepped('lineWidth', 1, -3)).toBe(1)
    expect(stepped('gridStep', 63.7, 0)).toBe(64)
  })
})

describe('the grid', () => {
  const size = { width: 100, height: 60 }
  const at = (scale: number, x = 0, y = 0) => ({
    size,
    canvas: { width: 400, height: 300 },
    view: { scale, x, y, isFitted: false },
  })

  it('has a line every so many image pixels, none at the border', () => {
    expect(gridLines(at(2), { ...defaultOptions, grid: 'step', gridStep: 25 })).toEqual({
      xs: [50, 100, 150],
      ys: [50, 100],
    })
  })

  it('divides each side into equal parts', () => {
    expect(gridLines(at(3), { ...defaultOptions, grid: 'parts', gridParts: 4 })).toEqual({
      xs: [75, 150, 225],
      ys: [45, 90, 135],
    })
  })

  it('draws only what is seen, and nothing when the lines would hide the picture', () => {
    // At 1600 % a pixel takes 16; the canvas shows 25 of them from the 50th on.
    const { xs } = gridLines(at(16, -800, 0), { ...defaultOptions, grid: 'step', gridStep: 1 })
    expect([xs[0], xs.at(-1), xs.length]).toEqual([0, 400, 26])
    expect(gridLines(at(1), { ...defaultOptions, grid: 'step', gridStep: 4 }).xs).toEqual([])
    expect(gridLines(at(1), defaultOptions)).toEqual({ xs: [], ys: [] })
  })
})

describe('the overview', () => {
  const size = { width: 4000, height: 2000 }
  const canvas = { width: 800, height: 600 }
  const sight = (scale: number, x: number, y: number) => ({ size, canvas, view: { scale, x, y, isFitted: false } })

  it('is there only while a part of the picture is out of sight', () => {
    // At 20 % the picture takes the 800 px of the canvas exactly.
    expect(isWholeSeen(sight(0.2, 0, 100))).toBe(true)
    expect(isWholeSeen(sight(0.2, 10, 100))).toBe(false)
    expect(isWholeSeen(sight(0.25, 0, 0))).toBe(false)
  })

  it('shows which part is seen, never more than the picture', () => {
    // At 100 % from (1000, 500): 800 of 4000 and 600 of 2000.
    expect(seenPart(sight(1, -1000, -500))).toEqual({ x1: 0.25, y1: 0.25, x2: 0.45, y2: 0.55 })
    expect(seenPart(sight(0.25, 100, 0))).toMatchObject({ x1: 0, y1: 0, x2: 0.7, y2: 1 })
  })

  it('a point of it is a point of the picture, and outside it the border', () => {
    const map = mapSize(size)
    expect(map).toEqual({ width: 160, height: 80 })
    expect(pointOfMap({ x: 40, y: 60 }, map, size)).toEqual({ x: 1000, y: 1500 })
    expect(pointOfMap({ x: 400, y: -20 }, map, size)).toEqual({ x: 4000, y: 0 })
  })
})
