/** What is drawn over a picture, whichever layer it comes from. Everything is in pixels of the upright image. */
import type { Box, Point } from '../../../shared/box.ts'
import { boxArea, isInsideBox } from '../../../shared/box.ts'

export type SceneBox = {
  readonly key: string
  readonly box: Box
  /** #rrggbb, or the name of a token. */
  readonly color: string
  /** Lengths of strokes and gaps in screen pixels; empty for a solid line. */
  readonly dash: readonly number[]
  readonly width: number
  readonly text: string | null
  /** Of two boxes nearly the same one is named below. */
  readonly isNamedBelow?: true
  /** A faint one has no rim. */
  readonly opacity?: number
}

/** One value a cell from 0 to 1, row by row, laid over an area as a colour. */
export type Raster = { readonly cells: number; readonly values: Float32Array; readonly area: Box }

export type SceneGrid = { readonly cells: number; readonly area: Box }

export type Scene = {
  readonly raster: Raster | null
  readonly grid: SceneGrid | null
  /** Later ones lie above. */
  readonly boxes: readonly SceneBox[]
}

export const emptyScene: Scene = { raster: null, grid: null, boxes: [] }

/** The smallest box that holds the point: what lies within another can be reached. */
export function boxAtPoint(boxes: readonly SceneBox[], point: Point): SceneBox | null {
  return boxes
    .filter(({ box }) => isInsideBox(point, box))
    .reduce<SceneBox | null>((best, each) => (best && boxArea(best.box) < boxArea(each.box) ? best : each), null)
}

/** Column and row of the cell that holds the point; null outside the grid. */
export function cellAtPoint({ cells, area }: SceneGrid, point: Point): Point | null {
  if (!isInsideBox(point, area)) return null
  const at = (value: number, low: number, high: number) =>
    Math.min(cells - 1, Math.floor(((value - low) / (high - low)) * cells))
  return { x: at(point.x, area.x1, area.x2), y: at(point.y, area.y1, area.y2) }
}

/** The part of the area that one cell covers. */
export function cellArea({ cells, area }: SceneGrid, cell: Point): Box {
  const width = (area.x2 - area.x1) / cells
  const height = (area.y2 - area.y1) / cells
  const x1 = area.x1 + cell.x * width
  const y1 = area.y1 + cell.y * height
  return { x1, y1, x2: x1 + width, y2: y1 + height }
}
