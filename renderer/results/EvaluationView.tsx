import { Tabs } from 'radix-ui'
import { useLayoutEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { readFigures } from '../../shared/evaluationData.ts'
import type { Evaluation, Run } from '../../shared/reports.ts'
import { CurvesTab } from './CurvesTab.tsx'
import { CompareTab } from './compare/CompareTab.tsx'
import { CalibrationTab } from './curves/CalibrationTab.tsx'
import styles from './EvaluationView.module.css'
import { MatrixTab } from './MatrixTab.tsx'
import { ImagesTab } from './pictures/ImagesTab.tsx'
import { ReadingLine } from './ReadingLine.tsx'
import { ResultTabs } from './ResultTabs.tsx'
import { definedFigure } from './reading.ts'
import { readingText } from './readingText.ts'
import { ReportButton } from './report/ReportButton.tsx'
import { changeView, type ResultsTab, useOwnView } from './resultsView.ts'
import { beginReview } from './review.ts'
import { SuspectsTab } from './suspects/SuspectsTab.tsx'
import { Thresholds } from './Thresholds.tsx'
import { useEvaluationData } from './useEvaluations.ts'
import { type Figures, useReading } from './useReading.ts'
import { useWishedCell } from './useWish.ts'

type EvaluationViewProps = {
  /** Names project and evaluation. */
  readonly subject: string
  readonly evaluation: Evaluation
  /** The same run on the validation part, when another one is shown and that was evaluated. */
  readonly validation: Evaluation | null
  readonly run: Run
  /** All that could be shown, to compare with. */
  readonly runs: readonly Run[]
  readonly evaluations: readonly Evaluation[]
}

/** All figures of one evaluation, in tabs, under one confidence and one IoU. */
export function EvaluationView({ subject, evaluation, validation, run, runs, evaluations }: EvaluationViewProps) {
  const { t } = useTranslation()
  const thresholds = useOwnView()
  const onValidation = useEvaluationData(validation?.id ?? null, readFigures)
  const figures = useReading(useEvaluationData(evaluation.id), onValidation, thresholds)
  useReviewOf(subject, figures)
  useWishedCell(evaluation, figures !== null)
  // Not in each frame of a slider whose figures come later.
  const text = useMemo(() => figures && readingText(t, run, evaluation, figures), [t, run, evaluation, figures])
  if (!figures || text === null) return <p className={styles.loading}>{t('results.loading')}</p>
  return (
    <Tabs.Root
      className={styles.view}
      value={thresholds.tab}
      onValueChange={(tab) => changeView({ tab: tab as ResultsTab })}
    >
      <div className={styles.bar}>
        <ResultTabs />
        <ReportButton
          evaluation={evaluation}
          confidence={thresholds.confidence === 'auto' ? 'auto' : figures.reading.confidence}
          iou={thresholds.iou}
        />
      </div>
      <div className={styles.reading}>
        <Thresholds
          evaluation={evaluation}
          figures={figures}
          confidence={typeof thresholds.confidence === 'number' ? thresholds.confidence : null}
          iou={thresholds.iou}
        />
        <ReadingLine text={text} figures={figures} />
      </div>
      <Tabs.Content className={styles.content} value="matrix" tabIndex={-1}>
        <MatrixTab figures={figures} subtitle={text} />
      </Tabs.Content>
      <Tabs.Content className={styles.content} value="curves" tabIndex={-1}>
        <CurvesTab matched={figures.matched} confidence={figures.reading.confidence} />
      </Tabs.Content>
      <Tabs.Content className={styles.content} value="images" tabIndex={-1}>
        <ImagesTab subject={subject} run={run} matched={figures.matched} confidence={figures.reading.confidence} />
      </Tabs.Content>
      <Tabs.Content className={styles.content} value="suspects" tabIndex={-1}>
        <SuspectsTab run={run} matched={figures.matched} confusion={figures.reading.confusion} />
      </Tabs.Content>
      <Tabs.Content className={styles.content} value="calibration" tabIndex={-1}>
        <CalibrationTab matched={figures.matched} confidence={figures.reading.confidence} />
      </Tabs.Content>
      <Tabs.Content className={styles.content} value="compare" tabIndex={-1}>
        <CompareTab run={run} runs={runs} evaluation={evaluation} evaluations={evaluations} figures={figures} />
      </Tabs.Content>
    </Tabs.Root>
  )
}

/** The figures before the first fix are remembered when they are first seen. */
function useReviewOf(subject: string, figures: Figures | null): void {
  const ap = figures ? definedFigure(figures.prepared.coco.figures.AP) : null
  const confidence = figures?.reading.confidence ?? null
  // Before anything is painted: a cell of another evaluation must not be seen.
  useLayoutEffect(() => {
    if (confidence !== null) beginReview(subject, ap, confidence)
  }, [subject, ap, confidence])
}
