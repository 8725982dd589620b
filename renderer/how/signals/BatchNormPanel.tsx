import { useTranslation } from 'react-i18next'
import type { Signal, Signals } from '../../../shared/howCalls.ts'
import type { EvaluatedImage, Run } from '../../../shared/reports.ts'
import { shortNumber } from '../../charts/figureText.ts'
import { LineChart } from '../../charts/LineChart.tsx'
import { Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { Answer } from '../Answer.tsx'
import { Lesson } from '../Lesson.tsx'
import { useHowAnswer } from '../useHowAnswer.ts'
import { depthChart } from './depth.ts'
import { layerNames } from './layerNames.ts'
import { SignalRow } from './SignalRow.tsx'
import styles from './Signals.module.css'
import { deviationText } from './spreadText.ts'

type SignalsPanelProps = { readonly run: Run; readonly image: EvaluatedImage }

/** The signal through the layers of the run's own network, and through the same without its batch norm. */
export function BatchNormPanel({ run, image }: SignalsPanelProps) {
  const asked = useHowAnswer('how.signals', { runId: run.id, imageId: image.id })
  return (
    <Lesson panel="batchNorm">
      <Answer asked={asked}>{(signals) => <WithAndWithout signals={signals} size={run.settings.size} />}</Answer>
    </Lesson>
  )
}

type WithAndWithoutProps = { readonly signals: Signals; readonly size: number }

function WithAndWithout({ signals: { trained, without, normalisation }, size }: WithAndWithoutProps) {
  const { t } = useTranslation()
  const names = layerNames(t, trained, size)
  const lines = [
    { id: 'with', label: t('how.signals.with'), color: '--accent', dash: 'solid', signals: trained },
    { id: 'without', label: t('how.signals.without'), color: '--warn', dash: 'dashed', signals: without },
  ] as const
  const last = trained.length - 1
  return (
    <>
      {normalisation === 'none' && <p className={styles.note}>{t('how.signals.none')}</p>}
      <div className={styles.chart}>
        <LineChart chart={depthChart(t('how.signals.chart'), t('how.signals.layer'), lines)} format={deviationText} />
      </div>
      <SignalRow title={t('how.signals.with')} signals={trained} names={names} />
      <SignalRow title={t('how.signals.without')} signals={without} names={names} />
      <Formula
        lines={[
          'y = γ · (x − μ) / √(σ² + ε) + β',
          `${names.get(trained[last]!.layer)}: σ = ${text(trained[last]!)} | γ = 1, β = 0, μ = 0, σ² = 1: σ = ${text(without[last]!)}`,
        ]}
      />
    </>
  )
}

const text = ({ deviation }: Signal): string => (deviation === null ? '∞' : shortNumber(deviation))
