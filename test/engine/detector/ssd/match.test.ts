import { describe, expect, it } from 'vitest'
import { buildGrid, rowOf } from '../../../../main/engine/detector/grid.ts'
import { matchBoxes } from '../../../../main/engine/detector/ssd/match.ts'

// 64 pixels: 8 x 8 cells of 8 pixels with squares of 16, and 4 x 4 cells of 16 pixels with squares of 32 and lying boxes 40 x 20.
const square = (side: number) => ({ width: side, height: side })
const grid = buildGrid(64, [[square(16)], [square(32), { width: 40, height: 20 }]], [8, 16])
const labels = (...boxes: [number, number, number, number, number][]) => ({
  boxes: Float64Array.from(boxes.flatMap((box) => box.slice(0, 4))),
  classes: Int32Array.from(boxes, (box) => box[4]),
})
const learned = (...boxes: [number, number, number, number, number][]) => {
  const { rows, boxes: owners } = matchBoxes(grid, labels(...boxes))
  return new Map(rows.map((row, place) => [row, owners[place]!]))
}

describe('matching', () => {
  it('of nothing is nothing', () => {
    expect(matchBoxes(grid, labels())).toEqual({ rows: [], boxes: [], ignoredRows: [] })
  })

  it('gives a label every default box that overlaps it by more than a half', () => {
    // 32 x 32 around (24, 24), the middle of cell (1, 1) of the coarse map. Its neighbours are 16 away: 16 x 32 of overlap,
    // 512 / 1536 = a third. The lying box there: 32 x 20 = 640 of 1024 + 800 - 640 = 1184, 0.54.
    expect([...learned([8, 8, 40, 40, 0]).keys()].sort((a, b) => a - b)).toEqual([
      rowOf(grid, 1, 1, 1, 0),
      rowOf(grid, 1, 1, 1, 1),
    ])
  })

  it('gives a label that none overlaps by a half the one that overlaps it most', () => {
    // 8 x 8 around (20, 20), the middle of cell (2, 2): 64 of 256.
    expect([...learned([16, 16, 24, 24, 0]).keys()]).toEqual([rowOf(grid, 0, 2, 2, 0)])
  })

  it('looks at neighbouring cells too', () => {
    // 16 x 16 around (24, 20), on the border of cells (2, 2) and (3, 2): each is 4 off, 12 x 16 = 192 of 320, 0.6.
    expect([...learned([16, 12, 32, 28, 0]).keys()].sort((a, b) => a - b)).toEqual([
      rowOf(grid, 0, 2, 2, 0),
      rowOf(grid, 0, 3, 2, 0),
    ])
  })

  it('gives a default box that two labels want to the one that overlaps it more', () => {
    // Both lie around the middle of cell (2, 2); 16 x 16 is equal to its square, 14 x 18 overlaps it by 14 x 16 of 284.
    const owners = learned([13, 11, 27, 29, 1], [12, 12, 28, 28, 0])
    expect(owners.get(rowOf(grid, 0, 2, 2, 0))).toBe(1)
    // The other takes the next best: 14 x 18 lies within the lying box, 252 of 800, and within the large square, 252 of 1024.
    expect(owners.get(rowOf(grid, 1, 1, 1, 1))).toBe(0)
  })

  it('knows neither object nor background in an ignore region', () => {
    const { rows, ignoredRows } = matchBoxes(grid, labels([0, 0, 32, 32, -1], [12, 12, 28, 28, 0]))
    const own = rowOf(grid, 0, 2, 2, 0)
    expect(rows).toContain(own)
    expect(ignoredRows).not.toContain(own)
    // Centres at 4, 12, 20, 28 of the fine and at 8, 24 of the coarse map lie in it.
    expect(ignoredRows.length + rows.filter((row) => inside(row, 32)).length).toBe(16 + 4 * 2)
  })

  it('finds what looking at every default box finds', () => {
    let seed = 1
    const next = () => {
      seed = (seed * 48271) % 2147483647
      return seed / 2147483647
    }
    for (let trial = 0; trial < 200; trial++) {
      const [x, y, width, height] = [next() * 50, next() * 50, 6 + next() * 40, 6 + next() * 30]
      const box: [number, number, number, number, number] = [x, y, Math.min(64, x + width), Math.min(64, y + height), 0]
      const ious = Array.from({ length: grid.length }, (_, row) => plainIou(box, row))
      const above = ious.flatMap((iou, row) => (iou > 0.5 ? [row] : []))
      const rows = [...learned(box).keys()].sort((a, b) => a - b)
      if (above.length > 0) expect(rows).toEqual(above)
      else expect(rows.map((row) => ious[row]!.toFixed(9))).toEqual([Math.max(...ious).toFixed(9)])
    }
  })
})

function edges(row: number): number[] {
  const x = (grid.cellX[row]! + 0.5) * grid.stride[row]!
  const y = (grid.cellY[row]! + 0.5) * grid.stride[row]!
  const [width, height] = [grid.anchorWidth[row]! / 2, grid.anchorHeight[row]! / 2]
  return [x - width, y - height, x + width, y + height]
}

function plainIou([x1, y1, x2, y2]: readonly number[], row: number): number {
  const [a1, b1, a2, b2] = edges(row)
  const width = Math.max(0, Math.min(x2!, a2!) - Math.max(x1!, a1!))
  const height = Math.max(0, Math.min(y2!, b2!) - Math.max(y1!, b1!))
  const area = (x2! - x1!) * (y2! - y1!) + (a2! - a1!) * (b2! - b1!)
  return (width * height) / (area - width * height)
}

function inside(row: number, side: number): boolean {
  return (grid.cellX[row]! + 0.5) * grid.stride[row]! <= side && (grid.cellY[row]! + 0.5) * grid.stride[row]! <= side
}
