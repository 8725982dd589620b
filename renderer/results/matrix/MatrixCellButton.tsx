import { memo } from 'react'
import type { CellKind, CellPlace, Position } from '../matrixView.ts'
import styles from './MatrixCellButton.module.css'
import { headLines } from './matrixGrid.ts'

type MatrixCellButtonProps = CellPlace &
  Position & {
    readonly kind: CellKind
    readonly isSelected: boolean
    /** True for the one cell that the Tab key reaches. */
    readonly isStop: boolean
    readonly onOpen: (place: CellPlace) => void
  }

/** Its number, name and strength of colour are written by `writeCells`. */
export const MatrixCellButton = memo(function MatrixCellButton(props: MatrixCellButtonProps) {
  const { row, column, line, place, kind, isSelected, isStop, onOpen } = props
  return (
    <td aria-colindex={place + 2} style={{ gridArea: `${line + headLines + 1} / ${place + 2}` }}>
      <button
        type="button"
        className={`${styles.cell} ${styles[kind]}`}
        data-cell={`${row},${column}`}
        data-at={`${line},${place}`}
        tabIndex={isStop ? 0 : -1}
        aria-pressed={isSelected}
        onClick={() => onOpen({ row, column })}
      />
    </td>
  )
})
