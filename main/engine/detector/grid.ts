/**
 * The grid: which anchor of which cell the rows of the head's output belong to, and from cell to pixel and back.
 * Everything here is in pixels of the network input; row i of each array belongs to row i of the head's output.
 */
import type { AnchorSet } from './anchors.ts'
import { strides as pyramidStrides } from './config.ts'

export type Grid = {
  readonly size: number
  /** Number of rows: anchors of all cells of all scales. */
  readonly length: number
  /** Column and row of the cell, and its stride, for each row of the output. */
  readonly cellX: Float32Array
  readonly cellY: Float32Array
  readonly stride: Float32Array
  readonly anchorWidth: Float32Array
  readonly anchorHeight: Float32Array
  /** Cells on a side of each scale. */
  readonly cells: readonly number[]
  /** First row of each scale. */
  readonly scaleOffsets: readonly number[]
  readonly anchors: AnchorSet
}

/** A side that no whole number of cells covers has one more, and all of them are a little smaller: maps of stride 2 round up. */
export function buildGrid(size: number, anchors: AnchorSet, strides: readonly number[] = pyramidStrides): Grid {
  const cells = strides.map((stride) => Math.ceil(size / stride))
  const perScale = cells.map((side, scale) => side ** 2 * anchors[scale]!.length)
  const length = perScale.reduce((sum, count) => sum + count, 0)
  const grid = {
    size,
    length,
    cellX: new Float32Array(length),
    cellY: new Float32Array(length),
    stride: new Float32Array(length),
    anchorWidth: new Float32Array(length),
    anchorHeight: new Float32Array(length),
    scaleOffsets: perScale.map((_, scale) => perScale.slice(0, scale).reduce((sum, count) => sum + count, 0)),
    cells,
    anchors,
  }
  let row = 0
  for (const [scale, side] of cells.entries()) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        for (const anchor of anchors[scale]!) {
          grid.cellX[row] = x
          grid.cellY[row] = y
          grid.stride[row] = size / side
          grid.anchorWidth[row] = anchor.width
          grid.anchorHeight[row] = anchor.height
          row += 1
        }
      }
    }
  }
  return grid
}

/** Row of the output for an anchor of a cell. */
export function rowOf(grid: Grid, scale: number, cellX: number, cellY: number, anchor: number): number {
  return grid.scaleOffsets[scale]! + (cellY * grid.cells[scale]! + cellX) * grid.anchors[scale]!.length + anchor
}

/** Index of the scale that a row of the output belongs to. */
export function scaleOfRow(grid: Grid, row: number): number {
  return grid.scaleOffsets.findLastIndex((offset) => row >= offset)
}

/** The anchors of the rows of a grid, each in the middle of its cell, as boxes; length 4 x rows. */
export function anchorBoxes(grid: Grid): Float32Array {
  const boxes = new Float32Array(grid.length * 4)
  for (let row = 0; row < grid.length; row++) {
    const x = (grid.cellX[row]! + 0.5) * grid.stride[row]!
    const y = (grid.cellY[row]! + 0.5) * grid.stride[row]!
    const [halfWidth, halfHeight] = [grid.anchorWidth[row]! / 2, grid.anchorHeight[row]! / 2]
    boxes.set([x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight], row * 4)
  }
  return boxes
}
