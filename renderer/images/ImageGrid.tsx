import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Image } from '../../shared/model.ts'
import { showImageFrom } from '../stores/comeBack.ts'
import { useImagesRoom } from '../stores/imagesRoom.ts'
import styles from './Images.module.css'
import { ImageTile } from './ImageTile.tsx'
import { NoteButton } from './NoteButton.tsx'
import type { ImageRows } from './useImageRows.ts'
import { type ThumbnailBox, useThumbnailBoxes } from './useThumbnailBoxes.ts'

/** Width and height of a tile with its margin; the width is what a column takes at least. */
const tileWidth = 164
const tileHeight = 176
const noBoxes: readonly ThumbnailBox[] = []

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
  const hasBoxes = useImagesRoom((state) => state.hasBoxes)
  const boxes = useThumbnailBoxes(shown, hasBoxes)
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
              <Cell id={id} image={rows.rowOf(id)} boxes={boxes.get(id) ?? noBoxes} />
            </li>
          )),
        )}
      </ul>
    </div>
  )
}

type CellProps = { readonly id: number; readonly image: Image | null; readonly boxes: readonly ThumbnailBox[] }

function Cell({ id, image, boxes }: CellProps) {
  return (
    <>
      <ImageTile id={id} image={image} boxes={boxes} onOpen={() => showImageFrom('images', id)} />
      {image && <NoteButton image={image} />}
    </>
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
