/** Which cells of the matrix are in sight, found from the places of the first and the last: all are of one size. */

/** Of lines and of places in a line; the last one is included. */
export type CellRange = { readonly lines: Range; readonly places: Range }
type Range = { readonly first: number; readonly last: number }

export const allCells: CellRange = {
  lines: { first: 0, last: Number.POSITIVE_INFINITY },
  places: { first: 0, last: Number.POSITIVE_INFINITY },
}

type Rectangle = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>

/** @param size how many lines there are, and how many places in each */
export function cellsInSight(sight: Rectangle, first: Rectangle, last: Rectangle, size: number): CellRange {
  return {
    lines: rangeOf([sight.top, sight.bottom], [first.top, last.bottom], size),
    places: rangeOf([sight.left, sight.right], [first.left, last.right], size),
  }
}

type Span = readonly [start: number, end: number]

/** One more at each end, which a small movement brings into sight. */
function rangeOf([start, end]: Span, [from, to]: Span, size: number): Range {
  const pitch = (to - from) / size
  return { first: Math.floor((start - from) / pitch) - 1, last: Math.ceil((end - from) / pitch) }
}
