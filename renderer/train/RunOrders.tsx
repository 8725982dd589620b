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
  const give = (order: TrainOrder) => void call('train.order', { runId: run.id, order }).catch(fail)
  const pauseOrGoOn = () => give(isPaused ? 'continue' : 'pause')
  useCommands({ 'train.pause': pauseOrGoOn, 'train.finish': () => give('finish') })
  const [pauseKey, finishKey] = [useKey('train.pause'), useKey('train.finish')]
  return (
    <div className={styles.orders}>
      <Button onClick={pauseOrGoOn} title={pauseKey}>
        {isPaused ? <Play size={14} aria-hidden="true" /> : <Pause size={14} aria-hidden="true" />}
        {isPaused ? t('train.run.continue') : t('train.run.pause')}
      </Button>
      <Button onClick={() => give('finish')} title={finishKey}>
        <CircleStop size={14} aria-hidden="true" />
        {t('train.run.finish')}
      </Button>
      <Button look="quiet" onClick={() => cancelJob(run.jobId)}>
        <Square size={14} aria-hidden="true" />
        {t('train.run.cancel')}
      </Button>
      <p className={styles.note}>{run.bestEpoch === null ? t('train.run.cancelLoses') : t('train.run.cancelKeeps')}</p>
    </div>
  )
}
