/** Ways to read a confusion matrix: as shares of its rows or columns, and as a list of what to look at first. */
import type { Confusion } from './confusion.ts'
import { sumOf } from './sum.ts'

export type Normalisation = 'none' | 'row' | 'column'

/**
 * By row: of what the model called X, which share was labelled so (the diagonal is the precision). By column: of what
 * is labelled X, which share the model called so (the diagonal is the recall). Null where the row or column is empty.
 */
export function normaliseMatrix(
  matrix: readonly (readonly number[])[],
  normalisation: Normalisation,
): (number | null)[][] {
  if (normalisation === 'none') return matrix.map((row) => [...row])
  const rowSums = matrix.map(sumOf)
  const columnSums = matrix.map((_, column) => sumOf(matrix.map((row) => row[column]!)))
  return matrix.map((cells, row) =>
    cells.map((count, column) => share(count, normalisation === 'row' ? rowSums[row]! : columnSums[column]!)),
  )
}

function share(count: number, whole: number): number | null {
  return whole > 0 ? count / whole : null
}

export type SuspiciousCell = {
  /** Took one category for another, saw nothing in a labelled place, or saw something where nothing is labelled. */
  readonly kind: 'confused' | 'missed' | 'falseAlarm'
  readonly row: number
  readonly column: number
  readonly count: number
}

/** Cells off the diagonal that hold anything, the largest count first; equal ones from the top left. */
export function suspiciousCells({ matrix }: Pick<Confusion, 'matrix'>): SuspiciousCell[] {
  const background = matrix.length - 1
  const cells: SuspiciousCell[] = []
  for (const [row, counts] of matrix.entries()) {
    for (const [column, count] of counts.entries()) {
      if (row !== column && count > 0) cells.push({ kind: kindOf(row, column, background), row, column, count })
    }
  }
  // They stand from the top left on already.
  return cells.sort((a, b) => b.count - a.count)
}

function kindOf(row: number, column: number, background: number): SuspiciousCell['kind'] {
  if (row === background) return 'missed'
  return column === background ? 'falseAlarm' : 'confused'
}
