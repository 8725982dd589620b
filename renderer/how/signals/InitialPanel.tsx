import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Starts, startNames } from '../../../shared/howCalls.ts'
import type { EvaluatedImage, Run } from '../../../shared/reports.ts'
import { LineChart } from '../../charts/LineChart.tsx'
import { Checkbox } from '../../design/Field.tsx'
import { Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { Answer } from '../Answer.tsx'
import { Lesson } from '../Lesson.tsx'
import { useHowAnswer } from '../useHowAnswer.ts'
import { depthChart } from './depth.ts'
import { layerNames } from './layerNames.ts'
import { SignalRow } from './SignalRow.tsx'
import styles from './Signals.module.css'
import { deviationText } from './spreadText.ts'
import { startLines } from './startLines.ts'

type InitialPanelProps = { readonly run: Run; readonly image: EvaluatedImage }
type StartName = (typeof startNames)[number]

const looks = {
  small: { color: '--danger', dash: 'dotted' },
  large: { color: '--warn', dash: 'dashed' },
  xavier: { color: '--good', dash: 'solid' },
  kaiming: { color: '--accent', dash: 'solid' },
} as const satisfies Readonly<Record<StartName, object>>

/** What random weights do to the signal before anything is learned. */
export function InitialPanel({ run, image }: InitialPanelProps) {
  const { t } = useTranslation()
  const [hasNorm, setHasNorm] = useState(false)
  const normalisation = hasNorm ? 'batch' : 'none'
  const asked = useHowAnswer('how.starts', { runId: run.id, imageId: image.id, normalisation })
  return (
    <Lesson panel="initial">
      <Checkbox label={t('how.signals.hasNorm')} isChecked={hasNorm} onChange={setHasNorm} />
      <Answer asked={asked}>{(starts) => <AllStarts starts={starts} size={run.settings.size} />}</Answer>
      <Formula lines={startLines(run.settings.width)} />
    </Lesson>
  )
}

function AllStarts({ starts, size }: { readonly starts: Starts; readonly size: number }) {
  const { t } = useTranslation()
  // All are of one shape.
  const names = layerNames(t, starts[0]?.signals ?? [], size)
  const lines = starts.map(({ start, signals }) => ({
    id: start,
    label: t(`how.signals.start.${start}`),
    ...looks[start],
    signals,
  }))
  return (
    <>
      <div className={styles.chart}>
        <LineChart chart={depthChart(t('how.signals.chart'), t('how.signals.layer'), lines)} format={deviationText} />
      </div>
      {lines.map(({ id, label, signals }) => (
        <SignalRow key={id} title={label} signals={signals} names={names} />
      ))}
    </>
  )
}
