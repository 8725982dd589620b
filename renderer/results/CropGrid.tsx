import { useVirtualizer } from '@tanstack/react-virtual'
import { Ban, Check, type LucideIcon, Pencil, SkipForward, Tag } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../shared/model.ts'
import { rateText } from '../charts/figureText.ts'
import { CropCanvas } from './CropCanvas.tsx'
import styles from './CropGrid.module.css'
import type { CropItem } from './cropItems.ts'
import type { PictureCache } from './pictureCache.ts'
import { type Judgement, showCrop } from './review.ts'
import type { Judgements } from './useJudgements.ts'

export const columnCount = 3
const estimatedRowHeight = 110

type CropGridProps = {
  readonly items: readonly CropItem[]
  readonly current: number
  readonly categories: readonly Category[]
  readonly pictures: PictureCache<ImageBitmap>
  readonly judgements: Judgements
}

/** All crops of the cell; only the rows in sight exist, and only their pictures are decoded. */
export function CropGrid({ items, current, categories, pictures, judgements }: CropGridProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: Math.ceil(items.length / columnCount),
    getScrollElement: () => scroll.current,
    estimateSize: () => estimatedRowHeight,
    overscan: 1,
  })
  const currentRow = Math.floor(current / columnCount)
  useEffect(() => rows.scrollToIndex(currentRow), [rows, currentRow])
  return (
    <div ref={scroll} className={styles.grid}>
      <div className={styles.all} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => (
          <div
            key={key}
            ref={rows.measureElement}
            data-index={index}
            className={styles.row}
            style={{ transform: `translateY(${start}px)` }}
          >
            {items.slice(index * columnCount, (index + 1) * columnCount).map((item) => (
              <CropTile
                key={item.key}
                item={item}
                isCurrent={item === items[current]}
                categories={categories}
                pictures={pictures}
                judgement={judgements(item)}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

type CropTileProps = Omit<CropGridProps, 'items' | 'current' | 'judgements'> & {
  readonly judgement: Judgement | null
  readonly item: CropItem
  readonly isCurrent: boolean
}

const icons: Readonly<Record<Judgement, LucideIcon>> = {
  accepted: Check,
  kept: Tag,
  ignored: Ban,
  edited: Pencil,
  skipped: SkipForward,
}

function CropTile({ item, isCurrent, categories, pictures, judgement }: CropTileProps) {
  const { t } = useTranslation()
  const Icon = judgement && icons[judgement]
  const score = rateText(item.detected?.score ?? null, 2)
  return (
    <button
      type="button"
      className={styles.tile}
      tabIndex={-1}
      aria-pressed={isCurrent}
      aria-label={`${item.image.path} ${score}`}
      onClick={() => showCrop(item.key)}
    >
      <CropCanvas item={item} categories={categories} pictures={pictures} />
      <span className={styles.caption}>
        <span className="number">{score}</span>
        {Icon && <Icon size={12} aria-label={t(`results.judgement.${judgement}`)} />}
      </span>
    </button>
  )
}
