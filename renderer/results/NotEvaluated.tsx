import { useTranslation } from 'react-i18next'
import type { EvaluablePart, Run } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { KeyMark } from '../design/KeyMark.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { jobTitle, timeLeft } from '../shell/progressText.ts'
import { showActivity } from '../stores/activity.ts'
import { cancelJob, useJobs } from '../stores/jobs.ts'
import { useProject } from '../stores/project.ts'
import { evaluateRun, useUnderWay } from './evaluateRun.ts'
import styles from './NotEvaluated.module.css'
import { chooseResult } from './resultsView.ts'

type NotEvaluatedProps = { readonly run: Run; readonly split: EvaluablePart }

/** Nothing is known of this run on this part yet: the button that changes it, then how far that is. */
export function NotEvaluated({ run, split }: NotEvaluatedProps) {
  const { t } = useTranslation()
  const jobId = useUnderWay(
    ({ evaluations }) => evaluations.find((other) => other.runId === run.id && other.split === split)?.jobId,
  )
  const isEmpty = useProject(({ project }) => split !== 'all' && project?.splits[split] === 0)
  const evaluate = () => {
    // The next keys are for the figures, and no more for the list in which run or part was chosen.
    if (document.activeElement instanceof HTMLSelectElement) document.activeElement.blur()
    void evaluateRun(t, run.id, split)
  }
  useCommands({ 'results.evaluate': { run: evaluate, canRun: () => jobId === undefined && !isEmpty } })
  if (jobId !== undefined) return <Evaluating jobId={jobId} />
  const part = t(`results.split.${split}`)
  if (isEmpty) return <EmptyPart run={run} part={part} />
  return (
    <EmptyState title={t('results.evaluate.title')} text={t('results.evaluate.text', { part })}>
      <Button look="primary" onClick={evaluate}>
        {t('results.evaluate.button')} <KeyMark command="results.evaluate" />
      </Button>
    </EmptyState>
  )
}

/** There is nothing to evaluate on; all images are a beginning. */
function EmptyPart({ run, part }: { readonly run: Run; readonly part: string }) {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('results.evaluate.emptyTitle')} text={t('results.evaluate.emptyText', { part })}>
      <Button look="primary" onClick={() => chooseResult(run.id, 'all')}>
        {t('results.evaluate.takeAll')}
      </Button>
      <Button onClick={() => showActivity('images')}>{t('results.evaluate.toImages')}</Button>
    </EmptyState>
  )
}

function Evaluating({ jobId }: { readonly jobId: number }) {
  const { t } = useTranslation()
  const job = useJobs((state) => state.jobs.find((other) => other.id === jobId))
  if (!job) return null
  const title = jobTitle(t, job)
  return (
    <div className={styles.running}>
      <p>{title}</p>
      <div className={styles.bar}>
        <ProgressBar label={title} value={job.progress.value} />
      </div>
      <p className={styles.left}>{timeLeft(t, job.progress.secondsLeft)}</p>
      <Button onClick={() => cancelJob(jobId)}>{t('common.cancel')}</Button>
    </div>
  )
}
