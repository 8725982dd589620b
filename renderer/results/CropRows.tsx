import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './CropRows.module.css'
import type { CropItem } from './cropItems.ts'

export const columnCount = 3
const estimatedRowHeight = 110

type CropRowsProps = {
  readonly items: readonly CropItem[]
  /** Place of the item to keep in sight; null for none. */
  readonly current: number | null
  /** @param place of the item in the list */
  readonly tileOf: (item: CropItem, place: number) => ReactNode
}

/** Crops side by side; only the rows in sight exist, and only their pictures are decoded. */
export function CropRows({ items, current, tileOf }: CropRowsProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: Math.ceil(items.length / columnCount),
    getScrollElement: () => scroll.current,
    estimateSize: () => estimatedRowHeight,
    overscan: 1,
  })
  const currentRow = current === null ? null : Math.floor(current / columnCount)
  useEffect(() => {
    if (currentRow !== null) rows.scrollToIndex(currentRow)
  }, [rows, currentRow])
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
            {items
              .slice(index * columnCount, (index + 1) * columnCount)
              .map((item, place) => tileOf(item, index * columnCount + place))}
          </div>
        ))}
      </div>
    </div>
  )
}
