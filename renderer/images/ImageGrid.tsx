import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showImage } from '../stores/activity.ts'
import styles from './Images.module.css'
import { ImageTile } from './ImageTile.tsx'
import type { ImageRows } from './useImageRows.ts'

/** Width and height of a tile with its margin; the width is what a column takes at least. */
const tileWidth = 164
const tileHeight = 176

export function ImageGrid({ rows }: { readonly rows: ImageRows }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const columns = useColumns(box)
  const lines = Math.ceil(rows.ids.length / columns)
  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => box.current,
    estimateSize: () => tileHeight,
    overscan: 3,
  })
  const visible = virtual.getVirtualItems()
  const first = (visible[0]?.index ?? 0) * columns
  const last = ((visible.at(-1)?.index ?? 0) + 1) * columns
  const shown = rows.ids.slice(first, last)
  const shownKey = shown.join()
  const { want } = rows
  useEffect(() => {
    want(shownKey === '' ? [] : shownKey.split(',').map(Number))
  }, [want, shownKey])

  return (
    <div ref={box} className={styles.grid}>
      <ul className={styles.gridInner} style={{ height: virtual.getTotalSize() }} aria-label={t('rail.images')}>
        {visible.flatMap((line) =>
          rows.ids.slice(line.index * columns, (line.index + 1) * columns).map((id, column) => (
            <li
              key={id}
              className={styles.cell}
              style={{
                top: line.start,
                left: `${(column / columns) * 100}%`,
                width: `${100 / columns}%`,
                height: tileHeight,
              }}
            >
              <ImageTile id={id} image={rows.rowOf(id)} onOpen={() => showImage(id)} />
            </li>
          )),
        )}
      </ul>
    </div>
  )
}

function useColumns(box: React.RefObject<HTMLDivElement | null>): number {
  const [columns, setColumns] = useState(4)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setColumns(Math.max(1, Math.floor(element.clientWidth / tileWidth))))
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return columns
}
