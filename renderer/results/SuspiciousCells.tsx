import type { TFunction } from 'i18next'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Confusion } from '../../shared/metrics/confusion.ts'
import { type SuspiciousCell, suspiciousCells } from '../../shared/metrics/confusionReading.ts'
import type { CellPlace } from './matrixView.ts'
import styles from './SuspiciousCells.module.css'
import { useRested } from './useRested.ts'

type SuspiciousCellsProps = {
  readonly confusion: Confusion
  readonly selected: CellPlace | null
  readonly onOpen: (place: CellPlace) => void
}

/** More than this nobody reads; the matrix shows them all. */
const mostListed = 12

/** Where to look first. A list that changes its order under a moving slider says nothing: it follows when the hand rests. */
export function SuspiciousCells({ confusion, ...rest }: SuspiciousCellsProps) {
  return <List confusion={useRested(confusion)} {...rest} />
}

const List = memo(function List({ confusion, selected, onOpen }: SuspiciousCellsProps) {
  const { t } = useTranslation()
  const cells = suspiciousCells(confusion).slice(0, mostListed)
  return (
    <section className={styles.panel}>
      <h3>{cells.length > 0 ? t('results.suspicious.title') : t('results.suspicious.none')}</h3>
      <ol className={styles.list}>
        {cells.map((cell) => (
          <li key={`${cell.row},${cell.column}`}>
            <button
              type="button"
              className={styles.cell}
              aria-pressed={selected?.row === cell.row && selected.column === cell.column}
              onClick={() => onOpen({ row: cell.row, column: cell.column })}
            >
              {cellText(t, confusion, cell)} <span className="number">{cell.count}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
})

function cellText(t: TFunction, { labels }: Confusion, { kind, row, column }: SuspiciousCell): string {
  const values = { predicted: labels[row], labelled: labels[column] }
  return t(`results.suspicious.${kind}`, values)
}
