import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useProject } from '../../stores/project.ts'
import styles from './Boxes.module.css'
import { CropTile } from './CropTile.tsx'
import { cropAt } from './crops.ts'
import { gap } from './gridGeometry.ts'
import type { Selection } from './selection.ts'
import type { Gallery } from './useGallery.ts'

type CropRowProps = {
  readonly columns: Gallery['columns']
  readonly row: number
  readonly cropsInRow: number
  readonly cellWidth: number
  readonly cellHeight: number
  readonly selection: Selection
  readonly isFlying: boolean
  readonly tileId: (id: number) => string
}

/** One row of the wall. While the wall is scrolled those that stay in sight have nothing to do. */
export const CropRow = memo(function CropRow(props: CropRowProps) {
  const { columns, row, cropsInRow, cellWidth, cellHeight, selection, isFlying, tileId } = props
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  const first = row * cropsInRow
  return (
    <div className={styles.row} role="presentation" style={{ transform: `translateY(${row * cellHeight}px)` }}>
      {columns.ids.slice(first, first + cropsInRow).map((id, column) => {
        const crop = cropAt(columns, first + column)
        const category = categories.find((one) => one.id === crop.categoryId)
        const size = `${Math.round(crop.width)} × ${Math.round(crop.height)}`
        return (
          <CropTile
            // Its place is its key, for the same reason as that of the row.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={column}
            domId={tileId(id)}
            id={id}
            stamp={crop.updatedAt}
            label={`${category?.name ?? t('room.boxes.noClass')}, ${size}`}
            color={category?.color ?? 'var(--line-2)'}
            x={column * cellWidth}
            width={cellWidth - gap}
            height={cellHeight - gap}
            isSelected={selection.ids.has(id)}
            isCurrent={selection.current === id}
            isFlying={isFlying}
          />
        )
      })}
    </div>
  )
})
