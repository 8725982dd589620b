import { memo } from 'react'
import styles from './MatrixCellButton.module.css'
import type { CellKind, CellPlace } from './matrixView.ts'

type MatrixCellButtonProps = CellPlace & {
  readonly kind: CellKind
  readonly text: string
  /** Strength of the colour. */
  readonly percent: number
  readonly label: string
  readonly isSelected: boolean
  /** True for the one cell that the Tab key reaches. */
  readonly isStop: boolean
  readonly onOpen: (place: CellPlace) => void
}

/** Remembers what it shows: when a slider moves, most cells stay as they are. */
export const MatrixCellButton = memo(function MatrixCellButton(props: MatrixCellButtonProps) {
  const { row, column, kind, text, percent, label, isSelected, isStop, onOpen } = props
  return (
    <td>
      <button
        type="button"
        className={`${styles.cell} ${styles[kind]}`}
        style={{ '--percent': `${percent}%` } as React.CSSProperties}
        data-cell={`${row},${column}`}
        tabIndex={isStop ? 0 : -1}
        aria-label={label}
        title={label}
        aria-pressed={isSelected}
        onClick={() => onOpen({ row, column })}
      >
        {text}
      </button>
    </td>
  )
})
