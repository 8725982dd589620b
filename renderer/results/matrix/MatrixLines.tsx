import { memo } from 'react'
import styles from '../ConfusionMatrix.module.css'
import type { CellPlace, Position } from '../matrixView.ts'
import { type CellRange, placesOf } from './cellsInSight.ts'
import { MatrixCellButton } from './MatrixCellButton.tsx'
import { headLines } from './matrixGrid.ts'
import type { MatrixFrame } from './matrixSheet.ts'

type MatrixLinesProps = {
  readonly frame: MatrixFrame
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
export const MatrixLines = memo(function MatrixLines({ frame, range, selected, stop, onOpen }: MatrixLinesProps) {
  const { axis, keyAt, rowNames } = frame
  return placesOf(range.lines, axis.length, stop.line).map((line) => (
    <tr key={rowNames[line]} aria-rowindex={line + headLines + 1}>
      <th
        scope="row"
        title={rowNames[line]}
        className={`${styles.rowName} ${nameStyle(line, frame)}`}
        style={{ gridRow: line + headLines + 1 }}
      >
        {rowNames[line]}
      </th>
      {placesOf(range.places, axis.length, line === stop.line ? stop.place : null).map((place) => {
        const { row, column, kind } = keyAt(line, place)
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
})

/** What is no class is set apart. */
export function nameStyle(line: number, { keyAt, rowNames }: MatrixFrame): string {
  return line === rowNames.length - 1 || keyAt(line, line).kind === 'mixed' ? styles.background! : ''
}
