import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useProject } from '../../stores/project.ts'
import styles from './Boxes.module.css'
import { CropTile } from './CropTile.tsx'
import { cropAt } from './crops.ts'
import { useGalleryView } from './galleryView.ts'
import { cornerOf, gap, gridOf, heightOf, inSight, type Rect } from './gridGeometry.ts'
import { openCrop, useCropCommands } from './useCropCommands.ts'
import { useFrame } from './useFrame.ts'
import type { Gallery } from './useGallery.ts'
import { useRubber } from './useRubber.ts'

const spareRows = 2

/** The wall itself. Only crops in sight exist; a hundred thousand boxes cost a few lists of numbers. */
export function CropGrid({ gallery }: { readonly gallery: Gallery }) {
  const { t } = useTranslation()
  const listId = useId()
  const box = useRef<HTMLDivElement>(null)
  const { columns } = gallery
  const cropSide = useGalleryView((state) => state.cropSide)
  const selection = useGalleryView((state) => state.selection)
  const categories = useProject((state) => state.categories)
  const frame = useFrame(box)
  const grid = gridOf(columns.ids.length, frame.width, cropSide)
  const { rubber, handlers } = useRubber(box, grid, columns.ids)
  useCropCommands({ gallery, grid, box })
  useEffect(() => takeFocus(box.current), [])
  const [from, to] = inSight(frame.scrollTop, frame.height, grid, spareRows)
  const tileId = (id: number) => `${listId}-${id}`
  const categoryOf = new Map(categories.map((category) => [category.id, category]))

  return (
    <div
      ref={box}
      className={styles.wall}
      role="listbox"
      aria-label={t('room.tab.boxes')}
      aria-multiselectable="true"
      {...(selection.current === null ? {} : { 'aria-activedescendant': tileId(selection.current) })}
      tabIndex={0}
      onScroll={frame.onScroll}
      onDoubleClick={() => openCrop(gallery)}
      {...handlers}
    >
      <div className={styles.wallInner} style={{ height: heightOf(grid) }} role="presentation">
        {columns.ids.slice(from, to).map((id, offset) => {
          const crop = cropAt(columns, from + offset)
          const category = categoryOf.get(crop.categoryId ?? 0)
          const size = `${Math.round(crop.width)} × ${Math.round(crop.height)}`
          return (
            <CropTile
              key={id}
              domId={tileId(id)}
              id={id}
              stamp={crop.updatedAt}
              label={`${category?.name ?? t('room.boxes.noClass')}, ${size}`}
              color={category?.color ?? 'var(--line-2)'}
              {...cornerOf(from + offset, grid)}
              width={grid.cellWidth - gap}
              height={grid.cellHeight - gap}
              isSelected={selection.ids.has(id)}
              isCurrent={selection.current === id}
              isFlying={frame.isFlying}
            />
          )
        })}
        {rubber && <Rubber rubber={rubber} />}
      </div>
    </div>
  )
}

/** The keys belong to the wall as soon as it is there, unless someone is typing, as into the filter. */
function takeFocus(wall: HTMLElement | null): void {
  if (!document.activeElement?.matches('input, textarea, select')) wall?.focus({ preventScroll: true })
}

function Rubber({ rubber: { x1, y1, x2, y2 } }: { readonly rubber: Rect }) {
  const place = {
    left: Math.min(x1, x2),
    top: Math.min(y1, y2),
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
  }
  return <span className={styles.rubber} style={place} />
}
