import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evaluation, Run } from '../../../shared/reports.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { runName } from '../../train/runWords.ts'
import { InlineSelect } from '../InlineSelect.tsx'
import { NotEvaluated } from '../NotEvaluated.tsx'
import type { Figures } from '../useReading.ts'
import { ComparedRuns } from './ComparedRuns.tsx'
import styles from './CompareTab.module.css'

type CompareTabProps = {
  readonly run: Run
  readonly runs: readonly Run[]
  readonly evaluation: Evaluation
  readonly evaluations: readonly Evaluation[]
  readonly figures: Figures
}

/** The run on the screen beside another one on the same images. */
export const CompareTab = memo(function CompareTab({ run, runs, evaluation, evaluations, figures }: CompareTabProps) {
  const { t } = useTranslation()
  const [chosenId, setChosenId] = useState<number | null>(null)
  // Folds are judged on other images than the parts of a split.
  const others = runs.filter((other) => other.id !== run.id && (other.folds === null) === (run.folds === null))
  const other = others.find(({ id }) => id === chosenId) ?? others[0]
  if (!other) return <EmptyState title={t('results.compare.none')} text={t('results.compare.noneText')} />
  const on = (split: Evaluation['split']) =>
    evaluations.find((each) => each.runId === other.id && each.split === split) ?? null
  const { split } = evaluation
  const otherEvaluation = on(split)
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <InlineSelect
          label={t('results.compare.with')}
          value={String(other.id)}
          choices={others.map((each) => ({ value: String(each.id), label: runName(each) }))}
          onChoose={(id) => setChosenId(Number(id))}
        />
      </div>
      {otherEvaluation ? (
        <ComparedRuns
          key={otherEvaluation.id}
          run={run}
          other={other}
          figures={figures}
          evaluation={otherEvaluation}
          validation={split === 'val' ? null : on('val')}
        />
      ) : (
        split !== 'folds' && <NotEvaluated run={other} split={split} />
      )}
    </div>
  )
})
