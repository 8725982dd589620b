import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../../shared/model.ts'
import { rateText } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { showImageFrom } from '../../stores/comeBack.ts'
import { CropCanvas } from '../CropCanvas.tsx'
import { type CropItem, cropItems } from '../cropItems.ts'
import type { PictureCache } from '../pictureCache.ts'
import type { Prepared } from '../reading.ts'
import { usePictures } from '../usePictures.ts'
import styles from './ComparedBoxes.module.css'
import type { Comparison } from './comparison.ts'

type ComparedBoxesProps = {
  readonly comparison: Comparison
  readonly prepared: Prepared
  readonly names: { readonly here: string; readonly there: string }
}

const columnCount = 3
const estimatedRowHeight = 130

/** The labels that only one of the runs found, each with what the run on the screen says of it; a click opens the image. */
export function ComparedBoxes({ comparison, prepared, names }: ComparedBoxesProps) {
  const { t } = useTranslation()
  const [side, setSide] = useState<'lost' | 'won'>('lost')
  const items = useMemo(() => cropItems(prepared, comparison[side]), [prepared, comparison, side])
  return (
    <section className={styles.panel} aria-label={t('results.compare.boxes')}>
      <div className={styles.bar}>
        <Button aria-pressed={side === 'lost'} onClick={() => setSide('lost')}>
          {t('results.compare.lost', { ...names, count: comparison.lost.length })}
        </Button>
        <Button aria-pressed={side === 'won'} onClick={() => setSide('won')}>
          {t('results.compare.won', { ...names, count: comparison.won.length })}
        </Button>
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('results.compare.noBoxes')} text={t('results.compare.noBoxesText')} />
      ) : (
        <Grid items={items} categories={prepared.data.categories} />
      )}
    </section>
  )
}

type GridProps = { readonly items: readonly CropItem[]; readonly categories: readonly Category[] }

/** Only the rows in sight exist, and only their pictures are decoded. */
function Grid({ items, categories }: GridProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const pictures = usePictures()
  const rows = useVirtualizer({
    count: Math.ceil(items.length / columnCount),
    getScrollElement: () => scroll.current,
    estimateSize: () => estimatedRowHeight,
    overscan: 1,
  })
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
              <Tile key={item.key} item={item} categories={categories} pictures={pictures} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

type TileProps = {
  readonly item: CropItem
  readonly categories: readonly Category[]
  readonly pictures: PictureCache<ImageBitmap>
}

function Tile({ item, categories, pictures }: TileProps) {
  const { t } = useTranslation()
  const nameOf = (id: number) => categories.find((category) => category.id === id)?.name ?? ''
  const { label, detected, image } = item
  const said = detected ? `${nameOf(detected.categoryId)} ${rateText(detected.score, 2)}` : t('results.matrix.missed')
  return (
    <button
      type="button"
      className={styles.tile}
      title={image.path}
      onClick={() => showImageFrom('results', image.id, label?.id ?? null)}
    >
      <CropCanvas item={item} categories={categories} pictures={pictures} />
      <span className={styles.caption}>
        {label && nameOf(label.categoryId)} · {said}
      </span>
    </button>
  )
}
