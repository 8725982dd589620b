import { memo } from 'react'
import type { CellKind, CellPlace } from '../matrixView.ts'
import styles from './MatrixCellButton.module.css'

type MatrixCellButtonProps = CellPlace & {
  readonly kind: CellKind
  readonly isSelected: boolean
  /** True for the one cell that the Tab key reaches. */
  readonly isStop: boolean
  readonly onOpen: (place: CellPlace) => void
}

/** Its number, name and strength of colour are written by `writeCells`. */
export const MatrixCellButton = memo(function MatrixCellButton(props: MatrixCellButtonProps) {
  const { row, column, kind, isSelected, isStop, onOpen } = props
  return (
    <td>
      <button
        type="button"
        className={`${styles.cell} ${styles[kind]}`}
        data-cell={`${row},${column}`}
        tabIndex={isStop ? 0 : -1}
        aria-pressed={isSelected}
        onClick={() => onOpen({ row, column })}
      />
    </td>
  )
})
