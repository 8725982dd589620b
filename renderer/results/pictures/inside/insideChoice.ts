/** What is chosen inside the detector on the picture in hand, where nothing or something of another picture was chosen. */
import type { Point } from '../../../../shared/box.ts'
import { cellsOf, foundAbove, type Inside, placeOf, stepsAbove } from './inside.ts'
import type { InsideView } from './insideView.ts'

/** Else the cell of the surest detection, where the scale has it, or the middle one. */
export function chosenCell(inside: Inside, { scale, cell }: InsideView): Point {
  const cells = cellsOf(inside, scale)
  const isInside = cell !== null && cell.x < cells && cell.y < cells
  if (isInside) return cell
  const surest = inside.suppression.steps.find(({ row }) => placeOf(inside, row).scale === scale)
  return surest ? placeOf(inside, surest.row).cell : { x: Math.floor(cells / 2), y: Math.floor(cells / 2) }
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

/** The chosen one of those that learn the chosen label, else the one that fits best; null where none does. */
export function chosenLearner(inside: Inside, view: InsideView): Inside['learned'][number] | null {
  const learners = learnersOf(inside, chosenLabel(inside, view))
  return learners.find(({ row }) => row === view.row) ?? learners[0] ?? null
}

/** The row of a detection; else of the surest one, and null where nothing was detected. */
export function chosenRow(inside: Inside, { row }: InsideView, confidence: number): number | null {
  const found = foundAbove(inside, confidence)
  return found.find((each) => each.row === row)?.row ?? found[0]?.row ?? null
}

export function chosenStep(inside: Inside, { step }: InsideView, confidence: number): number {
  return Math.max(0, Math.min(step, stepsAbove(inside, confidence).length - 1))
}
