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
import { shownRun } from './runState.ts'
import { Setup } from './Setup.tsx'
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
  const { runs: all, reload } = useRuns()
  // A cross-validation keeps no detector: Results shows what it found.
  const runs = useMemo(() => all?.filter(({ folds }) => folds === null) ?? null, [all])
  const shown = shownRun(
    runs ?? [],
    useTrainView((state) => state.runId),
  )
  const comparedIds = useTrainView((state) => state.comparedIds)
  const compared = useMemo(() => (runs ?? []).filter(({ id }) => comparedIds.includes(id)), [runs, comparedIds])
  return (
    <div className={styles.screen}>
      <Setup onStarted={reload} />
      <div className={styles.work}>
        {compared.length > 1 && <RunComparison runs={compared} />}
        {compared.length < 2 && shown && <ShownRun key={shown.id} run={shown} runs={runs ?? []} />}
        {runs?.length === 0 && (
          <EmptyState
            icon={<Zap size={32} aria-hidden="true" />}
            title={t('train.empty.title')}
            text={t('train.empty.text')}
          />
        )}
        {runs && shown && <RunTable runs={runs} shownId={shown.id} onRemoved={reload} />}
      </div>
    </div>
  )
}

function ShownRun({ run, runs }: { readonly run: Run; readonly runs: readonly Run[] }) {
  return run.ensemble ? <EnsembleView run={run} ensemble={run.ensemble} runs={runs} /> : <RunView run={run} />
}
