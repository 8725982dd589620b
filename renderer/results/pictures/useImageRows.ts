/** The evaluated images as the list shows them; they follow both thresholds. */
import { useMemo } from 'react'
import { indexImages, type JudgedImages, judgeImages, tallyImages } from '../../../shared/metrics/perImage.ts'
import type { Matched } from '../reading.ts'
import { type ImageRow, namePlaces, orderRows } from './imageRows.ts'
import type { ImageOrder } from './imagesView.ts'

export type ImageRows = { readonly judged: JudgedImages; readonly rows: readonly ImageRow[] }

export function useImageRows({ prepared, matches }: Matched, confidence: number, order: ImageOrder): ImageRows {
  const { data, dataset, images } = prepared
  const index = useMemo(() => indexImages(dataset), [dataset])
  const places = useMemo(() => namePlaces(data.images), [data])
  const judged = useMemo(() => judgeImages(index, matches), [index, matches])
  const rows = useMemo(
    () => tallyImages(judged, confidence).map((tally) => ({ ...tally, image: images.get(tally.imageId)! })),
    [judged, confidence, images],
  )
  return { judged, rows: useMemo(() => orderRows(rows, order, places), [rows, order, places]) }
}
