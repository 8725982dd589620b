import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallResponse } from '../../shared/api.ts'
import type { Job } from '../../shared/model.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { useJobs } from '../stores/jobs.ts'
import { answerLeaving, jobsCutOff, useLeaving } from '../stores/leaving.ts'
import { failUnlessClosed } from '../stores/messages.ts'
import { call } from '../studio.ts'
import { runName } from '../train/runWords.ts'
import styles from './LeaveDialog.module.css'
import { jobTitle } from './progressText.ts'

/** What runs while somebody wants to close, and what becomes of it then. */
export function LeaveDialog() {
  return useLeaving((state) => state.answer !== null) ? <Question /> : null
}

function Question() {
  const { t } = useTranslation()
  const jobs = jobsCutOff(useJobs((state) => state.jobs))
  const keep = () => answerLeaving(false)
  const actions = (
    <>
      <Button onClick={keep}>{t('leave.keep')}</Button>
      <Button look="primary" onClick={() => answerLeaving(true)}>
        {jobs.length > 0 ? t('leave.stop') : t('common.close')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('leave.title')} isOpen onClose={keep} actions={actions}>
      {jobs.length === 0 ? (
        <p>{t('leave.over')}</p>
      ) : (
        <ul className={styles.jobs}>
          {jobs.map((job) => (
            <li key={job.id}>{job.kind === 'train' ? <Training job={job} /> : <Work job={job} />}</li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

/** Of these each part that is done stays, and the part under way notes its place as a run does. */
const goesOn: ReadonlySet<Job['kind']> = new Set(['folds', 'search', 'ensemble'])

function Work({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  return (
    <>
      <strong>{jobTitle(t, job)}</strong>
      <p>{goesOn.has(job.kind) ? t('leave.goesOn') : t('leave.anew')}</p>
    </>
  )
}

function Training({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  const run = useTrainedRun(job.id)
  const title = jobTitle(t, job)
  return (
    <>
      <strong>{run ? t('leave.named', { title, name: runName(run) }) : title}</strong>
      {job.state === 'queued' && <p>{t('leave.queued')}</p>}
      {job.state === 'running' && run && (
        <p>
          {run.keptEpochs === null
            ? t('leave.nothingKept')
            : t('leave.kept', { epoch: run.keptEpochs, resume: t('train.run.resume') })}
        </p>
      )}
    </>
  )
}

/** The run goes on under the question, and notes its place now and then. */
const askAgainMs = 1000

function useTrainedRun(jobId: number): CallResponse<'runs.ofJob'> {
  const [run, setRun] = useState<CallResponse<'runs.ofJob'>>(null)
  useEffect(() => {
    let isCurrent = true
    const ask = () =>
      void call('runs.ofJob', { jobId })
        .then((answer) => isCurrent && setRun(answer))
        .catch(failUnlessClosed)
    ask()
    const timer = setInterval(ask, askAgainMs)
    return () => {
      isCurrent = false
      clearInterval(timer)
    }
  }, [jobId])
  return run
}
