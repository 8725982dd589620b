import { Table2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { showActivity } from '../stores/activity.ts'
import { useProject } from '../stores/project.ts'
import { useRuns } from '../train/useRuns.ts'
import { EvaluationView } from './EvaluationView.tsx'
import { NotEvaluated } from './NotEvaluated.tsx'
import styles from './Results.module.css'
import { RunPicker } from './RunPicker.tsx'
import { offeredRuns, shownResult, useOwnChoice } from './resultsView.ts'
import { FoldsBar } from './suspects/FoldsBar.tsx'
import { useEvaluations } from './useEvaluations.ts'
import { useWishedRun } from './useWish.ts'

/** Figures of a run on a part of the images, and the way to the labels behind them. */
export function Results() {
  const path = useProject((state) => state.project?.path ?? null)
  // Another project begins with an empty screen.
  return <ResultsScreen key={path} projectPath={path} />
}

function ResultsScreen({ projectPath }: { readonly projectPath: string | null }) {
  const { runs } = useRuns()
  const evaluations = useEvaluations()
  const runId = useOwnChoice('runId')
  const part = useOwnChoice('split')
  useWishedRun()
  if (!runs || !evaluations) return <div className={styles.screen} />
  const usable = offeredRuns(runs, evaluations, { runId })
  const { run, split, evaluation, validation } = shownResult({ runId, split: part }, usable, evaluations)
  if (!run) return <NoRun />
  return (
    <div className={styles.screen}>
      <RunPicker runs={usable} run={run} split={split} evaluation={evaluation} />
      {evaluation ? (
        <EvaluationView
          key={evaluation.id}
          subject={`${projectPath} ${evaluation.id}`}
          evaluation={evaluation}
          validation={validation}
          run={run}
          runs={usable}
          evaluations={evaluations}
        />
      ) : (
        split !== 'folds' && <NotEvaluated run={run} split={split} />
      )}
    </div>
  )
}

function NoRun() {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={<Table2 size={32} aria-hidden="true" />}
      title={t('results.noRun.title')}
      text={t('results.noRun.text')}
    >
      <Button look="primary" onClick={() => showActivity('train')}>
        {t('results.noRun.button')}
      </Button>
      <FoldsBar run={null} images={[]} />
    </EmptyState>
  )
}
