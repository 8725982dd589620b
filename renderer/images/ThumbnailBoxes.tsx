import type { Size } from '../../shared/box.ts'
import { useProject } from '../stores/project.ts'
import styles from './Images.module.css'
import type { ThumbnailBox } from './useThumbnailBoxes.ts'

type ThumbnailBoxesProps = { readonly boxes: readonly ThumbnailBox[]; readonly size: Size }

/** More would cover the picture and slow the grid down. */
const mostDrawn = 200

/** The boxes of an image over its thumbnail, which fills its frame in the same way. */
export function ThumbnailBoxes({ boxes, size }: ThumbnailBoxesProps) {
  const categories = useProject((state) => state.categories)
  const colors = new Map(categories.map(({ id, color }) => [id, color]))
  return (
    <svg className={styles.boxes} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      {boxes.slice(0, mostDrawn).map(({ id, categoryId, x1, y1, x2, y2 }) => (
        <rect
          key={id}
          x={x1}
          y={y1}
          width={x2 - x1}
          height={y2 - y1}
          stroke={colors.get(categoryId ?? 0) ?? 'var(--ink-2)'}
        />
      ))}
    </svg>
  )
}
