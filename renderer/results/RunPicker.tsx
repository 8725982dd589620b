import { GraduationCap, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Evaluation, type EvaluationSplit, evaluablePart, type Run } from '../../shared/reports.ts'
import { rateText } from '../charts/figureText.ts'
import { Button } from '../design/Button.tsx'
import { Hint } from '../design/Hint.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { showActivity } from '../stores/activity.ts'
import { runName, timeText } from '../train/runWords.ts'
import { evaluateRun, useUnderWay } from './evaluateRun.ts'
import { InlineSelect } from './InlineSelect.tsx'
import styles from './RunPicker.module.css'
import { chooseResult } from './resultsView.ts'

type RunPickerProps = {
  readonly runs: readonly Run[]
  readonly run: Run
  readonly split: EvaluationSplit
  readonly evaluation: Evaluation | null
}

/** A cross-validation has judged its images for good: there is no model left that could judge others. */
const partsOf = ({ folds }: Run): readonly EvaluationSplit[] => (folds === null ? evaluablePart.options : ['folds'])

export function RunPicker({ runs, run, split, evaluation }: RunPickerProps) {
  const { t, i18n } = useTranslation()
  const isUnderWay = useUnderWay(({ evaluations }) =>
    evaluations.some((other) => other.runId === run.id && other.split === split),
  )
  const canEvaluateAgain = evaluation !== null && split !== 'folds' && !isUnderWay
  const evaluateAgain = () => {
    if (split !== 'folds') void evaluateRun(t, run.id, split)
  }
  useCommands({ 'results.evaluate': { run: evaluateAgain, canRun: () => canEvaluateAgain } })
  const worthOf = ({ folds, bestAp50 }: Run) =>
    folds ? t('results.folds.run', { count: folds.count }) : `AP50 ${rateText(bestAp50)}`
  return (
    <header className={styles.bar}>
      <InlineSelect
        label={t('results.run')}
        value={String(run.id)}
        choices={runs.map((other) => ({
          value: String(other.id),
          label: `${runName(other)} · ${timeText(other.createdAt, i18n.language)} · ${worthOf(other)}`,
        }))}
        onChoose={(id) => chooseResult(Number(id), split)}
      />
      <InlineSelect
        label={t('results.part')}
        value={split}
        choices={partsOf(run).map((value) => ({ value, label: t(`results.split.${value}`) }))}
        onChoose={(value) => chooseResult(run.id, value)}
      />
      <Hint text={t('keys.commands.window.showHow')} command="window.showHow">
        <Button look="quiet" onClick={() => showActivity('how')}>
          <GraduationCap size={14} aria-hidden="true" />
          {t('rail.how')}
        </Button>
      </Hint>
      {evaluation && split !== 'folds' && (
        <Hint text={t('results.evaluate.again')} command="results.evaluate">
          <Button look="quiet" disabled={!canEvaluateAgain} onClick={evaluateAgain}>
            <RotateCcw size={14} aria-hidden="true" />
            {isUnderWay ? t('results.evaluate.running') : t('results.evaluate.again')}
          </Button>
        </Hint>
      )}
    </header>
  )
}
