import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { jobTitle, timeLeft } from '../../shell/progressText.ts'
import { cancelJob, useJobs } from '../../stores/jobs.ts'
import styles from './Exchange.module.css'

/** How far a job is, and how to end it. Nothing when the job is not known yet. */
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
      <p className={styles.help}>
        {jobTitle(t, job)} {timeLeft(t, job.progress.secondsLeft)}
      </p>
    </div>
  )
}
