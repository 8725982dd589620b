import { Pause, Play, Square } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Search } from '../../../shared/searchCalls.ts'
import { Button } from '../../design/Button.tsx'
import { useCommands } from '../../keys/useCommands.ts'
import { useKey } from '../../keys/useKey.ts'
import { activeJob, cancelJob, useJobs } from '../../stores/jobs.ts'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import styles from '../RunOrders.module.css'
import { trainingJobs } from '../trainingJobs.ts'
import { isSearchUnderWay, type SearchState } from './searchState.ts'

/** What a search can be told: stand still, go on, or end and go on another day. */
export function SearchOrders({ search, state }: { readonly search: Search; readonly state: SearchState }) {
  const { t } = useTranslation()
  if (isSearchUnderWay(state)) return <OrdersUnderWay search={search} isPaused={state === 'paused'} />
  if (!search.isResumable) return null
  return (
    <div className={styles.orders}>
      <ResumeSearch search={search} />
      <p className={styles.note}>{t('search.resumeNote')}</p>
    </div>
  )
}

function ResumeSearch({ search }: { readonly search: Search }) {
  const { t } = useTranslation()
  const isTraining = useJobs((state) => activeJob(state.jobs, trainingJobs) !== null)
  return (
    <Button disabled={isTraining} onClick={() => void call('search.resume', { searchId: search.id }).catch(fail)}>
      <Play size={14} aria-hidden="true" />
      {t('search.resume')}
    </Button>
  )
}

function OrdersUnderWay({ search, isPaused }: { readonly search: Search; readonly isPaused: boolean }) {
  const { t } = useTranslation()
  const pauseOrGoOn = () =>
    void call('search.order', { searchId: search.id, order: isPaused ? 'continue' : 'pause' }).catch(fail)
  useCommands({ 'train.pause': pauseOrGoOn })
  const pauseKey = useKey('train.pause')
  return (
    <div className={styles.orders}>
      <Button onClick={pauseOrGoOn} title={pauseKey}>
        {isPaused ? <Play size={14} aria-hidden="true" /> : <Pause size={14} aria-hidden="true" />}
        {isPaused ? t('train.run.continue') : t('train.run.pause')}
      </Button>
      <Button look="quiet" onClick={() => cancelJob(search.jobId)}>
        <Square size={14} aria-hidden="true" />
        {t('search.cancel')}
      </Button>
      <p className={styles.note}>{t('search.cancelNote')}</p>
    </div>
  )
}
