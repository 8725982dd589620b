import { Table2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { canDetect } from '../../shared/ensemble.ts'
import type { Run } from '../../shared/reports.ts'
import type { Search } from '../../shared/searchCalls.ts'
import { rateText } from '../charts/figureText.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { openResultsOf } from '../results/resultsView.ts'
import { useJobs } from '../stores/jobs.ts'
import { RemoveRun } from './RemoveRun.tsx'
import styles from './RunTable.module.css'
import { minutesText, speedText, weightsText } from './runCosts.ts'
import { epochCountOf, isUnderWay, partSizes, runStateOf } from './runState.ts'
import { deviceName, reasonText, runName, timeText } from './runWords.ts'
import { SearchRow } from './search/SearchRow.tsx'
import { runsAndSearches, type Shown } from './shown.ts'
import { compareRun, selectRun, useTrainView } from './trainView.ts'

type RunTableProps = {
  readonly runs: readonly Run[]
  readonly searches: readonly Search[]
  readonly shown: Shown
  readonly onRemoved: () => void
}

const columns = [
  ...(['name', 'started', 'images', 'epochs', 'ap50', 'ap', 'speed', 'weights', 'minutes'] as const),
  ...(['device', 'reason'] as const),
]

/** Runs and searches, the newest first; the trials of a search stand in its own table. */
export function RunTable({ runs, searches, shown, onRemoved }: RunTableProps) {
  const { t } = useTranslation()
  const [removing, setRemoving] = useState<Run | null>(null)
  const entries = runsAndSearches(runs, searches)
  return (
    <section className={styles.runs} aria-label={t('train.table.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`train.table.${column}`)}
              </th>
            ))}
            <td className={styles.last} />
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) =>
            entry.kind === 'search' ? (
              <SearchRow
                key={`search ${entry.search.id}`}
                search={entry.search}
                isShown={shown.kind === 'search' && shown.search.id === entry.search.id}
              />
            ) : (
              <RunRow
                key={entry.run.id}
                run={entry.run}
                isShown={shown.kind === 'run' && shown.run.id === entry.run.id}
                onRemove={() => setRemoving(entry.run)}
              />
            ),
          )}
        </tbody>
      </table>
      <RemoveRun run={removing} onClose={() => setRemoving(null)} onRemoved={onRemoved} />
    </section>
  )
}

type RunRowProps = { readonly run: Run; readonly isShown: boolean; readonly onRemove: () => void }

function RunRow({ run, isShown, onRemove }: RunRowProps) {
  const { t, i18n } = useTranslation()
  const job = useJobs((state) => state.jobs.find((other) => other.id === run.jobId) ?? null)
  const isCompared = useTrainView(({ comparedIds }) => comparedIds.includes(run.id))
  const state = runStateOf(run, job)
  return (
    <tr className={styles.row} aria-current={isShown} onClick={() => selectRun(run.id)}>
      <td className={styles.tick}>
        <input
          type="checkbox"
          aria-label={t('train.table.compare', { name: runName(run) })}
          title={t('train.table.compareHint')}
          checked={isCompared}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => compareRun(run.id, event.target.checked)}
        />
      </td>
      <th scope="row">
        <button type="button" className={styles.name}>
          {runName(run)}
        </button>
      </th>
      <td>{timeText(run.createdAt, i18n.language)}</td>
      <td className="number">{partSizes(run)}</td>
      <td className="number">{epochCountOf(job) ?? run.bestEpoch ?? '–'}</td>
      <td className="number">{rateText(run.bestAp50)}</td>
      <td className="number">{rateText(run.bestAp)}</td>
      <td className="number">{speedText(run)}</td>
      <td className="number">{weightsText(run)}</td>
      <td className="number">{minutesText(run)}</td>
      <td className={styles.device} title={run.device?.name}>
        {run.device ? deviceName(run.device.name) : '–'}
      </td>
      <td>{state === 'done' ? reasonText(t, run.endReason) : t(`train.state.${state}`)}</td>
      <td className={styles.last}>
        <div className={styles.actions}>
          <Button look="quiet" disabled={!canDetect(run)} onClick={() => openResultsOf(run.id)}>
            <Table2 size={14} aria-hidden="true" />
            {t('train.table.evaluate')}
          </Button>
          <IconButton label={t('train.table.remove')} disabled={isUnderWay(state)} onClick={onRemove}>
            <Trash2 size={14} />
          </IconButton>
        </div>
      </td>
    </tr>
  )
}
