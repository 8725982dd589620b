import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Epoch, Run } from '../../shared/reports.ts'
import { evenNumber, rateText, shortNumber } from '../charts/figureText.ts'
import { LineChart } from '../charts/LineChart.tsx'
import { EpochTable } from './EpochTable.tsx'
import { runCurves } from './epochs.ts'
import { RunHeader } from './RunHeader.tsx'
import { RunSettings } from './RunSettings.tsx'
import styles from './RunView.module.css'
import { isUnderWay, runStateOf } from './runState.ts'
import { lossName, runName } from './runWords.ts'
import { SampleStrip } from './SampleStrip.tsx'
import { useRunJob } from './useRunJob.ts'
import { useEpochs } from './useRuns.ts'

/** One run: how it stands, its curves, its epochs and its settings. */
export function RunView({ run }: { readonly run: Run }) {
  const { t } = useTranslation()
  const job = useRunJob(run.jobId)
  const epochs = useEpochs(run.id)
  const state = runStateOf(run, job)
  return (
    <section className={styles.run} aria-label={runName(run)}>
      <RunHeader run={run} job={job} state={state} epochs={epochs ?? []} />
      {epochs && epochs.length > 0 && <Curves epochs={epochs} />}
      {epochs?.length === 0 && (
        <p className={styles.nothing}>{isUnderWay(state) ? t('train.run.noEpochYet') : t('train.run.noEpoch')}</p>
      )}
      <SampleStrip run={run} />
      <div className={styles.details}>
        {epochs && epochs.length > 0 && <EpochTable epochs={epochs} bestEpoch={run.bestEpoch} />}
        <RunSettings settings={run.settings} />
      </div>
    </section>
  )
}

function Curves({ epochs }: { readonly epochs: readonly Epoch[] }) {
  const { t } = useTranslation()
  const curves = useMemo(
    () =>
      runCurves(epochs, {
        epoch: t('train.curve.epoch'),
        losses: t('train.curve.losses'),
        validation: t('train.curve.validation'),
        learningRate: t('train.curve.learningRate'),
        rate: t('train.fact.rate'),
        lossName: (name) => lossName(t, name),
      }),
    [epochs, t],
  )
  return (
    <div className={styles.curves}>
      <LineChart chart={curves.losses} format={evenNumber} />
      <LineChart chart={curves.validation} format={rateText} />
      <LineChart chart={curves.learningRate} format={shortNumber} />
    </div>
  )
}
