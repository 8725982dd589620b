/** The confusion matrix as it is drawn: a text and a strength of colour for every cell. */
import type { Confusion } from '../../shared/metrics/confusion.ts'
import { type Normalisation, normaliseMatrix } from '../../shared/metrics/confusionReading.ts'
import { undefinedFigure } from '../charts/figureText.ts'

export type CellKind = 'right' | 'wrong' | 'nothing'

export type MatrixCell = {
  readonly row: number
  readonly column: number
  readonly kind: CellKind
  readonly count: number
  readonly text: string
  /** 0..1 */
  readonly strength: number
}

export type MatrixOptions = { readonly normalisation: Normalisation; readonly hidesDiagonal: boolean }

export function matrixCells({ matrix }: Pick<Confusion, 'matrix'>, options: MatrixOptions): MatrixCell[][] {
  const values = normaliseMatrix(matrix, options.normalisation)
  const background = matrix.length - 1
  const kindOf = (row: number, column: number): CellKind => {
    if (row !== column) return 'wrong'
    return row === background ? 'nothing' : 'right'
  }
  const isShown = (row: number, column: number) => row !== column || !options.hidesDiagonal
  const shown = values.flatMap((cells, row) => cells.filter((_, column) => isShown(row, column)))
  const largest = Math.max(0, ...shown.map((value) => value ?? 0))
  return values.map((cells, row) =>
    cells.map((value, column) => {
      const kind = kindOf(row, column)
      const isVisible = kind !== 'nothing' && isShown(row, column)
      return {
        row,
        column,
        kind,
        count: matrix[row]![column]!,
        text: isVisible ? cellText(value, options.normalisation) : '',
        strength: isVisible ? strengthOf(value ?? 0, largest, options.normalisation) : 0,
      }
    }),
  )
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

export type CellPlace = { readonly row: number; readonly column: number }

/** Where an arrow key leads from a cell; null for any other key. */
export function neighbourCell({ row, column }: CellPlace, key: string, size: number): CellPlace | null {
  const inside = (value: number) => Math.min(size - 1, Math.max(0, value))
  switch (key) {
    case 'ArrowUp':
      return { row: inside(row - 1), column }
    case 'ArrowDown':
      return { row: inside(row + 1), column }
    case 'ArrowLeft':
      return { row, column: inside(column - 1) }
    case 'ArrowRight':
      return { row, column: inside(column + 1) }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: size - 1 }
    default:
      return null
  }
}
