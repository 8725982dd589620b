import { memo } from 'react'
import styles from '../ConfusionMatrix.module.css'
import type { CellPlace, MatrixCell, Position } from '../matrixView.ts'
import { MatrixCellButton } from './MatrixCellButton.tsx'
import type { MatrixSheet } from './matrixSheet.ts'

type MatrixLinesProps = {
  readonly sheet: MatrixSheet
  readonly selected: CellPlace | null
  /** The one cell that the Tab key reaches. */
  readonly stop: Position
  readonly onOpen: (place: CellPlace) => void
}

/**
 * The lines of the matrix with an empty button for each cell. Their numbers are written by `writeCells`: when a slider moves
 * nothing else changes, and for React to find the changed ones among 6,000 cells takes longer than a frame.
 */
export const MatrixLines = memo(function MatrixLines({ sheet, selected, stop, onOpen }: MatrixLinesProps) {
  const { cells, rowNames } = sheet
  return cells.map((line, row) => (
    <tr key={rowNames[row]}>
      <th scope="row" title={rowNames[row]} className={nameStyle(row, sheet)}>
        {rowNames[row]}
      </th>
      {line.map((cell, place) => (
        <MatrixCellButton
          key={`${cell.row} ${cell.column}`}
          row={cell.row}
          column={cell.column}
          kind={cell.kind}
          isSelected={selected?.row === cell.row && selected.column === cell.column}
          isStop={stop.line === row && stop.place === place}
          onOpen={onOpen}
        />
      ))}
    </tr>
  ))
}, isSameFrame)

/** What is no class is set apart. */
export function nameStyle(line: number, { cells, rowNames }: MatrixSheet): string | undefined {
  const { kind } = cells[line]![line]!
  return line === rowNames.length - 1 || kind === 'mixed' ? styles.background : undefined
}

/** True when nothing but numbers differs. */
function isSameFrame(one: MatrixLinesProps, other: MatrixLinesProps): boolean {
  const { selected, stop, onOpen } = other
  return (
    one.selected === selected &&
    one.onOpen === onOpen &&
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
