import { Zap } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../shared/reports.ts'
import { EmptyState } from '../design/EmptyState.tsx'
import { useProject } from '../stores/project.ts'
import { EnsembleView } from './ensembles/EnsembleView.tsx'
import { RunComparison } from './RunComparison.tsx'
import { RunTable } from './RunTable.tsx'
import { RunView } from './RunView.tsx'
import { Setup } from './Setup.tsx'
import { SearchView } from './search/SearchView.tsx'
import { useSearches } from './search/useSearches.ts'
import { ordinaryRuns, type Shown, shownIn } from './shown.ts'
import styles from './Train.module.css'
import { useTrainView } from './trainView.ts'
import { useRuns } from './useRuns.ts'

/** Training: what it needs on the left, the run on the right, all runs below. */
export function Train() {
  const path = useProject((state) => state.project?.path)
  // Another project begins with an empty screen.
  return <TrainScreen key={path} />
}

function TrainScreen() {
  const { t } = useTranslation()
  const { runs: all, reload: reloadRuns } = useRuns()
  const { searches, reload: reloadSearches } = useSearches()
  const runId = useTrainView((state) => state.runId)
  const searchId = useTrainView((state) => state.searchId)
  // A cross-validation keeps no detector: Results shows what it found.
  const runs = useMemo(() => ordinaryRuns(all ?? []), [all])
  const comparedIds = useTrainView((state) => state.comparedIds)
  const compared = useMemo(() => (all ?? []).filter(({ id }) => comparedIds.includes(id)), [all, comparedIds])
  const reload = () => {
    reloadRuns()
    reloadSearches()
  }
  const isKnown = all !== null && searches !== null
  const shown: Shown = isKnown ? shownIn(all, searches, { runId, searchId }) : { kind: 'nothing' }
  return (
    <div className={styles.screen}>
      <Setup onStarted={reload} />
      <div className={styles.work}>
        {compared.length > 1 && <RunComparison runs={compared} />}
        {compared.length < 2 && shown.kind === 'run' && (
          <ShownRun key={shown.run.id} run={shown.run} runs={all ?? []} />
        )}
        {compared.length < 2 && shown.kind === 'search' && (
          <SearchView key={shown.search.id} search={shown.search} onRemoved={reload} />
        )}
        {isKnown && shown.kind === 'nothing' && (
          <EmptyState
            icon={<Zap size={32} aria-hidden="true" />}
            title={t('train.empty.title')}
            text={t('train.empty.text')}
          />
        )}
        {shown.kind !== 'nothing' && (
          <RunTable runs={runs} searches={searches ?? []} shown={shown} onRemoved={reload} />
        )}
      </div>
    </div>
  )
}

function ShownRun({ run, runs }: { readonly run: Run; readonly runs: readonly Run[] }) {
  return run.ensemble ? <EnsembleView run={run} ensemble={run.ensemble} runs={runs} /> : <RunView run={run} />
}
