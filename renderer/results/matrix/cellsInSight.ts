/** Which cells of the matrix are in sight, found from the place of any one of them: all are of one size. */

/** Of lines and of places in a line; the last one is included. */
export type CellRange = { readonly lines: Range; readonly places: Range }
export type Range = { readonly first: number; readonly last: number }

/** Before anything is laid out; what else is in sight is built before anything is painted. */
export const firstCells: CellRange = { lines: { first: 0, last: 7 }, places: { first: 0, last: 7 } }

type Rectangle = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>
export type Gap = { readonly column: number; readonly row: number }

/**
 * @param known a cell that is laid out, in the line and at the place that are given with it
 * @param gap pixels between two cells
 */
export function cellsInSight(
  sight: Rectangle,
  known: { readonly line: number; readonly place: number; readonly rectangle: Rectangle },
  gap: Gap,
): CellRange {
  const { line, place, rectangle } = known
  return {
    lines: placesInSight([sight.top, sight.bottom], [rectangle.top, rectangle.bottom], { at: line, gap: gap.row }),
    places: placesInSight([sight.left, sight.right], [rectangle.left, rectangle.right], { at: place, gap: gap.column }),
  }
}

type Span = readonly [start: number, end: number]

/** @param known where the thing at the place `at` begins and ends; all are of one size */
export function placesInSight(
  [start, end]: Span,
  [from, to]: Span,
  known: { readonly at: number; readonly gap: number },
): Range {
  const { at, gap } = known
  const pitch = to - from + gap
  return { first: at + Math.floor((start - from) / pitch), last: at + Math.ceil((end - from) / pitch) - 1 }
}

/** Cells beyond those in sight that are there already, so that scrolling by a little builds nothing. */
const spare = 4

/** @returns `built` itself where that holds all that is in sight */
export function rangeToBuild(inSight: CellRange, built: CellRange, size: number): CellRange {
  const holds = (one: Range, other: Range) =>
    one.first <= Math.max(other.first, 0) && one.last >= Math.min(other.last, size - 1)
  if (holds(built.lines, inSight.lines) && holds(built.places, inSight.places)) return built
  const wider = ({ first, last }: Range) => ({
    first: Math.max(first - spare, 0),
    last: Math.min(last + spare, size - 1),
  })
  return { lines: wider(inSight.lines), places: wider(inSight.places) }
}

/** The numbers of a range below `size`, and one more that may lie outside it. */
export function placesOf({ first, last }: Range, size: number, another: number | null): number[] {
  const places: number[] = []
  for (let place = first; place <= Math.min(last, size - 1); place++) places.push(place)
  if (another !== null && (another < first || another > last)) places.push(another)
  return places
}
