import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Outcome } from '../../shared/metrics/perImage.ts'
import { rateText } from '../charts/figureText.ts'
import { thumbnailUrl } from '../studio.ts'
import styles from './OutcomeImageList.module.css'
import { outcomeLooks } from './outcomeLook.ts'

const rowHeight = 56

export type OutcomeImage = {
  readonly key: number
  readonly imageId: number
  readonly path: string
  readonly f1: number | null
  readonly counts: readonly OutcomeCount[]
  /** What was decided about it; null where nothing is to be said. */
  readonly verdict: string | null
}
type OutcomeCount = { readonly outcome: Outcome; readonly name: string; readonly count: number }

type OutcomeImageListProps<Row> = {
  readonly label: string
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => number
  /** Made for rows in sight alone; the same function as long as it gives the same. */
  readonly wordsOf: (row: Row) => OutcomeImage
  readonly currentKey: number | null
  readonly onChoose: (key: number) => void
}

/** Images with how right each came out; only the rows in sight exist. */
export function OutcomeImageList<Row>(props: OutcomeImageListProps<Row>) {
  const { label, rows, keyOf, wordsOf, currentKey, onChoose } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const place = rows.findIndex((row) => keyOf(row) === currentKey)
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' })
  }, [virtual, place])
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label={label}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]!
          const key = keyOf(row)
          return (
            <li key={key} className={styles.item} style={{ top: start, height: rowHeight }}>
              <ImageRow {...{ row, wordsOf, onChoose }} isCurrent={key === currentKey} isMoving={virtual.isScrolling} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

type ImageRowProps<Row> = Pick<OutcomeImageListProps<Row>, 'wordsOf' | 'onChoose'> & {
  readonly row: Row
  readonly isCurrent: boolean
  readonly isMoving: boolean
}

const ImageRow = memo(function ImageRow<Row>({ row, wordsOf, isCurrent, isMoving, onChoose }: ImageRowProps<Row>) {
  const { key, imageId, path, f1, counts, verdict } = wordsOf(row)
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={isCurrent ? 'true' : undefined}
      title={path}
      onClick={() => onChoose(key)}
    >
      <span className={styles.thumbnail}>
        <Thumbnail imageId={imageId} isMoving={isMoving} />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{path.split('/').at(-1)}</span>
        <span className={styles.facts}>
          <span className={styles.f1}>F1 {rateText(f1, 2)}</span>
          {counts.map(
            ({ outcome, name, count }) =>
              count > 0 && (
                <span key={outcome} title={name}>
                  <span aria-hidden="true">{outcomeLooks[outcome].sign}</span>
                  <span className="spoken">{name}</span> {count}
                </span>
              ),
          )}
        </span>
        {verdict !== null && <span className={styles.verdict}>{verdict}</span>}
      </span>
    </button>
  )
}) as <Row>(props: ImageRowProps<Row>) => ReactNode

/** While the list flies past, no thumbnail is asked for: each costs the engine a decoded picture. */
function Thumbnail({ imageId, isMoving }: { readonly imageId: number; readonly isMoving: boolean }) {
  const [isAsked, setIsAsked] = useState(!isMoving)
  useEffect(() => {
    if (!isMoving) setIsAsked(true)
  }, [isMoving])
  return isAsked && <img src={thumbnailUrl(imageId)} alt="" decoding="async" draggable={false} />
}
