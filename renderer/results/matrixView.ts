/** The confusion matrix as it is drawn: a text and a strength of colour for every cell. */
import { clamp } from '../../shared/box.ts'
import { type Confusion, type ConfusionPair, pairsInCell } from '../../shared/metrics/confusion.ts'
import { type Normalisation, normaliseMatrix } from '../../shared/metrics/confusionReading.ts'
import { undefinedFigure } from '../charts/figureText.ts'
import { type AxisEntry, classCells, entryAt, foldMatrix, groupPlaceOf } from './matrix/matrixAxis.ts'

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

/** Lines of cells as they stand on the screen. */
export function matrixCells(counts: Counts, axis: readonly AxisEntry[], options: MatrixOptions): MatrixCell[][] {
  const folded = foldMatrix(counts, axis)
  const values = normaliseMatrix(folded, options.normalisation)
  const isShown = (row: number, column: number) => row !== column || !options.hidesDiagonal
  const shown = values.flatMap((cells, row) => cells.filter((_, column) => isShown(row, column)))
  const largest = shown.reduce<number>((most, value) => Math.max(most, value ?? 0), 0)
  const cellAt = (row: number, column: number): MatrixCell => {
    const value = values[row]![column]!
    const kind = kindOf(counts, axis[row]!, axis[column]!)
    const isVisible = kind !== 'nothing' && isShown(row, column)
    return {
      row: axis[row]!.place,
      column: axis[column]!.place,
      kind,
      count: folded[row]![column]!,
      value,
      text: isVisible ? cellText(value, options.normalisation) : '',
      strength: isVisible ? strengthOf(value ?? 0, largest, options.normalisation) : 0,
    }
  }
  return axis.map((_, line) => axis.map((_, place) => (options.isSwapped ? cellAt(place, line) : cellAt(line, place))))
}

function kindOf(counts: Counts, row: AxisEntry, column: AxisEntry): CellKind {
  if (row.place !== column.place) return 'wrong'
  if (row.place === counts.matrix.length - 1) return 'nothing'
  return row.place === groupPlaceOf(counts) ? 'mixed' : 'right'
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
