/** What is chosen inside the detector on the picture in hand, where nothing or something of another picture was chosen. */
import type { Point } from '../../../../shared/box.ts'
import {
  boxOfRow,
  cellsOf,
  foundAbove,
  type GridInside,
  hasGrid,
  type Inside,
  placeOf,
  referenceBoxOf,
  rowsOfCell,
  stepsAbove,
  type WindowInside,
  windowRows,
} from './inside.ts'
import type { InsideView } from './insideView.ts'

/** What is kept from picture to picture may be of a run with more maps or more classes. */
export function fittedTo(inside: Inside, view: InsideView): InsideView {
  const scales = hasGrid(inside) ? inside.layout.cells.length : 1
  const isKnown = typeof view.heat !== 'number' || view.heat < inside.categories.length
  return { ...view, scale: Math.min(view.scale, scales - 1), heat: isKnown ? view.heat : 'objectness' }
}

/** Else the cell of the surest detection, where the scale has it, or the middle one. */
export function chosenCell(inside: GridInside, { scale, cell }: InsideView): Point {
  const cells = cellsOf(inside, scale)
  const isInside = cell !== null && cell.x < cells && cell.y < cells
  if (isInside) return cell
  const surest = inside.suppression.steps.find(({ row }) => placeOf(inside, row).scale === scale)
  return surest ? placeOf(inside, surest.row).cell : { x: Math.floor(cells / 2), y: Math.floor(cells / 2) }
}

/**
 * Of each shape the window whose middle is nearest to the chosen point; else to the middle of the surest detection, or of the
 * picture. A shape that no window was left of has none.
 */
export function windowsAt(inside: WindowInside, { at }: InsideView): number[] {
  const surest = inside.found[0]
  const { x1, y1, x2, y2 } = surest ? boxOfRow(inside, surest.row) : inside.area
  const point = at ?? { x: (x1 + x2) / 2, y: (y1 + y2) / 2 }
  const starts = inside.layout.shapes.map((_, shape) =>
    inside.layout.shapes.slice(0, shape).reduce((sum, { count }) => sum + count, 0),
  )
  const known = windowRows(inside)
  return inside.layout.shapes.flatMap(({ count }, shape) => {
    const first = starts[shape]!
    const ofShape = known.filter((row) => row >= first && row < first + count)
    return nearestTo(inside, point, ofShape) ?? []
  })
}

/** What is looked at together: the anchors of the chosen cell, or, where there is no grid, the windows at the chosen point. */
export const rowsLookedAt = (inside: Inside, view: InsideView): number[] =>
  hasGrid(inside) ? rowsOfCell(inside, view.scale, chosenCell(inside, view)) : windowsAt(inside, view)

function nearestTo(inside: WindowInside, point: Point, rows: readonly number[]): number | null {
  const distanceOf = (row: number) => {
    const { x1, y1, x2, y2 } = referenceBoxOf(inside, row)
    return Math.hypot((x1 + x2) / 2 - point.x, (y1 + y2) / 2 - point.y)
  }
  return rows.reduce<number | null>(
    (best, row) => (best === null || distanceOf(row) < distanceOf(best) ? row : best),
    null,
  )
}

/** Else the first label that any anchor learns; null where there is none. */
export function chosenLabel({ labels, learned }: Inside, { label }: InsideView): number | null {
  if (label !== null && label < labels.length) return label
  return learned.length > 0 ? Math.min(...learned.map((each) => each.label)) : null
}

/** What learns a label, the one that fits best first. */
export function learnersOf({ learned }: Inside, label: number | null): Inside['learned'] {
  return learned.filter((each) => each.label === label).sort((a, b) => b.fit - a.fit)
}

type Learner = Inside['learned'][number]

/** The chosen one of those that learn the chosen label, else the one that fits best; null where none does. */
export function chosenLearner(inside: Inside, view: InsideView): Learner | null {
  const learners = learnersOf(inside, chosenLabel(inside, view))
  return learners.find(({ row }) => row === view.row) ?? learners[0] ?? null
}

type Negative = Extract<Inside['family'], { readonly detector: 'ssd' }>['negatives'][number]

/** The default box that was chosen among those that learn background; null where none was. */
export function chosenNegative({ family }: Inside, { row }: InsideView): Negative | null {
  return family.detector === 'ssd' ? (family.negatives.find((each) => each.row === row) ?? null) : null
}

type Region = { readonly row: number; readonly iou: number }

/** The proposals that show a label in the second stage, the one that overlaps it most first. */
export function regionsOf({ family }: Inside, label: number | null): Region[] {
  if (family.detector !== 'faster-rcnn') return []
  return family.proposals
    .flatMap(({ row, shows }) => (shows !== null && shows.label === label ? [{ row, iou: shows.iou }] : []))
    .sort((a, b) => b.iou - a.iou)
}

/** What is looked at of all that learns. */
export type Learning =
  | ({ readonly kind: 'learner' } & Learner)
  | ({ readonly kind: 'negative' } & Negative)
  | ({ readonly kind: 'region' } & Region)

/** A proposal or a background box that was chosen, else what learns the chosen label and fits best; null where none does. */
export function chosenLearning(inside: Inside, view: InsideView): Learning | null {
  const region = regionsOf(inside, chosenLabel(inside, view)).find(({ row }) => row === view.region)
  if (region) return { kind: 'region', ...region }
  const negative = chosenNegative(inside, view)
  if (negative) return { kind: 'negative', ...negative }
  const learner = chosenLearner(inside, view)
  return learner && { kind: 'learner', ...learner }
}

/** The row of a detection; else of the surest one, and null where nothing was detected. */
export function chosenRow(inside: Inside, { row }: InsideView, confidence: number): number | null {
  const found = foundAbove(inside, confidence)
  return found.find((each) => each.row === row)?.row ?? found[0]?.row ?? null
}

export function chosenStep(inside: Inside, { step }: InsideView, confidence: number): number {
  return Math.max(0, Math.min(step, stepsAbove(inside, confidence).length - 1))
}
