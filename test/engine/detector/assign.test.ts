import { describe, expect, it } from 'vitest'
import { buildGrid, rowOf } from '../../../main/engine/detector/grid.ts'
import { assignBoxes } from '../../../main/engine/detector/yolo/assign.ts'

const square = (side: number) => ({ width: side, height: side })
// One anchor a scale: 16, 48 and 200 pixels. Two of them differ by a factor of 3 and more.
const grid = buildGrid(96, [[square(16)], [square(48)], [square(200)]])
const labels = (...boxes: [number, number, number, number, number][]) => ({
  boxes: Float64Array.from(boxes.flatMap((box) => box.slice(0, 4))),
  classes: Int32Array.from(boxes, (box) => box[4]),
})

describe('the grid', () => {
  it('has a row for each anchor of each cell of each scale', () => {
    // 12 x 12, 6 x 6 and 3 x 3 cells.
    expect(grid.length).toBe(144 + 36 + 9)
    expect(grid.scaleOffsets).toEqual([0, 144, 180])
  })

  it('knows the cell of a row', () => {
    const row = rowOf(grid, 1, 4, 2, 0)
    expect(row).toBe(144 + 2 * 6 + 4)
    expect([grid.cellX[row], grid.cellY[row], grid.stride[row], grid.anchorWidth[row]]).toEqual([4, 2, 16, 48])
  })
})

describe('assignment', () => {
  it('of nothing is nothing', () => {
    expect(assignBoxes(grid, labels())).toEqual({ rows: [], boxes: [], ignoredRows: [] })
  })

  it('gives a box to the cell of its centre and the two neighbours it leans to', () => {
    // 12 x 12 around (27, 36): cell (3.375, 4.5) of the fine grid leans left and down; 48 / 12 is not below 4.
    const { rows, boxes } = assignBoxes(grid, labels([21, 30, 33, 42, 0]))
    expect([...rows].sort((a, b) => a - b)).toEqual([
      rowOf(grid, 0, 2, 4, 0),
      rowOf(grid, 0, 3, 4, 0),
      rowOf(grid, 0, 3, 5, 0),
    ])
    expect(boxes).toEqual([0, 0, 0])
  })

  it('stays inside the picture at a corner', () => {
    const { rows } = assignBoxes(grid, labels([0, 0, 6, 6, 0]))
    expect(rows).toEqual([rowOf(grid, 0, 0, 0, 0)])
  })

  it('uses every scale whose anchor is near enough', () => {
    // 30 / 16 and 48 / 30 are below 4, 200 / 30 is not.
    const { rows } = assignBoxes(grid, labels([30, 30, 60, 60, 0]))
    expect(rows.filter((row) => row < 144)).toHaveLength(3)
    expect(rows.filter((row) => row >= 144 && row < 180)).toHaveLength(3)
    expect(rows.filter((row) => row >= 180)).toHaveLength(0)
  })

  it('gives a box that no anchor fits to the one that fits best', () => {
    // 90 x 3 differs from every anchor by more than 4 somewhere. IoU with 16: 48 / 478, with 48: 144 / 2430.
    const { rows } = assignBoxes(grid, labels([2, 40, 92, 43, 0]))
    expect(rows.every((row) => row < 144)).toBe(true)
    expect(rows).toHaveLength(3)
  })

  it('lets the better fitting of two boxes have an anchor', () => {
    const { rows, boxes } = assignBoxes(grid, labels([40, 40, 52, 52, 0], [38, 38, 54, 54, 1]))
    const centre = rowOf(grid, 0, 5, 5, 0)
    expect(boxes[rows.indexOf(centre)]).toBe(1)
  })

  it('does not count the anchors in an ignore region as background', () => {
    const { rows, ignoredRows } = assignBoxes(grid, labels([0, 0, 48, 48, -1], [10, 10, 26, 26, 0]))
    // Cell centres at 4, 12, … 44: six by six on the fine grid, three by three on the next, two by two on the last.
    expect(ignoredRows).toHaveLength(36 + 9 + 4 - rows.filter((row) => isIn(row, 48)).length)
    expect(ignoredRows.some((row) => rows.includes(row))).toBe(false)
  })
})

function isIn(row: number, side: number): boolean {
  return (grid.cellX[row]! + 0.5) * grid.stride[row]! <= side && (grid.cellY[row]! + 0.5) * grid.stride[row]! <= side
}
