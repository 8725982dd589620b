import { expect, it } from 'vitest'
import { isLarge, levelCount, levelForScale, levelSize, tileCorner, tilesWithin } from '../../shared/pyramid.ts'

const size = { width: 12_000, height: 8000 }

it('pictures of more than 36 megapixels, or with a very long side, are large', () => {
  expect(isLarge({ width: 6000, height: 6000 })).toBe(false)
  expect(isLarge({ width: 6001, height: 6000 })).toBe(true)
  expect(isLarge({ width: 20_000, height: 100 })).toBe(true)
})

it('levels halve the picture until one tile of 512 pixels holds it', () => {
  // 12,000 → 6,000 → 3,000 → 1,500 → 750 → 375.
  expect(levelCount(size)).toBe(6)
  expect(levelSize(size, 5)).toEqual({ width: 375, height: 250 })
  expect(levelCount({ width: 512, height: 512 })).toBe(1)
  expect(levelCount({ width: 513, height: 20 })).toBe(2)
})

it('a level has at least a pixel for each of the screen, and no more than twice as many on a side', () => {
  expect([4, 1, 0.51, 0.5, 0.26, 0.25, 0.001].map((scale) => levelForScale(size, scale))).toEqual([0, 0, 0, 1, 1, 2, 5])
})

it('only tiles that touch the area are asked for, those in its middle first', () => {
  // At level 1 a tile covers 1,024 pixels: columns 1 to 3, rows 2 to 2.
  const tiles = tilesWithin({ x1: 1500, y1: 2100, x2: 3100, y2: 2900 }, size, 1)
  expect(tiles.map(({ column, row }) => [column, row])).toEqual([
    [2, 2],
    [1, 2],
    [3, 2],
  ])
  expect(tileCorner(tiles[1]!)).toEqual({ x: 1024, y: 2048 })
})

it('beyond the picture there are no tiles', () => {
  // 12,000 / 512 is 23.4: columns 0 to 23; 8,000 / 512 is 15.6: rows 0 to 15.
  const tiles = tilesWithin({ x1: 11_900, y1: 7900, x2: 99_999, y2: 99_999 }, size, 0)
  expect(tiles).toEqual([{ level: 0, column: 23, row: 15 }])
  expect(tilesWithin({ x1: -900, y1: -900, x2: 10, y2: 10 }, size, 0)).toEqual([{ level: 0, column: 0, row: 0 }])
})
