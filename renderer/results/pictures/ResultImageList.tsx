import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { outcomeLooks } from '../../canvas/outcomeLook.ts'
import { rateText } from '../../charts/figureText.ts'
import { thumbnailUrl } from '../../studio.ts'
import { InlineSelect } from '../InlineSelect.tsx'
import type { ImageRow } from './imageRows.ts'
import { imageOrders, orderBy, showPicture, useImagesView } from './imagesView.ts'
import styles from './ResultImageList.module.css'

const rowHeight = 56

type ResultImageListProps = { readonly rows: readonly ImageRow[]; readonly currentId: number | null }

/** All images of the evaluation, the worst first; only the rows in sight exist. */
export function ResultImageList({ rows, currentId }: ResultImageListProps) {
  const { t } = useTranslation()
  const order = useImagesView((state) => state.order)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const place = rows.findIndex((row) => row.imageId === currentId)
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' })
  }, [virtual, place])
  return (
    <section className={styles.panel} aria-label={t('results.image.list')}>
      <div className={styles.head}>
        <InlineSelect
          label={t('results.image.order')}
          value={order}
          choices={imageOrders.map((value) => ({ value, label: t(`results.image.orders.${value}`) }))}
          onChoose={orderBy}
        />
        <span className={styles.place}>
          {place + 1} / {rows.length}
        </span>
      </div>
      <div ref={scroller} className={styles.scroller}>
        <ul className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label={t('results.image.list')}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]!
            return (
              <li key={row.imageId} className={styles.item} style={{ top: start, height: rowHeight }}>
                <Row row={row} isCurrent={row.imageId === currentId} isMoving={virtual.isScrolling} />
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}

type RowProps = { readonly row: ImageRow; readonly isCurrent: boolean; readonly isMoving: boolean }

const Row = memo(function Row({ row, isCurrent, isMoving }: RowProps) {
  const { t } = useTranslation()
  const { image, f1, found, confused, falseAlarms, missed } = row
  const counts = [
    ['found', found],
    ['confused', confused],
    ['falseAlarm', falseAlarms],
    ['missed', missed],
  ] as const
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={isCurrent ? 'true' : undefined}
      title={image.path}
      onClick={() => showPicture(row.imageId)}
    >
      <span className={styles.thumbnail}>
        <Thumbnail imageId={row.imageId} isMoving={isMoving} />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{image.path.split('/').at(-1)}</span>
        <span className={styles.facts}>
          <span className={styles.f1}>F1 {rateText(f1, 2)}</span>
          {counts.map(
            ([outcome, count]) =>
              count > 0 && (
                <span key={outcome} title={t(`results.image.outcome.${outcome}`)}>
                  <span aria-hidden="true">{outcomeLooks[outcome].sign}</span>
                  <span className="spoken">{t(`results.image.outcome.${outcome}`)}</span> {count}
                </span>
              ),
          )}
        </span>
      </span>
    </button>
  )
})

/** While the list flies past, no thumbnail is asked for: each costs the engine a decoded picture. */
function Thumbnail({ imageId, isMoving }: { readonly imageId: number; readonly isMoving: boolean }) {
  const [isAsked, setIsAsked] = useState(!isMoving)
  useEffect(() => {
    if (!isMoving) setIsAsked(true)
  }, [isMoving])
  return isAsked && <img src={thumbnailUrl(imageId)} alt="" decoding="async" draggable={false} />
}
