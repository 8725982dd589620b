import { X } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../shared/reports.ts'
import { rateText } from '../charts/figureText.ts'
import { LineChart } from '../charts/LineChart.tsx'
import { IconButton } from '../design/Button.tsx'
import { comparisonChart, differentSettings } from './compareRuns.ts'
import { CombineRuns } from './ensembles/CombineRuns.tsx'
import styles from './RunComparison.module.css'
import { minutesText, speedText, weightsText } from './runCosts.ts'
import { runName } from './runWords.ts'
import { settingWords } from './settingWords.ts'
import { compareNone } from './trainView.ts'
import { useEpochsOf } from './useEpochsOf.ts'

/** What came out of a run, before what went into it. */
const results: readonly {
  readonly name: 'ap' | 'ap50' | 'speed' | 'weights' | 'minutes'
  readonly textOf: (run: Run) => string
}[] = [
  { name: 'ap', textOf: (run) => rateText(run.bestAp) },
  { name: 'ap50', textOf: (run) => rateText(run.bestAp50) },
  { name: 'speed', textOf: speedText },
  { name: 'weights', textOf: weightsText },
  { name: 'minutes', textOf: minutesText },
]

/** Two or more runs side by side: their validation curves, what they reached and cost, and the settings in which they differ. */
export function RunComparison({ runs }: { readonly runs: readonly Run[] }) {
  const { t } = useTranslation()
  const epochs = useEpochsOf(runs)
  const chart = useMemo(
    () =>
      comparisonChart(
        runs.map((run) => ({ name: runName(run), epochs: epochs.get(run.id) ?? [] })),
        t('train.compare.curve'),
        t('train.compare.minutes'),
      ),
    [runs, epochs, t],
  )
  const differences = differentSettings(runs)
  return (
    <section className={styles.comparison} aria-label={t('train.compare.title')}>
      <Head runs={runs} />
      <div className={styles.chart}>
        <LineChart chart={chart} format={rateText} />
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('train.compare.setting')}</th>
            {runs.map((run) => (
              <th key={run.id} scope="col">
                {runName(run)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {results.map(({ name, textOf }) => (
            <tr key={name} className={styles.result}>
              <th scope="row">{t(`train.table.${name}`)}</th>
              {runs.map((run) => (
                <td key={run.id} className="number">
                  {textOf(run)}
                </td>
              ))}
            </tr>
          ))}
          {differences.map(({ key, texts }) => (
            <tr key={key}>
              <th scope="row">{t(`train.label.${key}`)}</th>
              {runs.map((run, index) => (
                <td key={run.id} className="number">
                  {settingWords(t, key, texts[index] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {differences.length === 0 && <p className={styles.note}>{t('train.compare.same')}</p>}
    </section>
  )
}

function Head({ runs }: { readonly runs: readonly Run[] }) {
  const { t } = useTranslation()
  return (
    <header className={styles.head}>
      <h2>{t('train.compare.titleOf', { count: runs.length })}</h2>
      <div className={styles.actions}>
        <CombineRuns runs={runs} />
        <IconButton label={t('train.compare.close')} onClick={compareNone}>
          <X size={16} />
        </IconButton>
      </div>
    </header>
  )
}
