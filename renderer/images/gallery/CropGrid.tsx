import { useCallback, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Boxes.module.css'
import { CropRow } from './CropRow.tsx'
import { useGalleryView } from './galleryView.ts'
import { gridOf, heightOf, type Rect, rowsInSight, rowsThatFit } from './gridGeometry.ts'
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
  const frame = useFrame(box)
  const grid = gridOf(columns.ids.length, frame.width, cropSide)
  const { rubber, handlers } = useRubber(box, grid, columns.ids)
  useCropCommands({ gallery, grid, box })
  useEffect(() => takeFocus(box.current), [])
  const [from, to] = rowsInSight(frame.scrollTop, frame.height, grid, spareRows)
  const tileId = useCallback((id: number) => `${listId}-${id}`, [listId])
  const rows = Array.from({ length: to - from }, (_, offset) => from + offset)
  // The pool has room for all rows that can be in sight at once.
  const poolSize = rowsThatFit(frame.height, grid, spareRows)

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
        {rows.map((row) => (
          // What leaves above comes again below: other words and another picture cost less than another row.
          <CropRow
            key={row % poolSize}
            columns={columns}
            row={row}
            cropsInRow={grid.columns}
            cellWidth={grid.cellWidth}
            cellHeight={grid.cellHeight}
            selection={selection}
            isFlying={frame.isFlying}
            tileId={tileId}
          />
        ))}
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
