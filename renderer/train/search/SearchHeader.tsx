import { Rocket, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../shared/model.ts'
import type { Search, SearchTrial } from '../../../shared/searchCalls.ts'
import { rateText } from '../../charts/figureText.ts'
import { Button, IconButton } from '../../design/Button.tsx'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { engineText } from '../../engineText.ts'
import { jobTitle, timeLeft } from '../../shell/progressText.ts'
import { note } from '../../stores/messages.ts'
import { settingsToForm } from '../trainView.ts'
import { planText } from './planText.ts'
import { RemoveSearch } from './RemoveSearch.tsx'
import styles from './SearchHeader.module.css'
import { SearchOrders } from './SearchOrders.tsx'
import { endedTrials, isSearchUnderWay, objectiveName, type SearchState, settingsOfTrial } from './searchState.ts'

type SearchHeaderProps = {
  readonly search: Search
  readonly job: Job | null
  readonly state: SearchState
  readonly best: SearchTrial | null
  readonly onRemoved: () => void
}

/** How a search stands, what can be told it, and what to do with the best of it. */
export function SearchHeader({ search, job, state, best, onRemoved }: SearchHeaderProps) {
  const { t } = useTranslation()
  const [isRemoving, setRemoving] = useState(false)
  const isUnderWay = isSearchUnderWay(state)
  const trainWithBest = (trial: SearchTrial) => {
    settingsToForm(settingsOfTrial(search, trial))
    note(t('search.taken', { number: trial.number }))
  }
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h2>{t('search.name', { id: search.id })}</h2>
        <span className={styles.state}>{t(`search.searchState.${state}`)}</span>
        <span className={styles.buttons}>
          <Button look="primary" disabled={!best} onClick={() => best && trainWithBest(best)}>
            <Rocket size={14} aria-hidden="true" />
            {t('search.trainWithBest')}
          </Button>
          <IconButton label={t('search.remove.title')} disabled={isUnderWay} onClick={() => setRemoving(true)}>
            <Trash2 size={14} />
          </IconButton>
        </span>
      </div>
      {job && isUnderWay && (
        <div className={styles.progress}>
          <span>{jobTitle(t, job)}</span>
          <ProgressBar label={jobTitle(t, job)} value={job.progress.value} />
          <span className="number">
            {job.progress.value === null ? '' : `${Math.floor(job.progress.value * 100)} %`}
          </span>
          <span className={styles.left}>{timeLeft(t, job.progress.secondsLeft)}</span>
        </div>
      )}
      <SearchOrders search={search} state={state} />
      {state === 'failed' && job?.error && (
        <p className={styles.cause} role="alert">
          {engineText(job.error.message)}
        </p>
      )}
      <SearchFacts search={search} best={best} />
      <p className={styles.plan}>{planText(t, search.plan)}</p>
      <RemoveSearch search={isRemoving ? search : null} onClose={() => setRemoving(false)} onRemoved={onRemoved} />
    </header>
  )
}

function SearchFacts({ search, best }: Pick<SearchHeaderProps, 'search' | 'best'>) {
  const { t } = useTranslation()
  const { settings, secondsUsed, trials } = search
  const minutes = (secondsUsed / 60).toFixed(1)
  const of = (count: number, all: number | string) => `${count} / ${all}`
  const facts = [
    { name: t('search.fact.trials'), value: of(endedTrials(search), trials.length) },
    {
      name: t('search.fact.minutes'),
      value: settings.minutes === null ? minutes : `${minutes} / ${settings.minutes}`,
    },
    { name: t('search.fact.best', { objective: objectiveName(search) }), value: rateText(best?.score ?? null) },
    { name: t('search.fact.bestTrial'), value: best ? String(best.number) : '–' },
    { name: t('search.fact.asTheyWere'), value: rateText(usualScore(search)) },
    { name: t('search.fact.size'), value: String(settings.base.size) },
    { name: t('search.fact.seed'), value: String(settings.seed) },
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="number">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What the settings reached as they were: the first of random trials. */
function usualScore({ settings, trials }: Search): number | null {
  return settings.sampling === 'random' ? (trials[0]?.score ?? null) : null
}
