import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Confusion } from '../../shared/metrics/confusion.ts'
import styles from './ConfusionMatrix.module.css'
import { MatrixCellButton } from './MatrixCellButton.tsx'
import { MatrixOptionsBar } from './MatrixOptionsBar.tsx'
import { type CellPlace, matrixCells, neighbourCell } from './matrixView.ts'
import { useResultsView } from './resultsView.ts'

type ConfusionMatrixProps = {
  readonly confusion: Confusion
  readonly selected: CellPlace | null
  readonly onOpen: (place: CellPlace) => void
}

/** What the model said against what the labels say; every cell opens the boxes behind it. */
export const ConfusionMatrix = memo(function ConfusionMatrix({ confusion, selected, onOpen }: ConfusionMatrixProps) {
  const { t } = useTranslation()
  const normalisation = useResultsView((state) => state.normalisation)
  const hidesDiagonal = useResultsView((state) => state.hidesDiagonal)
  const cells = useMemo(
    () => matrixCells(confusion, { normalisation, hidesDiagonal }),
    [confusion, normalisation, hidesDiagonal],
  )
  const names = confusion.labels.slice(0, -1)
  const predicted = [...names, t('results.matrix.missed')]
  const labelled = [...names, t('results.matrix.nothing')]
  // Once, not for each of the cells: there may be thousands.
  const words = { predicted: t('results.matrix.predicted'), labelled: t('results.matrix.labelled') }
  const { table, stop, onKeyDown } = useWalk(selected, cells.length)
  return (
    <section className={styles.panel} aria-label={t('results.matrix.title')}>
      <MatrixOptionsBar />
      <div className={styles.scroll}>
        <table ref={table} className={styles.table} onKeyDown={onKeyDown}>
          <MatrixHead labelled={labelled} />
          <tbody>
            {cells.map((line, row) => (
              <tr key={predicted[row]}>
                <th scope="row" title={predicted[row]} className={row === names.length ? styles.background : ''}>
                  {predicted[row]}
                </th>
                {line.map((cell) => (
                  <MatrixCellButton
                    key={cell.column}
                    row={cell.row}
                    column={cell.column}
                    kind={cell.kind}
                    text={cell.text}
                    percent={Math.round(cell.strength * 100)}
                    label={`${words.predicted} ${predicted[row]}, ${words.labelled} ${labelled[cell.column]}: ${cell.count}`}
                    isSelected={isSame(selected, cell)}
                    isStop={isSame(stop, cell)}
                    onOpen={onOpen}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
})

function MatrixHead({ labelled }: { readonly labelled: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        <th className={styles.corner} rowSpan={2}>
          {t('results.matrix.predicted')} ↓
        </th>
        <th className={styles.axis} colSpan={labelled.length} scope="colgroup">
          {t('results.matrix.labelled')} →
        </th>
      </tr>
      <tr>
        {labelled.map((name, place) => (
          <th key={name} scope="col" title={name} className={place === labelled.length - 1 ? styles.background : ''}>
            <span className={styles.upright}>{name}</span>
          </th>
        ))}
      </tr>
    </thead>
  )
}

const isSame = (a: CellPlace | null, b: CellPlace) => a?.row === b.row && a.column === b.column

/** One stop of the Tab key, moved by the arrow keys. */
function useWalk(selected: CellPlace | null, size: number) {
  const table = useRef<HTMLTableElement>(null)
  const [walked, setWalked] = useState<CellPlace | null>(null)
  // From a newly opened cell the walk goes on there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the opened cell is the reason
  useEffect(() => setWalked(null), [selected])
  const stop = walked ?? selected ?? { row: 0, column: 0 }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbourCell(stop, event.key, size)
    if (!next) return
    event.preventDefault()
    setWalked(next)
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.row},${next.column}"]`)?.focus()
  }
  return { table, stop, onKeyDown }
}
