import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readFigures } from '../../../shared/evaluationData.ts'
import { evaluablePart, type Run } from '../../../shared/reports.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { ValueSlider } from '../../design/ValueSlider.tsx'
import { InlineSelect } from '../../results/InlineSelect.tsx'
import { NotEvaluated } from '../../results/NotEvaluated.tsx'
import { prepare } from '../../results/reading.ts'
import { changeView, shownResult, useOwnChoice } from '../../results/resultsView.ts'
import { useEvaluationData, useEvaluations } from '../../results/useEvaluations.ts'
import { Lesson } from '../Lesson.tsx'
import { CurvePlayer } from './CurvePlayer.tsx'
import { judgedClass } from './judgedClass.ts'
import styles from './PrecisionRecallPanel.module.css'

/** The curve of a class of an evaluation, built one detection at a time. */
export function PrecisionRecallPanel({ run }: { readonly run: Run }) {
  const split = useOwnChoice('split')
  const evaluations = useEvaluations()
  if (!evaluations) return null
  const shown = shownResult({ runId: run.id, split }, [run], evaluations)
  if (shown.evaluation) return <Evaluated evaluationId={shown.evaluation.id} />
  return (
    <Lesson panel="precisionRecall">
      <div className={styles.bar}>
        <PartSelect />
      </div>
      {shown.split !== 'folds' && <NotEvaluated run={run} split={shown.split} />}
    </Lesson>
  )
}

function PartSelect() {
  const { t } = useTranslation()
  const split = useOwnChoice('split')
  return (
    <InlineSelect
      label={t('results.part')}
      value={split === 'folds' ? 'test' : split}
      choices={evaluablePart.options.map((value) => ({ value, label: t(`results.split.${value}`) }))}
      onChoose={(value) => changeView({ split: value })}
    />
  )
}

function Evaluated({ evaluationId }: { readonly evaluationId: number }) {
  const { t } = useTranslation()
  const data = useEvaluationData(evaluationId, readFigures)
  const prepared = useMemo(() => data && prepare(data), [data])
  const [classId, setClassId] = useState<number | null>(null)
  const [iou, setIou] = useState(0.5)
  const labelled = prepared?.indexes().filter(({ groundTruths }) => groundTruths.length > 0) ?? []
  const index = labelled.find(({ category }) => category.id === classId) ?? labelled[0]
  const judged = useMemo(() => (prepared && index ? judgedClass(prepared, index, iou) : null), [prepared, index, iou])
  if (!prepared) return <Lesson panel="precisionRecall">{t('results.loading')}</Lesson>
  return (
    <Lesson panel="precisionRecall">
      <div className={styles.bar}>
        <PartSelect />
        {index && (
          <InlineSelect
            label={t('how.curve.class')}
            value={String(index.category.id)}
            choices={labelled.map(({ category }) => ({ value: String(category.id), label: category.name }))}
            onChoose={(id) => setClassId(Number(id))}
          />
        )}
        {index && <ValueSlider label={t('results.iou')} value={iou} low={0.05} high={0.95} onChange={setIou} />}
      </div>
      {judged && index ? (
        <CurvePlayer
          key={`${evaluationId} ${index.category.id} ${iou}`}
          judged={judged}
          categories={prepared.data.categories}
        />
      ) : (
        <EmptyState title={t('how.curve.noLabels')} text={t('how.curve.noLabelsText')} />
      )}
    </Lesson>
  )
}
