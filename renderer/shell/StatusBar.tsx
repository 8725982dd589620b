import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../design/Button.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { engineText } from '../engineText.ts'
import { activeJob, cancelJob, useJobs } from '../stores/jobs.ts'
import { useMessages } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { jobTitle, timeLeft } from './progressText.ts'
import styles from './StatusBar.module.css'

/** So long a note stays: later it would be taken for news of what is done then. Errors stay until they are read. */
const noteMs = 60_000

export function StatusBar() {
  const { t } = useTranslation()
  const job = activeJob(useJobs((state) => state.jobs))
  const last = useMessages((state) => state.last)
  useEffect(() => {
    if (last?.kind !== 'note') return
    const timer = setTimeout(() => useMessages.getState().dismiss(last.id), noteMs)
    return () => clearTimeout(timer)
  }, [last])
  const isEngineRunning = useProject((state) => state.isEngineRunning)
  return (
    <footer className={styles.bar}>
      {!isEngineRunning && <span className={styles.error}>{t('status.engineGone')}</span>}
      {job && (
        <div className={styles.job}>
          <span className={styles.title}>{jobTitle(t, job)}</span>
          <ProgressBar label={jobTitle(t, job)} value={job.progress.value} />
          {job.progress.value !== null && <span className="number">{Math.floor(job.progress.value * 100)} %</span>}
          <span className={styles.left}>{timeLeft(t, job.progress.secondsLeft)}</span>
          <IconButton label={t('status.cancel')} onClick={() => cancelJob(job.id)}>
            <X size={14} />
          </IconButton>
        </div>
      )}
      <output className={last?.kind === 'error' ? styles.error : styles.message}>
        {last && engineText(last.text)}
      </output>
    </footer>
  )
}
