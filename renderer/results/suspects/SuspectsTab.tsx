import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Confusion } from '../../../shared/metrics/confusion.ts'
import type { Run } from '../../../shared/reports.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { useCommands } from '../../keys/useCommands.ts'
import { applicable, applyCrops } from '../applyCrops.ts'
import { CropDetail } from '../CropDetail.tsx'
import { Examples } from '../Examples.tsx'
import { useExamples } from '../examples.ts'
import type { Matched } from '../reading.ts'
import { showCrop, useReview } from '../review.ts'
import { useCropActions } from '../useCropActions.ts'
import { useJudgements } from '../useJudgements.ts'
import { usePictures } from '../usePictures.ts'
import { WhatIfLine } from '../WhatIfLine.tsx'
import { FoldsBar } from './FoldsBar.tsx'
import { reasonText } from './reasonText.ts'
import { SuspectFilters } from './SuspectFilters.tsx'
import { SuspectList } from './SuspectList.tsx'
import styles from './SuspectsTab.module.css'
import { type SuspectItem, shownSuspects, suspectItems } from './suspectItems.ts'
import { selectSuspects, toggleSelected, useSuspectsView } from './suspectsView.ts'

type SuspectsTabProps = { readonly run: Run; readonly matched: Matched; readonly confusion: Confusion }

/** The labels that are probably wrong, the likeliest first, to be gone through by keys. */
export const SuspectsTab = memo(function SuspectsTab({ run, matched: { prepared }, confusion }: SuspectsTabProps) {
  const { t } = useTranslation()
  const { data } = prepared
  const view = useSuspectsView()
  const judgements = useJudgements()
  const all = useMemo(() => suspectItems(prepared), [prepared])
  const items = useMemo(() => shownSuspects(all, view, (item) => judgements(item) !== null), [all, view, judgements])
  const currentKey = useReview((state) => state.currentKey)
  const place = Math.max(
    0,
    items.findIndex(({ key }) => key === currentKey),
  )
  const current = items[place] ?? null
  const pictures = usePictures()
  const actions = useCropActions(items, current, judgements)
  const { toApply, isSelection } = useApplicable(items, judgements)
  useSelectionCommands(items, current, toApply)
  const queue = useRef<HTMLElement>(null)
  useEffect(() => queue.current?.focus(), [])
  return (
    <div className={styles.page}>
      <FoldsBar run={run} images={data.images} />
      <div className={styles.columns}>
        <section
          ref={queue}
          className={styles.queue}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk through the suspects
          tabIndex={0}
          aria-label={t('results.suspects.list')}
          onKeyDown={(event) => walk(event, items, place)}
        >
          <SuspectFilters all={all} categories={data.categories} />
          <WhatIfLine {...{ prepared, isSelection }} items={toApply} onApply={() => applySuspects(toApply)} />
          <SuspectList items={items} current={place} categories={data.categories} judgements={judgements} />
        </section>
        <div className={styles.evidence}>
          {current ? (
            <>
              <CropDetail
                item={current}
                place={place}
                count={items.length}
                categories={data.categories}
                pictures={pictures}
                actions={actions}
                judgement={judgements(current)}
                reason={reasonText(t, current, data.categories)}
              />
              <ExamplesOf {...{ prepared, confusion, pictures }} item={current} />
            </>
          ) : (
            <EmptyState title={t('results.suspects.none')} text={t('results.suspects.noneText')} />
          )}
        </div>
      </div>
    </div>
  )
})

type ExamplesOfProps = Pick<Matched, 'prepared'> & {
  readonly confusion: Confusion
  readonly item: SuspectItem
  readonly pictures: ReturnType<typeof usePictures>
}

function ExamplesOf({ prepared, confusion, item, pictures }: ExamplesOfProps) {
  const examplesOf = useExamples(prepared, confusion)
  return <Examples item={item} examplesOf={examplesOf} categories={prepared.data.categories} pictures={pictures} />
}

/** What "apply" would apply: the selected ones, or all that are listed. */
function useApplicable(items: readonly SuspectItem[], judgements: ReturnType<typeof useJudgements>) {
  const selected = useSuspectsView((state) => state.selected)
  return useMemo(() => {
    const open = applicable(items, judgements)
    const chosen = open.filter(({ key }) => selected.has(key))
    const isSelection = chosen.length > 0
    return { toApply: isSelection ? chosen : open, isSelection }
  }, [items, judgements, selected])
}

function applySuspects(items: readonly SuspectItem[]): void {
  selectSuspects([])
  applyCrops(items)
}

function useSelectionCommands(
  items: readonly SuspectItem[],
  current: SuspectItem | null,
  toApply: readonly SuspectItem[],
): void {
  const isEditing = useReview((state) => state.editing !== null)
  useCommands({
    'results.select': {
      run: () => current && toggleSelected(current.key),
      canRun: () => current !== null && !isEditing,
    },
    'results.selectAll': { run: () => selectSuspects(items.map(({ key }) => key)), canRun: () => !isEditing },
    'results.applySelected': { run: () => applySuspects(toApply), canRun: () => toApply.length > 0 && !isEditing },
  })
}

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 }

function walk(event: KeyboardEvent, items: readonly SuspectItem[], place: number): void {
  const step = steps[event.key]
  if (step === undefined || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)
    return
  const next = items[Math.min(items.length - 1, Math.max(0, place + step))]
  if (!next) return
  event.preventDefault()
  showCrop(next.key)
}
