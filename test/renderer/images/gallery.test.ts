import { describe, expect, it } from 'vitest'
import { cropAt, relabelled, withoutCrops } from '../../../renderer/images/gallery/crops.ts'
import { isFlyingPast } from '../../../renderer/images/gallery/flying.ts'
import {
  beside,
  cornerOf,
  gridOf,
  heightOf,
  rowsInSight,
  rowsThatFit,
  scrollTo,
  touchedBy,
} from '../../../renderer/images/gallery/gridGeometry.ts'
import {
  all,
  clicked,
  extended,
  framed,
  kept,
  noSelection,
  only,
  type Selection,
  targets,
} from '../../../renderer/images/gallery/selection.ts'

// Ten crops of 94 pixels and a gap of 6 in a frame of 330: three columns of 110, rows of 100.
const grid = gridOf(10, 330, 94)

describe('the grid of crops', () => {
  it('spreads the rest of the width over the columns', () => {
    expect(grid).toEqual({ count: 10, columns: 3, cellWidth: 110, cellHeight: 100 })
    expect(heightOf(grid)).toBe(400)
    expect(cornerOf(4, grid)).toEqual({ x: 110, y: 100 })
    expect(gridOf(10, 20, 94).columns).toBe(1)
  })

  it('shows the rows in sight and the spare ones, and no crop that is not there', () => {
    expect(rowsInSight(0, 150, grid, 0)).toEqual([0, 2])
    expect(rowsInSight(150, 100, grid, 0)).toEqual([1, 3])
    expect(rowsInSight(150, 100, grid, 1)).toEqual([0, 4])
    expect(rowsInSight(5000, 100, grid, 1)).toEqual([4, 4])
  })

  it('never has more rows in sight than it has room for, wherever it is scrolled to', () => {
    const long = gridOf(3000, 330, 94)
    const counts = Array.from({ length: 2000 }, (_, place) => {
      const [from, to] = rowsInSight(place * 7.3, 250, long, 2)
      return to - from
    })
    // 250 pixels cut four rows when they begin within one; two more on either side.
    expect(Math.max(...counts)).toBe(8)
    expect(rowsThatFit(250, long, 2)).toBe(8)
  })

  it.each([
    ['reading', 16, 16, false],
    ['a screen in a quarter of a second', 60, 16, true],
    ['the same backwards', -60, 16, true],
    ['as far in a frame that took too long', 100, 80, true],
    ['less far in a frame that took too long', 90, 80, false],
    ['one notch or page after a rest', 700, 500, false],
  ])('%s: %d pixels in %d ms; flies past: %s', (_what, pixels, ms, isFlying) => {
    expect(isFlyingPast({ top: 1000, at: 50 }, { top: 1000 + pixels, at: 50 + ms })).toBe(isFlying)
  })

  it('a frame touches the crops below it, whichever way it was drawn', () => {
    expect(touchedBy({ x1: 115, y1: 50, x2: 5, y2: 110 }, grid)).toEqual([0, 1, 3, 4])
    expect(touchedBy({ x1: 250, y1: 320, x2: 900, y2: 900 }, grid)).toEqual([])
    expect(touchedBy({ x1: -50, y1: 320, x2: 900, y2: 900 }, grid)).toEqual([9])
  })

  it('keys go to the crop beside, and stay at the ends', () => {
    expect(beside(4, 'left', grid, 250)).toBe(3)
    expect(beside(4, 'down', grid, 250)).toBe(7)
    expect(beside(8, 'down', grid, 250)).toBe(8)
    expect(beside(1, 'up', grid, 250)).toBe(1)
    expect(beside(0, 'left', grid, 250)).toBe(0)
    expect(beside(1, 'pageDown', grid, 250)).toBe(7)
    expect(beside(4, 'pageDown', grid, 250)).toBe(9)
    expect(beside(4, 'first', grid, 250)).toBe(0)
    expect(beside(4, 'last', grid, 250)).toBe(9)
  })

  it('scrolls no farther than needed', () => {
    expect(scrollTo(4, 0, 250, grid)).toBe(0)
    expect(scrollTo(9, 0, 250, grid)).toBe(150)
    expect(scrollTo(1, 180, 250, grid)).toBe(0)
  })
})

describe('choosing crops', () => {
  const order = [30, 10, 50, 20, 40]
  const none = { shift: false, ctrl: false }
  const shift = { shift: true, ctrl: false }
  const ctrl = { shift: false, ctrl: true }
  const idsOf = ({ ids }: Selection) => [...ids]

  it('a click takes one, Ctrl more, and Ctrl again lets it go', () => {
    const one = clicked(noSelection, 10, order, none)
    const two = clicked(one, 20, order, ctrl)
    expect(idsOf(two)).toEqual([10, 20])
    expect(idsOf(clicked(two, 10, order, ctrl))).toEqual([20])
    expect(idsOf(clicked(two, 40, order, none))).toEqual([40])
  })

  it('Shift takes the range in the order of the wall, from where it began, as often as it is moved', () => {
    const from = clicked(noSelection, 50, order, none)
    const down = clicked(from, 40, order, shift)
    expect(idsOf(down)).toEqual([50, 20, 40])
    expect(idsOf(clicked(down, 30, order, shift))).toEqual([30, 10, 50])
    expect(idsOf(extended(extended(only(10), 50, order), 20, order))).toEqual([10, 50, 20])
    expect(idsOf(clicked(clicked(only(30), 20, order, ctrl), 40, order, { shift: true, ctrl: true }))).toEqual([
      30, 20, 40,
    ])
  })

  it('a frame takes what it touches, with Ctrl beside what was chosen', () => {
    expect(idsOf(framed(only(30), [50, 20], false))).toEqual([50, 20])
    expect(idsOf(framed(only(30), [50, 20], true))).toEqual([30, 50, 20])
    expect(idsOf(framed(only(30), [], false))).toEqual([])
  })

  it('an action means the chosen ones, else the one under the hands', () => {
    expect(targets(all(noSelection, order))).toEqual(order)
    expect(targets({ ...noSelection, current: 10 })).toEqual([10])
    expect(targets(noSelection)).toEqual([])
  })

  it('when crops go, the hands stay at their place', () => {
    const chosen = clicked(only(10), 50, order, shift)
    const after = kept(chosen, order, [30, 20, 40])
    expect(after).toEqual({ ids: new Set(), current: 20, anchor: 20 })
    expect(kept(only(40), order, [30, 10]).current).toBe(10)
    expect(kept(only(40), order, []).current).toBeNull()
    expect(kept(chosen, order, [50, 10, 30])).toEqual({ ids: new Set([10, 50]), current: 50, anchor: 10 })
  })
})

describe('the columns of the wall', () => {
  const columns = {
    ids: [7, 9],
    imageIds: [1, 2],
    categoryIds: [3, 0],
    boxes: [0, 0, 10, 5, 10, 10, 14, 30],
    updatedAt: [100, 200],
    unmeasured: 0,
  }

  it('tell each box', () => {
    expect(cropAt(columns, 1)).toEqual({ id: 9, imageId: 2, categoryId: null, width: 4, height: 20, updatedAt: 200 })
  })

  it('foresee what an action does', () => {
    expect(relabelled(columns, new Set([9]), 5).categoryIds).toEqual([3, 5])
    expect(withoutCrops(columns, new Set([7]))).toEqual({
      ids: [9],
      imageIds: [2],
      categoryIds: [0],
      boxes: [10, 10, 14, 30],
      updatedAt: [200],
      unmeasured: 0,
    })
  })
})
