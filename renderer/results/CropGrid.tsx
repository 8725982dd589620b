import { Ban, Check, type LucideIcon, Pencil, SkipForward, Tag } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../shared/model.ts'
import { rateText } from '../charts/figureText.ts'
import { CropCanvas } from './CropCanvas.tsx'
import styles from './CropGrid.module.css'
import { CropRows } from './CropRows.tsx'
import type { CropItem } from './cropItems.ts'
import type { PictureCache } from './pictureCache.ts'
import { type Judgement, showCrop } from './review.ts'
import type { Judgements } from './useJudgements.ts'

type CropGridProps = {
  readonly items: readonly CropItem[]
  readonly current: number
  readonly categories: readonly Category[]
  readonly pictures: PictureCache<ImageBitmap>
  readonly judgements: Judgements
}

/** All crops of the cell. */
export function CropGrid({ items, current, judgements, ...shown }: CropGridProps) {
  // A tile for each place, not for each item: a slider would build all anew from the first that comes or goes.
  const tileOf = (item: CropItem, place: number) => (
    <CropTile key={place} item={item} isCurrent={place === current} judgement={judgements(item)} {...shown} />
  )
  return <CropRows items={items} current={current} tileOf={tileOf} />
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

const CropTile = memo(function CropTile({ item, isCurrent, categories, pictures, judgement }: CropTileProps) {
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
})
