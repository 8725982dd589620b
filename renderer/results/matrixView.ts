/** The confusion matrix as it is drawn: a text and a strength of colour for every cell. */
import { clamp } from '../../shared/box.ts'
import { type Confusion, type ConfusionPair, pairsInCell } from '../../shared/metrics/confusion.ts'
import { type Normalisation, normaliseMatrix } from '../../shared/metrics/confusionReading.ts'
import { undefinedFigure } from '../charts/figureText.ts'
import { type AxisEntry, classCells, entryAt, foldMatrix } from './matrix/matrixAxis.ts'

/** Mixed: of the rare classes among themselves, some right and some confused. */
export type CellKind = 'right' | 'wrong' | 'mixed' | 'nothing'

export type MatrixCell = {
  /** Lines of the axis: what the model said, and what is labelled. */
  readonly row: number
  readonly column: number
  readonly kind: CellKind
  readonly count: number
  /** Of the row or column where that is asked for; null where there is nothing to share. */
  readonly value: number | null
  readonly text: string
  /** 0..1 */
  readonly strength: number
}

export type MatrixOptions = {
  readonly normalisation: Normalisation
  readonly hidesDiagonal: boolean
  /** Rows are what is labelled, columns what the model said. */
  readonly isSwapped: boolean
}

type Counts = Pick<Confusion, 'matrix'>

/** What a cell stands for, whatever is counted. */
export type CellKey = Pick<MatrixCell, 'row' | 'column' | 'kind'>

/** The cells as they stand on the screen, each worked out when it is asked for: of 80 classes few are in sight at once. */
export type MatrixCells = {
  readonly size: number
  readonly cellAt: (line: number, place: number) => MatrixCell
}

export function matrixCells(counts: Counts, axis: readonly AxisEntry[], options: MatrixOptions): MatrixCells {
  const folded = foldMatrix(counts, axis)
  const values = normaliseMatrix(folded, options.normalisation)
  const largest = largestOf(values, options)
  const keyAt = cellKeys(axis, counts.matrix.length - 1)
  const cellAt = (row: number, column: number): MatrixCell => {
    const value = values[row]![column]!
    const key = keyAt(row, column)
    const isVisible = key.kind !== 'nothing' && isShown(row, column, options)
    return {
      ...key,
      count: folded[row]![column]!,
      value,
      text: isVisible ? cellText(value, options.normalisation) : '',
      strength: isVisible ? strengthOf(value ?? 0, largest, options.normalisation) : 0,
    }
  }
  return { size: axis.length, cellAt: (line, place) => (options.isSwapped ? cellAt(place, line) : cellAt(line, place)) }
}

/** All cells, line by line. */
export function linesOf({ size, cellAt }: MatrixCells): MatrixCell[][] {
  const places = Array.from({ length: size }, (_, place) => place)
  return places.map((line) => places.map((place) => cellAt(line, place)))
}

/** @param background place of the line of no class */
export function cellKeys(
  axis: readonly AxisEntry[],
  background: number,
): (rowLine: number, columnLine: number) => CellKey {
  return (rowLine, columnLine) => {
    const [row, column] = [axis[rowLine]!.place, axis[columnLine]!.place]
    return { row, column, kind: kindOf(row, column, background) }
  }
}

function kindOf(row: number, column: number, background: number): CellKind {
  if (row !== column) return 'wrong'
  if (row === background) return 'nothing'
  return row > background ? 'mixed' : 'right'
}

const isShown = (row: number, column: number, { hidesDiagonal }: MatrixOptions): boolean =>
  row !== column || !hidesDiagonal

function largestOf(values: readonly (readonly (number | null)[])[], options: MatrixOptions): number {
  let largest = 0
  for (const [row, cells] of values.entries()) {
    for (const [column, value] of cells.entries()) {
      if (value !== null && value > largest && isShown(row, column, options)) largest = value
    }
  }
  return largest
}

function cellText(value: number | null, normalisation: Normalisation): string {
  if (value === null) return undefinedFigure
  if (value === 0) return '·'
  if (normalisation === 'none') return String(value)
  return value < 0.005 ? '<1' : String(Math.round(value * 100))
}

/** Counts by their root: a few mistakes among thousands of right ones must still be seen. */
function strengthOf(value: number, largest: number, normalisation: Normalisation): number {
  if (normalisation !== 'none') return value
  return largest === 0 ? 0 : Math.sqrt(value / largest)
}

/** What the model said and what is labelled, as lines of the axis. */
export type CellPlace = { readonly row: number; readonly column: number }

/** The boxes behind a cell of the axis. */
export function pairsBehind(confusion: Confusion, axis: readonly AxisEntry[], place: CellPlace): ConfusionPair[] {
  const [row, column] = [entryAt(axis, place.row), entryAt(axis, place.column)]
  const known = classCells(row, column).filter((cell) => cell.every((line) => line < confusion.labels.length))
  return known.flatMap(([r, c]) => pairsInCell(confusion, r, c))
}

/** A place on the screen: line and place in the line. */
export type Position = { readonly line: number; readonly place: number }

/** Where an arrow key leads; null for any other key. */
export function neighbourOf({ line, place }: Position, key: string, size: number): Position | null {
  const inside = (value: number) => clamp(value, 0, size - 1)
  switch (key) {
    case 'ArrowUp':
      return { line: inside(line - 1), place }
    case 'ArrowDown':
      return { line: inside(line + 1), place }
    case 'ArrowLeft':
      return { line, place: inside(place - 1) }
    case 'ArrowRight':
      return { line, place: inside(place + 1) }
    case 'Home':
      return { line, place: 0 }
    case 'End':
      return { line, place: size - 1 }
    case 'PageUp':
      return { line: 0, place }
    case 'PageDown':
      return { line: size - 1, place }
    default:
      return null
  }
}
