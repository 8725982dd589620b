import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { cancelJob, useJobs } from '../stores/jobs.ts'
import styles from './JobProgress.module.css'
import { jobTitle, timeLeft } from './progressText.ts'

/** How far a job is, and how to end it; a bar alone while it is not known yet. */
export function JobProgress({ jobId }: { readonly jobId: number | null }) {
  const { t } = useTranslation()
  const job = useJobs(({ jobs }) => jobs.find(({ id }) => id === jobId) ?? null)
  if (!job) return <ProgressBar label={t('exchange.working')} value={null} />
  return (
    <div className={styles.progress} role="status">
      <div className={styles.row}>
        <ProgressBar label={jobTitle(t, job)} value={job.progress.value} />
        <Button onClick={() => cancelJob(job.id)}>{t('common.cancel')}</Button>
      </div>
      <p className={styles.words}>
        {jobTitle(t, job)} {timeLeft(t, job.progress.secondsLeft)}
      </p>
    </div>
  )
}
