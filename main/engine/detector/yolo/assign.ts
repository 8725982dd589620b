/**
 * Assignment: which anchor learns which box (YOLOv5's rule). An anchor may learn a box when their widths and their heights
 * differ by less than a factor; it does so in the cell that holds the box's centre and in the two neighbours nearest to it.
 * A box that no anchor fits goes to the one that fits best. An anchor that several boxes want takes the best fitting one.
 * No gradient flows through this.
 */
import { sizeIou } from '../anchors.ts'
import { type Assignment, rowsInIgnoreRegions } from '../assignment.ts'
import { strides } from '../config.ts'
import { type Grid, rowOf } from '../grid.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { largestAnchorRatio } from './config.ts'

type Candidate = { readonly box: number; readonly fit: number }

export function assignBoxes(grid: Grid, labels: NetworkBoxes): Assignment {
  const { boxes, classes } = labels
  const best = new Map<number, Candidate>()
  for (const [box, category] of classes.entries()) {
    if (category < 0) continue
    for (const { row, fit } of candidateRows(grid, boxes.subarray(box * 4, box * 4 + 4))) {
      const former = best.get(row)
      if (!former || fit > former.fit) best.set(row, { box, fit })
    }
  }
  return {
    rows: [...best.keys()],
    boxes: [...best.values()].map((candidate) => candidate.box),
    ignoredRows: rowsInIgnoreRegions(grid, labels).filter((row) => !best.has(row)),
  }
}

function candidateRows(grid: Grid, box: Float64Array): { row: number; fit: number }[] {
  const size = { width: box[2]! - box[0]!, height: box[3]! - box[1]! }
  const fits = grid.anchors.flatMap((anchors, scale) =>
    anchors.map((anchor, index) => ({ scale, index, ratio: ratioOf(size, anchor), fit: sizeIou(size, anchor) })),
  )
  const near = fits.filter((candidate) => candidate.ratio < largestAnchorRatio)
  const chosen = near.length > 0 ? near : [fits.reduce((a, b) => (b.fit > a.fit ? b : a))]
  const centreX = (box[0]! + box[2]!) / 2
  const centreY = (box[1]! + box[3]!) / 2
  return chosen.flatMap(({ scale, index, fit }) =>
    cellsAround(centreX / strides[scale]!, centreY / strides[scale]!, grid.size / strides[scale]!).map(([x, y]) => ({
      row: rowOf(grid, scale, x, y, index),
      fit,
    })),
  )
}

function ratioOf(a: { width: number; height: number }, b: { width: number; height: number }): number {
  return Math.max(a.width / b.width, b.width / a.width, a.height / b.height, b.height / a.height)
}

/** The cell of a centre, then the neighbour beside and the one above or below that the centre leans to. */
function cellsAround(x: number, y: number, cells: number): [number, number][] {
  const cellX = Math.min(cells - 1, Math.max(0, Math.floor(x)))
  const cellY = Math.min(cells - 1, Math.max(0, Math.floor(y)))
  const besideX = x - cellX < 0.5 ? cellX - 1 : cellX + 1
  const besideY = y - cellY < 0.5 ? cellY - 1 : cellY + 1
  const around: [number, number][] = [[cellX, cellY]]
  if (besideX >= 0 && besideX < cells) around.push([besideX, cellY])
  if (besideY >= 0 && besideY < cells) around.push([cellX, besideY])
  return around
}
