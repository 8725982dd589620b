import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { readFigures } from '../../../shared/evaluationData.ts'
import type { Evaluation, Run } from '../../../shared/reports.ts'
import { runName } from '../../train/runWords.ts'
import { matchAt, prepare, readAt } from '../reading.ts'
import { useOwnView } from '../resultsView.ts'
import { useEvaluationData } from '../useEvaluations.ts'
import { type Figures, useReading } from '../useReading.ts'
import { ComparedBoxes } from './ComparedBoxes.tsx'
import styles from './CompareTab.module.css'
import { ComparisonTable } from './ComparisonTable.tsx'
import { compareRuns, type Side, withImagesOf } from './comparison.ts'

type ComparedRunsProps = {
  readonly run: Run
  readonly other: Run
  readonly figures: Figures
  /** Of the other run on the same part, and on the validation part. */
  readonly evaluation: Evaluation
  readonly validation: Evaluation | null
}

export function ComparedRuns({ run, other, figures, evaluation, validation }: ComparedRunsProps) {
  const { t } = useTranslation()
  const { here, there } = useSides(figures, evaluation, validation)
  const comparison = useMemo(() => there && compareRuns(here, there), [here, there])
  if (!comparison || !there) return <p className={styles.loading}>{t('results.loading')}</p>
  const names = { here: runName(run), there: runName(other) }
  return (
    <div className={styles.columns}>
      <ComparisonTable comparison={comparison} here={here} there={there} names={names} />
      <ComparedBoxes comparison={comparison} prepared={here.matched.prepared} names={names} />
    </div>
  )
}

/** Both runs on the images that both have seen, each at the confidence that the same rule gives it. */
function useSides(figures: Figures, evaluation: Evaluation, validation: Evaluation | null) {
  const thresholds = useOwnView()
  const { matched, reading } = figures
  const own = matched.prepared.data
  const otherData = useEvaluationData(evaluation.id, readFigures)
  const otherShared = useMemo(() => otherData && withImagesOf(otherData, own), [otherData, own])
  const ownShared = useMemo(() => (otherData ? withImagesOf(own, otherData) : own), [own, otherData])
  const there = useReading(otherShared, useEvaluationData(validation?.id ?? null, readFigures), thresholds)
  const preparedShared = useMemo(() => (ownShared === own ? null : prepare(ownShared)), [own, ownShared])
  const here = useMemo((): Side => {
    if (!preparedShared) return { matched, reading }
    const matchedShared = matchAt(preparedShared, reading.iou)
    return { matched: matchedShared, reading: readAt(matchedShared, reading.confidence) }
  }, [preparedShared, matched, reading])
  return { here, there }
}
