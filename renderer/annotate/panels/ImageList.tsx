import { useVirtualizer } from '@tanstack/react-virtual'
import { Sparkles, StickyNote, TriangleAlert } from 'lucide-react'
import { memo, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Image } from '../../../shared/model.ts'
import { StateMark, stateWord } from '../../design/StateMark.tsx'
import { engineText } from '../../engineText.ts'
import { useOrderReasons } from '../../filter/useOrderReasons.ts'
import { useActivity } from '../../stores/activity.ts'
import { useProject } from '../../stores/project.ts'
import { thumbnailUrl } from '../../studio.ts'
import { useImageList, wantRows } from '../imageList.ts'
import { goTo } from '../navigate.ts'
import styles from './ImagePanel.module.css'

const rowHeight = 52

/** A hundred thousand images cost a list of numbers; rows and thumbnails are fetched for what is seen. */
export function ImageList() {
  const { t } = useTranslation()
  const ids = useImageList((state) => state.ids)
  const isLoaded = useImageList((state) => state.isLoaded)
  const rows = useImageList((state) => state.rows)
  const hasImages = useProject((state) => (state.project?.imageCount ?? 0) > 0)
  const currentId = useActivity((state) => state.imageId)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? -1
  useEffect(() => wantRows(ids.slice(first, last + 1)), [ids, first, last])
  const reasonOf = useOrderReasons(ids.slice(first, last + 1).join())
  // Scrolling measures the page, for which the picture does not wait.
  const scrolledId = useDeferredValue(currentId)
  const currentIndex = scrolledId === null ? -1 : ids.indexOf(scrolledId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another current image or another list scrolls.
  useEffect(() => {
    if (currentIndex >= 0) virtual.scrollToIndex(currentIndex, { align: 'auto' })
  }, [currentIndex, ids])

  return (
    <div ref={scroller} className={styles.scroller}>
      {isLoaded && ids.length === 0 && (
        <p className={styles.noMatch}>{hasImages ? t('annotate.list.noMatch') : t('images.noneTitle')}</p>
      )}
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label={t('annotate.list.name')}>
        {items.map(({ index, start }) => {
          const id = ids[index]!
          return (
            <li key={id} className={styles.item} style={{ top: start, height: rowHeight }}>
              <ImageRow
                id={id}
                image={rows.get(id) ?? null}
                isCurrent={id === currentId}
                isMoving={virtual.isScrolling}
                reason={reasonOf(id)}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

type ImageRowProps = {
  readonly id: number
  readonly image: Image | null
  readonly isCurrent: boolean
  readonly isMoving: boolean
  /** Why it stands here in the list. */
  readonly reason: string
}

const ImageRow = memo(function ImageRow({ id, image, isCurrent, isMoving, reason }: ImageRowProps) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={isCurrent ? 'true' : undefined}
      title={image ? hintOf(image) : undefined}
      onClick={() => goTo(id)}
    >
      <span className={styles.thumbnail}>
        {image?.error && (
          <TriangleAlert size={18} className={styles.broken} role="img" aria-label={t('images.broken')} />
        )}
        {image && !image.error && <Thumbnail image={image} isMoving={isMoving} />}
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{image?.path.split('/').at(-1)}</span>
        {image?.error ? (
          <span className={styles.reason}>{engineText(image.error)}</span>
        ) : (
          image && <ImageFacts image={image} reason={reason} />
        )}
      </span>
    </button>
  )
})

const hintOf = ({ path, note, error }: Image): string =>
  error === null ? [path, note].filter(Boolean).join('\n') : engineText(error)

function ImageFacts({ image, reason }: { readonly image: Image; readonly reason: string }) {
  const { t } = useTranslation()
  const word = stateWord(t, image)
  // Files of different folders may have the same name.
  const folder = image.path.split('/').slice(0, -1).join('/')
  return (
    <span className={styles.facts}>
      <StateMark state={image.state} isChanged={image.isChangedSinceReview} label={word} />
      <span className={styles.reason}>
        {reason || (image.annotationCount > 0 ? t('annotate.list.boxes', { count: image.annotationCount }) : word)}
      </span>
      {image.note !== '' && (
        <StickyNote
          size={12}
          className={styles.noted}
          role="img"
          aria-label={t('annotate.list.noted', { note: image.note })}
        />
      )}
      {image.proposalCount > 0 && (
        <span className={styles.proposed}>
          <Sparkles size={11} aria-hidden="true" />
          <span aria-hidden="true">{image.proposalCount}</span>
          <span className="spoken">{t('assistant.inList', { count: image.proposalCount })}</span>
        </span>
      )}
      <span className={styles.folder}>{folder}</span>
    </span>
  )
}

/** While the list flies past, no thumbnail is asked for: each costs the engine a decoded picture. */
function Thumbnail({ image, isMoving }: { readonly image: Image; readonly isMoving: boolean }) {
  const [isAsked, setIsAsked] = useState(!isMoving)
  useEffect(() => {
    if (!isMoving) setIsAsked(true)
  }, [isMoving])
  return isAsked && <img src={thumbnailUrl(image.id, image.modifiedAt)} alt="" decoding="async" draggable={false} />
}
