import { memo, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../shared/model.ts'
import { engineText } from '../engineText.ts'
import { usePreferences } from '../stores/preferences.ts'
import styles from './CropCanvas.module.css'
import type { CropItem } from './cropItems.ts'
import { drawCrop } from './drawCrop.ts'
import type { PictureCache } from './pictureCache.ts'
import { restMs } from './useRested.ts'

export type CropCanvasProps = {
  readonly item: CropItem
  readonly categories: readonly Category[]
  readonly pictures: PictureCache<ImageBitmap>
}

/** The crop of an item, drawn when its picture is decoded and again when its size or colours change. */
export const CropCanvas = memo(function CropCanvas({ item, categories, pictures }: CropCanvasProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = usePreferences((state) => state.theme)
  const changedAt = useRef(Number.NEGATIVE_INFINITY)
  const [problem, setProblem] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read
  useEffect(() => {
    const element = canvas.current!
    let isWanted = true
    let timer: ReturnType<typeof setTimeout> | undefined
    // While a slider leads from crop to crop, their pictures are not asked for: those that it stops at are.
    const isMoving = performance.now() - changedAt.current < restMs
    changedAt.current = performance.now()
    setProblem(null)
    const draw = (bitmap: ImageBitmap | null) => {
      if (!isWanted) return
      drawCrop(element, bitmap, item, {
        ofCategory: (id) => categories.find((category) => category.id === id)?.color ?? 'gray',
        halo: getComputedStyle(element).getPropertyValue('--halo'),
      })
    }
    const load = () => pictures.get(item.image.id).then(draw, (error: Error) => isWanted && setProblem(error.message))
    const show = () => {
      const picture = pictures.kept(item.image.id)
      draw(picture)
      clearTimeout(timer)
      if (!picture) timer = setTimeout(load, isMoving ? restMs : 0)
    }
    // Fires once at the beginning, too, when the page is laid out.
    const observer = new ResizeObserver(show)
    observer.observe(element)
    return () => {
      isWanted = false
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [item, categories, pictures, theme])
  return (
    <span className={styles.frame}>
      <canvas ref={canvas} className={styles.canvas} />
      {problem && (
        <span className={styles.problem} title={engineText(problem)}>
          {t('results.crops.unreadable')}
        </span>
      )}
    </span>
  )
})
