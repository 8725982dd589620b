import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../../shared/model.ts'
import { rateText } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { showImageFrom } from '../../stores/comeBack.ts'
import { CropCanvas } from '../CropCanvas.tsx'
import { CropRows } from '../CropRows.tsx'
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

function Grid({ items, categories }: GridProps) {
  const pictures = usePictures()
  const tileOf = (item: CropItem) => <Tile key={item.key} item={item} categories={categories} pictures={pictures} />
  return <CropRows items={items} current={null} tileOf={tileOf} />
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
  const said = detected
    ? `${nameOf(detected.categoryId)} ${rateText(detected.score, 2)}`
    : t('results.image.outcome.missed')
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
