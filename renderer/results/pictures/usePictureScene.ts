/** What the chosen layer draws over the picture, what it says, and what a click on it means. */
import { useMemo } from 'react'
import type { Point } from '../../../shared/box.ts'
import { chooseBox, useImagesView } from './imagesView.ts'
import { type InsideOnPicture, useInsideScene } from './inside/useInsideScene.ts'
import { type JudgedEntry, judgedEntries, outcomeBoxes } from './judgedBoxes.ts'
import type { PictureViewProps } from './PictureView.tsx'
import { emptyScene } from './scene.ts'

export type PictureScene = InsideOnPicture & { readonly entries: readonly JudgedEntry[] }

type Subject = Omit<PictureViewProps, 'pictures'>

export function usePictureScene({ run, row, data, judged, confidence }: Subject): PictureScene {
  const { imageId } = row
  const layer = useImagesView((state) => state.layer)
  const isOn = useImagesView((state) => state.isOn)
  const entries = useMemo(() => judgedEntries(data, judged, imageId, confidence), [data, judged, imageId, confidence])
  const isInside = layer !== 'outcome'
  const inside = useInsideScene({
    runId: run.id,
    imageId,
    layer: isInside ? layer : null,
    confidence,
    categories: data.categories,
  })
  const outcome = useMemo(() => ({ ...emptyScene, boxes: outcomeBoxes(entries, isOn) }), [entries, isOn])
  if (isInside) return { ...inside, entries }
  const onChoose = (key: string | null, _at: Point) => chooseBox(key)
  return { ...inside, entries, scene: outcome, onChoose }
}
