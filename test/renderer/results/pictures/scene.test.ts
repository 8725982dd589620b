import { describe, expect, it } from 'vitest'
import { boxAtPoint, cellArea, cellAtPoint, type SceneBox } from '../../../../renderer/results/pictures/scene.ts'

const box = (key: string, x1: number, y1: number, x2: number, y2: number): SceneBox => ({
  key,
  box: { x1, y1, x2, y2 },
  color: '#ffffff',
  dash: [],
  width: 1,
  text: null,
})

describe('a scene', () => {
  it('gives the smallest box under the pointer', () => {
    const boxes = [box('small', 20, 20, 40, 40), box('large', 0, 0, 100, 100)]
    expect(boxAtPoint(boxes, { x: 30, y: 30 })?.key).toBe('small')
    expect(boxAtPoint(boxes, { x: 50, y: 50 })?.key).toBe('large')
    expect(boxAtPoint(boxes, { x: 150, y: 50 })).toBeNull()
  })

  it('knows the cell under the pointer, and where a cell lies', () => {
    // A square of 320 with ten cells, 40 above the picture.
    const grid = { cells: 10, area: { x1: 0, y1: -40, x2: 320, y2: 280 } }
    expect(cellAtPoint(grid, { x: 33, y: 0 })).toEqual({ x: 1, y: 1 })
    expect(cellAtPoint(grid, { x: 320, y: 280 })).toEqual({ x: 9, y: 9 })
    expect(cellAtPoint(grid, { x: 400, y: 0 })).toBeNull()
    expect(cellArea(grid, { x: 1, y: 1 })).toEqual({ x1: 32, y1: -8, x2: 64, y2: 24 })
  })
})
