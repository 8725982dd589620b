import { type KeyboardEvent, memo, type Ref, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../design/EmptyState.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { applicable, applyCrops } from './applyCrops.ts'
import { CropDetail } from './CropDetail.tsx'
import { CropGrid } from './CropGrid.tsx'
import styles from './CropPanel.module.css'
import { columnCount } from './CropRows.tsx'
import type { CropItem } from './cropItems.ts'
import { Examples } from './Examples.tsx'
import type { CellPlace } from './matrixView.ts'
import type { Prepared } from './reading.ts'
import { showCrop, useReview } from './review.ts'
import { useCropActions } from './useCropActions.ts'
import { type Judgements, useJudgements } from './useJudgements.ts'
import { usePictures } from './usePictures.ts'
import { useSameList } from './useSameList.ts'
import { WhatIfLine } from './WhatIfLine.tsx'

type CropPanelProps = {
  readonly ref: Ref<HTMLDivElement>
  readonly cell: CellPlace | null
  readonly items: readonly CropItem[]
  /** Confirmed examples of a class, the best first. */
  readonly examplesOf: (categoryId: number) => readonly CropItem[]
  readonly prepared: Prepared
  readonly onLeave: () => void
}

/** The crops behind a cell: the current one large, with what can be done about it, the others below. */
export const CropPanel = memo(function CropPanel(props: CropPanelProps) {
  const { ref, cell, items, examplesOf, prepared, onLeave } = props
  const { t } = useTranslation()
  const currentKey = useReview((state) => state.currentKey)
  const found = items.findIndex((item) => item.key === currentKey)
  const place = Math.max(0, found)
  const current = items[place] ?? null
  const pictures = usePictures()
  const judgements = useJudgements()
  const actions = useCropActions(items, current, judgements)
  const toApply = useToApply(items, judgements)
  const apply = useCallback(() => applyCrops(toApply), [toApply])
  const { categories } = prepared.data
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onLeave()
    const step = stepOf(event.key)
    const next = items[place + step]
    if (step === 0 || !next) return
    event.preventDefault()
    showCrop(next.key)
  }
  return (
    <section
      ref={ref}
      className={styles.panel}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk through the crops
      tabIndex={0}
      aria-label={t('results.crops.title')}
      onKeyDown={onKeyDown}
    >
      {cell === null && <EmptyState title={t('results.crops.choose')} text={t('results.crops.chooseText')} />}
      {cell !== null && items.length === 0 && (
        <EmptyState title={t('results.crops.empty')} text={t('results.crops.emptyText')} />
      )}
      {current && (
        <>
          <WhatIfLine prepared={prepared} items={toApply} isSelection={false} onApply={apply} />
          <CropDetail
            item={current}
            place={place}
            count={items.length}
            categories={categories}
            pictures={pictures}
            actions={actions}
            judgement={judgements(current)}
          />
          <Examples item={current} examplesOf={examplesOf} categories={categories} pictures={pictures} />
          <CropGrid items={items} current={place} categories={categories} pictures={pictures} judgements={judgements} />
        </>
      )}
    </section>
  )
})

/** What "apply" would apply; where label and model agree on the class nothing is in doubt. */
function useToApply(items: readonly CropItem[], judgements: Judgements): readonly CropItem[] {
  const isEditing = useReview((state) => state.editing !== null)
  const toApply = useSameList(
    useMemo(
      () =>
        applicable(
          items.filter(({ kind }) => kind !== 'located'),
          judgements,
        ),
      [items, judgements],
    ),
  )
  useCommands({
    'results.applySelected': { run: () => applyCrops(toApply), canRun: () => toApply.length > 0 && !isEditing },
  })
  return toApply
}

function stepOf(key: string): number {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columnCount,
    ArrowDown: columnCount,
  }
  return steps[key] ?? 0
}
