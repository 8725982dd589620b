import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Image } from '../../shared/model.ts'
import { useOrderReasons } from '../filter/useOrderReasons.ts'
import { useCommands } from '../keys/useCommands.ts'
import { showImageFrom } from '../stores/comeBack.ts'
import { useImagesRoom } from '../stores/imagesRoom.ts'
import styles from './Images.module.css'
import { ImageTile } from './ImageTile.tsx'
import { NoteButton } from './NoteButton.tsx'
import { ImageSelectionBar } from './selection/ImageSelectionBar.tsx'
import selectionStyles from './selection/Selection.module.css'
import { type ImageSelection, useImageSelection } from './selection/useImageSelection.ts'
import type { ImageRows } from './useImageRows.ts'
import { type ThumbnailBox, useThumbnailBoxes } from './useThumbnailBoxes.ts'
import { useTileWalk } from './useTileWalk.ts'

/** Width and height of a tile with its margin; the width is what a column takes at least. */
const tileWidth = 164
const tileHeight = 176
const noBoxes: readonly ThumbnailBox[] = []

export function ImageGrid({ rows }: { readonly rows: ImageRows }) {
  const selection = useImageSelection(rows.ids)
  useCommands({
    'images.selectAll': selection.selectAll,
    'images.clearSelection': { run: selection.clear, canRun: () => selection.ids.size > 0 },
  })
  return (
    <>
      {selection.ids.size > 0 && <ImageSelectionBar selection={selection} total={rows.ids.length} />}
      <Tiles rows={rows} selection={selection} />
    </>
  )
}

function Tiles({ rows, selection }: { readonly rows: ImageRows; readonly selection: ImageSelection }) {
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
  const walk = useTileWalk(box, { count: rows.ids.length, columns }, (line) => virtual.scrollToIndex(line))
  const visible = virtual.getVirtualItems()
  const last = ((visible.at(-1)?.index ?? 0) + 1) * columns
  const shown = rows.ids.slice((visible[0]?.index ?? 0) * columns, last)
  const shownKey = shown.join()
  const hasBoxes = useImagesRoom((state) => state.hasBoxes)
  const boxes = useThumbnailBoxes(shown, hasBoxes)
  const reasonOf = useOrderReasons(shownKey)
  const { want } = rows
  useEffect(() => {
    want(shownKey === '' ? [] : shownKey.split(',').map(Number))
  }, [want, shownKey])

  return (
    <div ref={box} className={styles.grid}>
      <ul
        className={styles.gridInner}
        style={{ height: virtual.getTotalSize() }}
        aria-label={t('rail.images')}
        onKeyDown={walk}
      >
        {visible.flatMap((line) =>
          rows.ids.slice(line.index * columns, (line.index + 1) * columns).map((id, column) => (
            <li
              key={id}
              data-place={line.index * columns + column}
              className={`${styles.cell} ${selectionStyles.cell}`}
              data-chosen={selection.ids.has(id) || undefined}
              data-choosing={selection.ids.size > 0 || undefined}
              style={{
                top: line.start,
                left: `${(column / columns) * 100}%`,
                width: `${100 / columns}%`,
                height: tileHeight,
              }}
            >
              <Cell
                {...{ id, selection }}
                image={rows.rowOf(id)}
                boxes={boxes.get(id) ?? noBoxes}
                reason={reasonOf(id)}
              />
            </li>
          )),
        )}
      </ul>
    </div>
  )
}

type CellProps = {
  readonly id: number
  readonly image: Image | null
  readonly boxes: readonly ThumbnailBox[]
  readonly reason: string
  readonly selection: ImageSelection
}

function Cell({ id, image, boxes, reason, selection }: CellProps) {
  const { t } = useTranslation()
  return (
    <>
      <ImageTile
        id={id}
        image={image}
        boxes={boxes}
        reason={reason}
        onClick={(held) => (held.shift || held.ctrl ? selection.click(id, held) : showImageFrom('images', id))}
      />
      <input
        type="checkbox"
        className={selectionStyles.tick}
        aria-label={t('split.choose', { path: image?.path ?? String(id) })}
        checked={selection.ids.has(id)}
        onChange={() => selection.toggle(id)}
      />
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
