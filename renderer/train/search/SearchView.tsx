import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Search, SearchTrial } from '../../../shared/searchCalls.ts'
import { useRunJob } from '../useRunJob.ts'
import { ParallelPicture } from './ParallelPicture.tsx'
import { type PictureAxis, pictureAxes } from './pictureAxes.ts'
import { ScatterPicture } from './ScatterPicture.tsx'
import { SearchHeader } from './SearchHeader.tsx'
import styles from './SearchView.module.css'
import { bestTrial, searchStateOf } from './searchState.ts'
import { TrialTable } from './TrialTable.tsx'
import { type AxisPart, withinParts } from './trialOrder.ts'

type SearchViewProps = { readonly search: Search; readonly onRemoved: () => void }

/** One search: how it stands, its trials in two pictures, and all of them in a table. */
export function SearchView({ search, onRemoved }: SearchViewProps) {
  const { t } = useTranslation()
  const job = useRunJob(search.jobId)
  const best = bestTrial(search)
  const axes = useMemo(() => pictureAxes(t, search), [t, search])
  const [pointed, setPointed] = useState<number | null>(null)
  const { parts, setPart, isInside } = useParts(axes, search.trials)
  const picture = { search, axes, best, pointed, onPoint: setPointed, isInside }
  return (
    <section className={styles.search} aria-label={t('search.name', { id: search.id })}>
      <SearchHeader search={search} job={job} state={searchStateOf(search, job)} best={best} onRemoved={onRemoved} />
      <div className={styles.pictures}>
        <ParallelPicture {...picture} parts={parts} onPart={setPart} />
        <ScatterPicture {...picture} />
      </div>
      <TrialTable search={search} best={best} pointed={pointed} onPoint={setPointed} isInside={isInside} />
    </section>
  )
}

/** Parts of the axes that somebody chose: trials outside of them step back. */
function useParts(axes: readonly PictureAxis[], trials: readonly SearchTrial[]) {
  const [parts, setParts] = useState<Readonly<Record<string, AxisPart>>>({})
  const setPart = (name: string, part: AxisPart | null) =>
    setParts(({ [name]: _, ...others }) => (part === null ? others : { ...others, [name]: part }))
  const inside = useMemo(
    () =>
      withinParts(
        trials,
        axes.map(({ name, axis, read }) => ({ axis, read, part: parts[name] ?? null })),
      ),
    [axes, parts, trials],
  )
  return { parts, setPart, isInside: (number: number) => inside.has(number) }
}
