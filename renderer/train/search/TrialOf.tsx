import { ArrowLeft, Table2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { openResultsOf } from '../../results/resultsView.ts'
import { selectSearch } from '../trainView.ts'

type TrialOfProps = { readonly run: Run; readonly trial: NonNullable<Run['trial']> }

/** From the run of a trial back to its search, or on to its results. */
export function TrialOf({ run, trial: { searchId, number } }: TrialOfProps) {
  const { t } = useTranslation()
  return (
    <>
      <Button look="quiet" onClick={() => selectSearch(searchId)}>
        <ArrowLeft size={14} aria-hidden="true" />
        {t('search.trialOf', { number, id: searchId })}
      </Button>
      <Button look="quiet" disabled={run.bestEpoch === null} onClick={() => openResultsOf(run.id)}>
        <Table2 size={14} aria-hidden="true" />
        {t('train.table.evaluate')}
      </Button>
    </>
  )
}
