import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../shared/model.ts'
import { engineText } from '../engineText.ts'
import { usePreferences } from '../stores/preferences.ts'
import styles from './CropCanvas.module.css'
import type { CropItem } from './cropItems.ts'
import { drawCrop } from './drawCrop.ts'
import type { PictureCache } from './pictureCache.ts'

export type CropCanvasProps = {
  readonly item: CropItem
  readonly categories: readonly Category[]
  readonly pictures: PictureCache<ImageBitmap>
}

/** The crop of an item, drawn when its picture is decoded and again when its size or colours change. */
export function CropCanvas({ item, categories, pictures }: CropCanvasProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = usePreferences((state) => state.theme)
  const [problem, setProblem] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read
  useEffect(() => {
    const element = canvas.current!
    let isWanted = true
    const draw = (bitmap: ImageBitmap) => {
      if (!isWanted) return
      setProblem(null)
      drawCrop(element, bitmap, item, {
        ofCategory: (id) => categories.find((category) => category.id === id)?.color ?? 'gray',
        halo: getComputedStyle(element).getPropertyValue('--halo'),
      })
    }
    const load = () => pictures.get(item.image.id).then(draw, (error: Error) => isWanted && setProblem(error.message))
    // Fires once at the beginning, too.
    const observer = new ResizeObserver(() => void load())
    observer.observe(element)
    return () => {
      isWanted = false
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
}
