import { memo } from 'react'
import styles from '../ConfusionMatrix.module.css'
import type { CellPlace, MatrixCell, Position } from '../matrixView.ts'
import { type CellRange, placesOf } from './cellsInSight.ts'
import { MatrixCellButton } from './MatrixCellButton.tsx'
import { headLines } from './matrixGrid.ts'
import type { MatrixSheet } from './matrixSheet.ts'

type MatrixLinesProps = {
  readonly sheet: MatrixSheet
  /** What is in sight, and a little more. */
  readonly range: CellRange
  readonly selected: CellPlace | null
  /** The one cell that the Tab key reaches; it is there wherever it lies. */
  readonly stop: Position
  readonly onOpen: (place: CellPlace) => void
}

/**
 * The lines of the matrix with an empty button for each cell. Their numbers are written by `writeCells`: when a slider moves
 * nothing else changes. Cells out of sight are left out: of 80 classes there would be 6,500, and to lay them out and to look
 * through them for what lies under the mouse takes longer than a frame.
 */
export const MatrixLines = memo(function MatrixLines({ sheet, range, selected, stop, onOpen }: MatrixLinesProps) {
  const { cells, rowNames } = sheet
  return placesOf(range.lines, cells.length, stop.line).map((line) => (
    <tr key={rowNames[line]} aria-rowindex={line + headLines + 1}>
      <th
        scope="row"
        title={rowNames[line]}
        className={`${styles.rowName} ${nameStyle(line, sheet)}`}
        style={{ gridRow: line + headLines + 1 }}
      >
        {rowNames[line]}
      </th>
      {placesOf(range.places, cells.length, line === stop.line ? stop.place : null).map((place) => {
        const { row, column, kind } = cells[line]![place]!
        return (
          <MatrixCellButton
            key={`${row} ${column}`}
            {...{ row, column, kind, line, place, onOpen }}
            isSelected={selected?.row === row && selected.column === column}
            isStop={stop.line === line && stop.place === place}
          />
        )
      })}
    </tr>
  ))
}, isSameFrame)

/** What is no class is set apart. */
export function nameStyle(line: number, { cells, rowNames }: MatrixSheet): string {
  const { kind } = cells[line]![line]!
  return line === rowNames.length - 1 || kind === 'mixed' ? styles.background! : ''
}

/** True when nothing but numbers differs. */
function isSameFrame(one: MatrixLinesProps, other: MatrixLinesProps): boolean {
  const { selected, stop, range, onOpen } = other
  return (
    one.selected === selected &&
    one.onOpen === onOpen &&
    one.range === range &&
    one.stop.line === stop.line &&
    one.stop.place === stop.place &&
    isSameList(one.sheet.rowNames, other.sheet.rowNames) &&
    one.sheet.cells.every((line, row) => line.every((cell, place) => isSameCell(cell, other.sheet.cells[row]![place]!)))
  )
}

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, place) => name === other[place])

const isSameCell = (one: MatrixCell, { row, column, kind }: MatrixCell): boolean =>
  one.row === row && one.column === column && one.kind === kind
