import { Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { activeJob, useJobs } from '../stores/jobs.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import styles from './RunOrders.module.css'
import { trainingJobs } from './trainingJobs.ts'

/** A run that ended early goes on where it noted its place. */
export function ResumeRun({ run }: { readonly run: Run }) {
  const { t } = useTranslation()
  const isTraining = useJobs((state) => activeJob(state.jobs, trainingJobs) !== null)
  return (
    <div className={styles.orders}>
      <Button disabled={isTraining} onClick={() => void call('train.resume', { runId: run.id }).catch(fail)}>
        <Play size={14} aria-hidden="true" />
        {t('train.run.resume')}
      </Button>
      <p className={styles.note}>{t('train.run.resumeNote')}</p>
    </div>
  )
}
