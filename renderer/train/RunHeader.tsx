import {
  CircleCheck,
  CircleSlash,
  Clock,
  ClockAlert,
  LoaderCircle,
  type LucideIcon,
  OctagonX,
  Pause,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../shared/model.ts'
import type { Epoch, Run } from '../../shared/reports.ts'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { engineText } from '../engineText.ts'
import { jobTitle, timeLeft } from '../shell/progressText.ts'
import { ExportModel } from './exportModel/ExportModel.tsx'
import { ResumeRun } from './ResumeRun.tsx'
import styles from './RunHeader.module.css'
import { RunOrders } from './RunOrders.tsx'
import { runFacts } from './runFacts.ts'
import { isUnderWay, type RunState } from './runState.ts'
import { reasonText, runName } from './runWords.ts'
import { TrialOf } from './search/TrialOf.tsx'

const icons: Readonly<Record<RunState, LucideIcon>> = {
  waiting: Clock,
  running: LoaderCircle,
  paused: Pause,
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
      {run.trial && (
        <div>
          <TrialOf run={run} trial={run.trial} />
        </div>
      )}
      <div className={styles.title}>
        <Icon size={16} className={styles[state]} aria-hidden="true" />
        <h2>{runName(run)}</h2>
        <span className={styles.state}>
          {state === 'done' ? reasonText(t, run.endReason) : t(`train.state.${state}`)}
        </span>
        {run.bestEpoch !== null && !isUnderWay(state) && (
          <span className={styles.export}>
            <ExportModel run={run} />
          </span>
        )}
      </div>
      {job && isUnderWay(state) && <RunProgress job={job} run={run} state={state} />}
      {!isUnderWay(state) && run.isResumable && <ResumeRun run={run} />}
      {(state === 'failed' || state === 'interrupted') && job?.error && (
        <p className={styles.cause} role="alert">
          {engineText(job.error.message)}
        </p>
      )}
      <dl className={styles.facts}>
        {runFacts(t, run, job, epochs).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

type RunProgressProps = { readonly job: Job; readonly run: Run; readonly state: RunState }

function RunProgress({ job, run, state }: RunProgressProps) {
  const { t } = useTranslation()
  const title = jobTitle(t, job)
  return (
    <>
      <div className={styles.progress}>
        <span>{title}</span>
        <ProgressBar label={title} value={job.progress.value} />
        <span className="number">{job.progress.value === null ? '' : `${Math.floor(job.progress.value * 100)} %`}</span>
        <span className={styles.left}>{timeLeft(t, job.progress.secondsLeft)}</span>
      </div>
      {/* A trial is told what to do through its search. */}
      {run.trial === null && <RunOrders run={run} state={state} />}
    </>
  )
}
