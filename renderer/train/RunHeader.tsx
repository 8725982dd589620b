import {
  CircleCheck,
  CircleSlash,
  Clock,
  ClockAlert,
  LoaderCircle,
  type LucideIcon,
  OctagonX,
  Square,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../shared/model.ts'
import type { Epoch, Run } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { jobTitle, timeLeft } from '../shell/progressText.ts'
import { cancelJob } from '../stores/jobs.ts'
import styles from './RunHeader.module.css'
import { runFacts } from './runFacts.ts'
import { isUnderWay, type RunState } from './runState.ts'
import { reasonText, runName } from './runWords.ts'

const icons: Readonly<Record<RunState, LucideIcon>> = {
  waiting: Clock,
  running: LoaderCircle,
  done: CircleCheck,
  cancelled: CircleSlash,
  failed: OctagonX,
  interrupted: ClockAlert,
}

type RunHeaderProps = {
  readonly run: Run
  readonly job: Job | null
  readonly state: RunState
  readonly epochs: readonly Epoch[]
}

export function RunHeader({ run, job, state, epochs }: RunHeaderProps) {
  const { t } = useTranslation()
  const Icon = icons[state]
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <Icon size={16} className={styles[state]} aria-hidden="true" />
        <h2>{runName(run)}</h2>
        <span className={styles.state}>
          {state === 'done' ? reasonText(t, run.endReason) : t(`train.state.${state}`)}
        </span>
      </div>
      {job && isUnderWay(state) && <RunProgress job={job} hasKept={run.bestEpoch !== null} />}
      {(state === 'failed' || state === 'interrupted') && job?.error && (
        <p className={styles.cause} role="alert">
          {job.error.message}
        </p>
      )}
      <dl className={styles.facts}>
        {runFacts(t, run, epochs).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

function RunProgress({ job, hasKept }: { readonly job: Job; readonly hasKept: boolean }) {
  const { t } = useTranslation()
  const title = jobTitle(t, job)
  return (
    <>
      <div className={styles.progress}>
        <span>{title}</span>
        <ProgressBar label={title} value={job.progress.value} />
        <span className="number">{job.progress.value === null ? '' : `${Math.floor(job.progress.value * 100)} %`}</span>
        <span className={styles.left}>{timeLeft(t, job.progress.secondsLeft)}</span>
        <Button onClick={() => cancelJob(job.id)}>
          <Square size={14} aria-hidden="true" />
          {t('train.run.cancel')}
        </Button>
      </div>
      <p className={styles.note}>{hasKept ? t('train.run.cancelKeeps') : t('train.run.cancelLoses')}</p>
    </>
  )
}
