/** The form of a search: kept while the dialog is closed, and started from what it says. */
import { useMemo } from 'react'
import { create } from 'zustand'
import { detectorName } from '../../../shared/trainSettings.ts'
import { activeJob, useJobs } from '../../stores/jobs.ts'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import { checkDraft, type Draft } from '../draft.ts'
import { trainingJobs } from '../trainingJobs.ts'
import { selectSearch, useTrainView } from '../trainView.ts'
import {
  type CheckedSearch,
  checkSearchDraft,
  type ParameterDraft,
  type SearchDraft,
  usualDraft,
} from './searchDraft.ts'

/** Null until somebody has changed something: then it begins with what is usual for the settings of the run. */
type SearchForm = { readonly draft: SearchDraft | null }

const useSearchDraft = create<SearchForm>()(() => ({ draft: null }))

/** As the form of a run stands: its choices are settings once they are sound. */
function usualFor({ start, detector }: Draft): SearchDraft {
  return usualDraft({
    start: start === 'scratch' ? 'scratch' : 'pretrained',
    detector: detectorName.options.find((name) => name === detector) ?? 'yolo',
  })
}

const draftNow = (): SearchDraft => useSearchDraft.getState().draft ?? usualFor(useTrainView.getState().draft)

export function changeSearch(change: Partial<SearchDraft>): void {
  useSearchDraft.setState({ draft: { ...draftNow(), ...change } })
}

export function addParameter(parameter: ParameterDraft): void {
  changeSearch({ parameters: [...draftNow().parameters, parameter] })
}

/** Null takes it away. */
export function changeParameter(key: ParameterDraft['key'], changed: ParameterDraft | null): void {
  changeSearch({
    parameters: draftNow().parameters.flatMap((parameter) => (parameter.key === key ? (changed ?? []) : parameter)),
  })
}

export function useSearchForm() {
  const base = useTrainView((state) => state.draft)
  const kept = useSearchDraft((state) => state.draft)
  const draft = useMemo(() => kept ?? usualFor(base), [kept, base])
  const isTraining = useJobs((state) => activeJob(state.jobs, trainingJobs) !== null)
  // How long a run trains is not what a search is told by.
  const checked = useMemo((): CheckedSearch | null => {
    const { settings } = checkDraft({ ...base, epochs: '', seconds: '600' })
    return settings && checkSearchDraft(draft, settings)
  }, [base, draft])
  const start = async (onStarted: () => void) => {
    if (checked?.kind !== 'ready') return
    try {
      const { searchId } = await call('search.start', { settings: checked.settings })
      selectSearch(searchId)
      onStarted()
    } catch (error) {
      fail(error)
    }
  }
  return { draft, base, checked, isTraining, start }
}
