import { expect, it } from 'vitest'
import { cellsInSight } from '../../../../renderer/results/matrix/cellsInSight.ts'

const rectangle = (left: number, top: number, width: number, height: number) => ({
  ...{ left, top },
  right: left + width,
  bottom: top + height,
})

it('cells in sight are those that the rectangle touches, and one more at each end', () => {
  // 81 lines and places of 40 x 30, scrolled by 3 places and 10 lines; 400 x 300 in sight.
  const first = rectangle(-120, -300, 40, 30)
  const last = rectangle(-120 + 80 * 40, -300 + 80 * 30, 40, 30)

  const { lines, places } = cellsInSight(rectangle(0, 0, 400, 300), first, last, 81)

  // Lines 10 to 19 and places 3 to 12 are whole in sight.
  expect(lines).toEqual({ first: 9, last: 20 })
  expect(places).toEqual({ first: 2, last: 13 })
})

it('a cell that is in sight in part counts', () => {
  const first = rectangle(0, 15, 40, 30)
  const last = rectangle(80, 75, 40, 30)

  const { lines } = cellsInSight(rectangle(0, 0, 100, 50), first, last, 3)

  // The second begins at 45.
  expect(lines.last).toBeGreaterThanOrEqual(1)
  expect(lines.first).toBeLessThanOrEqual(0)
})
