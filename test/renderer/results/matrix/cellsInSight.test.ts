import { expect, it } from 'vitest'
import { cellsInSight, placesOf, rangeToBuild } from '../../../../renderer/results/matrix/cellsInSight.ts'

const rectangle = (left: number, top: number, width: number, height: number) => ({
  ...{ left, top },
  right: left + width,
  bottom: top + height,
})

const noGap = { column: 0, row: 0 }

it('cells in sight are those that the rectangle touches', () => {
  // Cells of 40 x 30, scrolled by 3 places and 10 lines; 400 x 300 in sight.
  const first = { line: 0, place: 0, rectangle: rectangle(-120, -300, 40, 30) }

  const { lines, places } = cellsInSight(rectangle(0, 0, 400, 300), first, noGap)

  expect(lines).toEqual({ first: 10, last: 19 })
  expect(places).toEqual({ first: 3, last: 12 })
})

it('any cell tells where all the others are, gaps included', () => {
  // Pitch 42 x 32. The cell in line 5 at place 2 lies at (84, 160), so the first one at (0, 0).
  const known = { line: 5, place: 2, rectangle: rectangle(84, 160, 40, 30) }

  const { lines, places } = cellsInSight(rectangle(42, 64, 84, 64), known, { column: 2, row: 2 })

  expect(lines).toEqual({ first: 2, last: 3 })
  expect(places).toEqual({ first: 1, last: 2 })
})

it('a cell that is in sight in part counts', () => {
  const first = { line: 0, place: 0, rectangle: rectangle(0, 15, 40, 30) }

  const { lines } = cellsInSight(rectangle(0, 0, 100, 50), first, noGap)

  // The second begins at 45.
  expect(lines.last).toBe(1)
  expect(lines.first).toBeLessThanOrEqual(0)
})

it('what is built stays as it is while it holds all that is in sight', () => {
  const built = { lines: { first: 0, last: 20 }, places: { first: 0, last: 30 } }

  expect(rangeToBuild({ lines: { first: -1, last: 18 }, places: { first: 2, last: 30 } }, built, 81)).toBe(built)
  // Beyond the last of 31 there is nothing to build.
  expect(rangeToBuild({ lines: { first: 0, last: 20 }, places: { first: 2, last: 33 } }, built, 31)).toBe(built)
})

it('else more is built than is in sight, within the matrix', () => {
  const built = { lines: { first: 0, last: 20 }, places: { first: 0, last: 30 } }

  const { lines, places } = rangeToBuild({ lines: { first: 2, last: 21 }, places: { first: 50, last: 80 } }, built, 81)

  expect(lines).toEqual({ first: 0, last: 25 })
  expect(places).toEqual({ first: 46, last: 80 })
})

it('one place more is there wherever it lies, and once', () => {
  expect(placesOf({ first: 2, last: 4 }, 81, 70)).toEqual([2, 3, 4, 70])
  expect(placesOf({ first: 2, last: 4 }, 81, 3)).toEqual([2, 3, 4])
  expect(placesOf({ first: 2, last: 9 }, 4, null)).toEqual([2, 3])
})
