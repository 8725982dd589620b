import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EvaluatedImage, Run } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { jobTitle, timeLeft } from '../../shell/progressText.ts'
import { activeJob, cancelJob, useJobs } from '../../stores/jobs.ts'
import { useRuns } from '../../train/useRuns.ts'
import styles from './FoldsBar.module.css'
import { FoldsDialog } from './FoldsDialog.tsx'
import { resumeFolds } from './foldsRun.ts'

type FoldsBarProps = {
  /** The run whose suspects are shown; null when there is none yet. */
  readonly run: Run | null
  readonly images: readonly EvaluatedImage[]
}

/** Whether the models that judge saw the images, and the way to those that did not. */
export function FoldsBar({ run, images }: FoldsBarProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const job = useJobs(({ jobs }) => activeJob(jobs, ['folds']))
  const { runs } = useRuns()
  const stopped = runs?.find(({ folds, isResumable }) => folds !== null && isResumable) ?? null
  const trainedOn = images.filter(({ split }) => split === 'train').length
  if (job) {
    return (
      <div className={styles.bar}>
        <span>{jobTitle(t, job)}</span>
        <div className={styles.progress}>
          <ProgressBar label={jobTitle(t, job)} value={job.progress.value} />
        </div>
        <span className={styles.left}>{timeLeft(t, job.progress.secondsLeft)}</span>
        <Button onClick={() => cancelJob(job.id)}>{t('common.cancel')}</Button>
      </div>
    )
  }
  return (
    <div className={run ? styles.bar : styles.bare}>
      {run && <p className={styles.word}>{wordOn(run)}</p>}
      {stopped && (
        <Button onClick={() => void resumeFolds(stopped.id)}>
          {t('results.folds.resume', { done: stopped.folds!.done, count: stopped.folds!.count })}
        </Button>
      )}
      <Button onClick={() => setOpen(true)}>{t('results.folds.button')}</Button>
      <FoldsDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  )

  function wordOn({ folds }: Run): string {
    if (folds) return t('results.folds.unseen', { count: folds.count })
    if (trainedOn === 0) return t('results.folds.notTrainedOn')
    return t('results.folds.trainedOn', { trained: trainedOn, count: images.length })
  }
}
