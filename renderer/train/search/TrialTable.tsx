import { ArrowDown, ArrowUp, Star } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Search, SearchTrial } from '../../../shared/searchCalls.ts'
import type { SettingKey } from '../../../shared/settingFields.ts'
import { rateText, undefinedFigure } from '../../charts/figureText.ts'
import { engineText } from '../../engineText.ts'
import { compareRun, selectRun, useTrainView } from '../trainView.ts'
import { valueText } from './pictureAxes.ts'
import styles from './TrialTable.module.css'
import { bestFirst, orderedTrials, reordered, type TrialColumn, type TrialOrder } from './trialOrder.ts'

type TrialTableProps = {
  readonly search: Search
  readonly best: SearchTrial | null
  readonly pointed: number | null
  readonly onPoint: (number: number | null) => void
  readonly isInside: (number: number) => boolean
}

/** Every trial with what it tries and what it reached; each opens its run. */
export function TrialTable({ search, best, pointed, onPoint, isInside }: TrialTableProps) {
  const { t } = useTranslation()
  const [order, setOrder] = useState(bestFirst)
  const keys = search.settings.parameters.map(({ key }) => key)
  const heading = (column: TrialColumn, label: string) => (
    <SortHeading key={column} label={label} column={column} order={order} onSort={setOrder} />
  )
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={t('search.table.title')}>
        <thead>
          <tr>
            <td />
            {heading('number', t('search.table.trial'))}
            {heading('state', t('search.table.state'))}
            {keys.map((key) => heading(key, t(`train.label.${key}`)))}
            {heading('epochs', t('train.table.epochs'))}
            {heading('ap', 'AP')}
            {heading('ap50', 'AP50')}
          </tr>
        </thead>
        <tbody>
          {orderedTrials(search.trials, order).map((trial) => (
            <TrialRow
              key={trial.number}
              trial={trial}
              keys={keys}
              isBest={trial.number === best?.number}
              isPointed={trial.number === pointed}
              isInside={isInside(trial.number)}
              onPoint={onPoint}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type SortHeadingProps = {
  readonly label: string
  readonly column: TrialColumn
  readonly order: TrialOrder
  readonly onSort: (order: TrialOrder) => void
}

function SortHeading({ label, column, order, onSort }: SortHeadingProps) {
  const isSorted = order.column === column
  const Arrow = order.isDescending ? ArrowDown : ArrowUp
  return (
    <th scope="col" aria-sort={isSorted ? (order.isDescending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className={styles.heading} onClick={() => onSort(reordered(order, column))}>
        {label}
        {isSorted && <Arrow size={12} aria-hidden="true" />}
      </button>
    </th>
  )
}

type TrialRowProps = {
  readonly trial: SearchTrial
  readonly keys: readonly SettingKey[]
  readonly isBest: boolean
  readonly isPointed: boolean
  readonly isInside: boolean
  readonly onPoint: (number: number | null) => void
}

function TrialRow({ trial, keys, isBest, isPointed, isInside, onPoint }: TrialRowProps) {
  const { t } = useTranslation()
  const { number, runId, values, epochs, ap, ap50, error } = trial
  const isCompared = useTrainView(({ comparedIds }) => runId !== null && comparedIds.includes(runId))
  const name = t('search.trial', { number })
  const look = [styles.row, isPointed && styles.pointed, !isInside && styles.outside].filter(Boolean).join(' ')
  return (
    <tr className={look} onPointerEnter={() => onPoint(number)} onPointerLeave={() => onPoint(null)}>
      <td className={styles.check}>
        {runId !== null && (
          <input
            type="checkbox"
            aria-label={t('train.table.compare', { name })}
            title={t('train.table.compareHint')}
            checked={isCompared}
            onChange={(event) => compareRun(runId, event.target.checked)}
          />
        )}
      </td>
      <th scope="row">
        <button
          type="button"
          className={styles.name}
          disabled={runId === null}
          title={runId === null ? undefined : t('search.table.open')}
          onClick={() => selectRun(runId)}
          onFocus={() => onPoint(number)}
          onBlur={() => onPoint(null)}
        >
          {name}
        </button>
        {isBest && (
          <span className={styles.best}>
            <Star size={12} aria-hidden="true" />
            {t('search.best')}
          </span>
        )}
      </th>
      <td className={styles.state} title={error === null ? undefined : engineText(error)}>
        <TrialState trial={trial} />
      </td>
      {keys.map((key) => (
        <td key={key} className="number">
          {valueText(t, key, values[key] ?? null)}
        </td>
      ))}
      <td className="number">{epochs === 0 ? undefinedFigure : epochs}</td>
      <td className="number">{rateText(ap)}</td>
      <td className="number">{rateText(ap50)}</td>
    </tr>
  )
}

/** How it stands in words; what has not begun waits. */
function TrialState({ trial: { state, isUnderWay, rungsDone } }: { readonly trial: SearchTrial }) {
  const { t } = useTranslation()
  if (isUnderWay) return <>{t('search.state.training')}</>
  if (state === 'open') return <>{rungsDone > 0 ? t('search.state.resting') : t('search.state.waiting')}</>
  return <>{t(`search.state.${state}`)}</>
}
