import type { TFunction } from 'i18next'
import { CircleStop, Pause, Play, Square } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Run, TrainOrder } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { useKey } from '../keys/useKey.ts'
import { cancelJob } from '../stores/jobs.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import styles from './RunOrders.module.css'
import type { RunState } from './runState.ts'

/** What a run under way can be told: stand still, go on, end with what it has, or be dropped. */
export function RunOrders({ run, state }: { readonly run: Run; readonly state: RunState }) {
  const { t } = useTranslation()
  const isPaused = state === 'paused'
  // What an ensemble is told is for the member that is being trained.
  const trained = run.ensemble ? (run.ensemble.members.find(({ isDone }) => !isDone)?.runId ?? null) : run.id
  const give = (order: TrainOrder) => {
    if (trained !== null) void call('train.order', { runId: trained, order }).catch(fail)
  }
  const pauseOrGoOn = () => give(isPaused ? 'continue' : 'pause')
  const canRun = () => trained !== null
  useCommands({
    'train.pause': { run: pauseOrGoOn, canRun },
    'train.finish': { run: () => give('finish'), canRun },
  })
  const [pauseKey, finishKey] = [useKey('train.pause'), useKey('train.finish')]
  return (
    <div className={styles.orders}>
      <Button disabled={trained === null} onClick={pauseOrGoOn} title={pauseKey}>
        {isPaused ? <Play size={14} aria-hidden="true" /> : <Pause size={14} aria-hidden="true" />}
        {isPaused ? t('train.run.continue') : t('train.run.pause')}
      </Button>
      <Button disabled={trained === null} onClick={() => give('finish')} title={finishKey}>
        <CircleStop size={14} aria-hidden="true" />
        {t('train.run.finish')}
      </Button>
      <Button look="quiet" onClick={() => cancelJob(run.jobId)}>
        <Square size={14} aria-hidden="true" />
        {t('train.run.cancel')}
      </Button>
      <p className={styles.note}>{cancelText(t, run)}</p>
    </div>
  )
}

function cancelText(t: TFunction, run: Run): string {
  if (run.ensemble) return t('train.ensemble.cancelKeeps')
  return run.bestEpoch === null ? t('train.run.cancelLoses') : t('train.run.cancelKeeps')
}
