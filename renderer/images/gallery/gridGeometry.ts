/** Where the crops of the wall lie: a grid of equal cells, as wide as its frame. All lengths in pixels. */

export type Grid = {
  readonly count: number
  readonly columns: number
  readonly cellWidth: number
  readonly cellHeight: number
}
export type Rect = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
export type Way = 'left' | 'right' | 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last'

/** Room around a crop. */
export const gap = 6

/** The rest of the width is spread over the cells. */
export function gridOf(count: number, frameWidth: number, cropSide: number): Grid {
  const columns = Math.max(1, Math.floor(frameWidth / (cropSide + gap)))
  return { count, columns, cellWidth: frameWidth / columns, cellHeight: cropSide + gap }
}

export const heightOf = ({ count, columns, cellHeight }: Grid): number => Math.ceil(count / columns) * cellHeight

export function cornerOf(index: number, { columns, cellWidth, cellHeight }: Grid): { x: number; y: number } {
  return { x: (index % columns) * cellWidth, y: Math.floor(index / columns) * cellHeight }
}

/** First and one past the last of the rows in sight, with some above and below. */
export function rowsInSight(scrollTop: number, frameHeight: number, grid: Grid, spareRows: number): [number, number] {
  const rows = Math.ceil(grid.count / grid.columns)
  const first = Math.floor(scrollTop / grid.cellHeight) - spareRows
  const end = Math.ceil((scrollTop + frameHeight) / grid.cellHeight) + spareRows
  return [Math.min(Math.max(0, first), rows), Math.max(0, Math.min(end, rows))]
}

/** The most rows that are ever in sight at once, with some above and below. */
export const rowsThatFit = (frameHeight: number, { cellHeight }: Grid, spareRows: number): number =>
  Math.ceil(frameHeight / cellHeight) + 1 + 2 * spareRows

/** Crops that a rectangle touches, in their order. */
export function touchedBy({ x1, y1, x2, y2 }: Rect, grid: Grid): number[] {
  const { columns, cellWidth, cellHeight, count } = grid
  const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)]
  const [top, bottom] = [Math.min(y1, y2), Math.max(y1, y2)]
  const firstColumn = Math.max(0, Math.floor(left / cellWidth))
  const lastColumn = Math.min(columns - 1, Math.floor(right / cellWidth))
  const firstRow = Math.max(0, Math.floor(top / cellHeight))
  const lastRow = Math.min(Math.ceil(count / columns) - 1, Math.floor(bottom / cellHeight))
  const touched: number[] = []
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      if (row * columns + column < count) touched.push(row * columns + column)
    }
  }
  return touched
}

/** The crop one step on; at the ends it stays. */
export function beside(index: number, way: Way, { columns, count, cellHeight }: Grid, frameHeight: number): number {
  const page = Math.max(1, Math.floor(frameHeight / cellHeight)) * columns
  const steps: Readonly<Record<Way, number>> = {
    left: -1,
    right: 1,
    up: -columns,
    down: columns,
    pageUp: -page,
    pageDown: page,
    first: -index,
    last: count - 1 - index,
  }
  const next = index + steps[way]
  // A step up from the first row or down from the last would leave the column.
  if (way === 'up' || way === 'down') return next < 0 || next >= count ? index : next
  return Math.max(0, Math.min(count - 1, next))
}

/** How far to scroll so that a crop is in sight: as little as possible. */
export function scrollTo(index: number, scrollTop: number, frameHeight: number, grid: Grid): number {
  const { y } = cornerOf(index, grid)
  if (y < scrollTop) return y
  return Math.max(scrollTop, y + grid.cellHeight - frameHeight)
}
