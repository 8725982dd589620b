import { memo, useEffect, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/reports.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { useCommands } from '../../keys/useCommands.ts'
import { showHowOn } from '../../stores/activity.ts'
import { showImageFrom } from '../../stores/comeBack.ts'
import type { PictureCache } from '../pictureCache.ts'
import type { Matched } from '../reading.ts'
import { mostPixels, usePictures } from '../usePictures.ts'
import styles from './ImagesTab.module.css'
import type { ImageRow } from './imageRows.ts'
import { beginImages, showPicture, toggle, useImagesView } from './imagesView.ts'
import { PictureView } from './PictureView.tsx'
import { ResultImageList } from './ResultImageList.tsx'
import { useImageRows } from './useImageRows.ts'

type ImagesTabProps = {
  /** Names project and evaluation. */
  readonly subject: string
  readonly run: Run
  readonly matched: Matched
  readonly confidence: number
}

/** Image by image: what the labels say and what the model says, on the picture. */
export const ImagesTab = memo(function ImagesTab({ subject, run, matched, confidence }: ImagesTabProps) {
  const { t } = useTranslation()
  const order = useImagesView((state) => state.order)
  const imageId = useImagesView((state) => (state.subject === subject ? state.imageId : null))
  const { judged, rows } = useImageRows(matched, confidence, order)
  const found = rows.findIndex((row) => row.imageId === imageId)
  const place = Math.max(0, found)
  const current = rows[place] ?? null
  const pictures = usePictures()
  useLayoutEffect(() => {
    beginImages(subject)
    // From now on the image stays, whatever the thresholds make of the order.
    if (found < 0 && current) showPicture(current.imageId)
  }, [subject, found, current])
  useNeighbours(rows, place, pictures)
  const walk = (step: number) => {
    const next = rows[place + step]
    if (next) showPicture(next.imageId)
  }
  useCommands({
    'resultImages.next': { run: () => walk(1), canRun: () => place + 1 < rows.length },
    'resultImages.previous': { run: () => walk(-1), canRun: () => place > 0 },
    'resultImages.open': {
      run: () => current && showImageFrom('results', current.imageId),
      canRun: () => current !== null,
    },
    'resultImages.how': { run: () => current && showHowOn(current.imageId), canRun: () => current !== null },
    'resultImages.labels': () => toggle('labels'),
    'resultImages.detections': () => toggle('detections'),
    'resultImages.found': () => toggle('found'),
    'resultImages.names': () => toggle('names'),
  })
  if (!current) return <EmptyState title={t('results.image.none')} text={t('results.image.noneText')} />
  return (
    <div className={styles.columns}>
      <ResultImageList rows={rows} currentId={current.imageId} />
      <PictureView
        run={run}
        row={current}
        data={matched.prepared.data}
        judged={judged}
        confidence={confidence}
        pictures={pictures}
      />
    </div>
  )
})

/** The pictures before and after are decoded ahead, where all three have room. */
function useNeighbours(rows: readonly ImageRow[], place: number, pictures: PictureCache<ImageBitmap>): void {
  useEffect(() => {
    const near = [rows[place], rows[place + 1], rows[place - 1]].filter((row) => row !== undefined)
    const pixels = near.reduce((sum, { image }) => sum + image.width * image.height, 0)
    if (pixels > mostPixels) return
    // What cannot be read says so when it is shown.
    const ahead = setTimeout(() => {
      for (const row of near.slice(1)) pictures.get(row.imageId).catch(() => {})
    }, 0)
    return () => clearTimeout(ahead)
  }, [rows, place, pictures])
}
