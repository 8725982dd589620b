import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowLeftRight, CheckSquare, Copy, EyeOff, type LucideIcon, Move, Square } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SuspectKind } from '../../../shared/metrics/suspects/suspect.ts'
import type { Category } from '../../../shared/model.ts'
import { rateText } from '../../charts/figureText.ts'
import { showCrop } from '../review.ts'
import type { Judgements } from '../useJudgements.ts'
import styles from './SuspectList.module.css'
import type { SuspectItem } from './suspectItems.ts'
import { toggleSelected, useSuspectsView } from './suspectsView.ts'

const rowHeight = 48
const icons: Readonly<Record<SuspectKind, LucideIcon>> = {
  swapped: ArrowLeftRight,
  overlooked: EyeOff,
  located: Move,
  duplicate: Copy,
}

type SuspectListProps = {
  readonly items: readonly SuspectItem[]
  readonly current: number
  readonly categories: readonly Category[]
  readonly judgements: Judgements
}

/** The queue; only the rows in sight exist. */
export function SuspectList({ items, current, categories, judgements }: SuspectListProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  useEffect(() => {
    if (current < items.length) rows.scrollToIndex(current, { align: 'auto' })
  }, [rows, current, items.length])
  return (
    <div ref={scroller} className={styles.scroller}>
      <ol className={styles.list} style={{ height: rows.getTotalSize() }} aria-label={t('results.suspects.list')}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const item = items[index]!
          return (
            <li key={item.key} className={styles.item} style={{ top: start, height: rowHeight }}>
              <Row item={item} isCurrent={index === current} categories={categories} judgements={judgements} />
            </li>
          )
        })}
      </ol>
    </div>
  )
}

type RowProps = Pick<SuspectListProps, 'categories' | 'judgements'> & {
  readonly item: SuspectItem
  readonly isCurrent: boolean
}

function Row({ item, isCurrent, categories, judgements }: RowProps) {
  const { t } = useTranslation()
  const isSelected = useSuspectsView((state) => state.selected.has(item.key))
  const Kind = icons[item.kind]
  const Mark = isSelected ? CheckSquare : Square
  const judgement = judgements(item)
  const nameOf = (id: number | undefined) => categories.find((category) => category.id === id)?.name ?? ''
  const [labelled, seen] = [nameOf(item.label?.categoryId), nameOf(item.detected?.categoryId)]
  return (
    <div className={styles.row} data-current={isCurrent || undefined}>
      <button
        type="button"
        className={styles.mark}
        tabIndex={-1}
        aria-pressed={isSelected}
        aria-label={t('results.suspects.select')}
        onClick={() => toggleSelected(item.key)}
      >
        <Mark size={14} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles.open}
        tabIndex={-1}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => showCrop(item.key)}
      >
        <Kind size={14} aria-hidden="true" />
        <span className={styles.text}>
          <span className={styles.name}>
            {t(`results.suspects.kind.${item.kind}`)}:{' '}
            {item.kind === 'swapped' ? `${labelled} → ${seen}` : labelled || seen}
          </span>
          <span className={styles.file}>{judgement ? t(`results.judgement.${judgement}`) : item.image.path}</span>
        </span>
        <span className={styles.score}>{rateText(item.doubt, 2)}</span>
      </button>
    </div>
  )
}
