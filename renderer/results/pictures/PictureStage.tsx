import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Point } from '../../../shared/box.ts'
import type { EvaluatedImage } from '../../../shared/reports.ts'
import { useStageView } from '../../canvas/useStageView.ts'
import { engineText } from '../../engineText.ts'
import { useCommands } from '../../keys/useCommands.ts'
import { usePreferences } from '../../stores/preferences.ts'
import type { PictureCache } from '../pictureCache.ts'
import styles from './PictureStage.module.css'
import { paintScene } from './paintScene.ts'
import { boxAtPoint, type Scene } from './scene.ts'

type PictureStageProps = {
  readonly image: EvaluatedImage
  readonly pictures: PictureCache<ImageBitmap>
  readonly scene: Scene
  readonly hasNames: boolean
  readonly chosenKey: string | null
  /** What is on the picture, in words. */
  readonly label: string
  /** A click: the box under it, and where it was in the image. */
  readonly onChoose: (key: string | null, at: Point) => void
}

/** The picture with a scene over it: the wheel zooms, dragging moves, a click chooses. */
export function PictureStage({ image, pictures, scene, hasNames, chosenKey, label, onChoose }: PictureStageProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [hoveredKey, setHoveredKey] = useState<string | null>(null)
  const { bitmap, problem } = usePicture(image.id, pictures)
  const stage = useStageView(canvas, image, {
    onHover: (point) => setHoveredKey(point && (boxAtPoint(scene.boxes, point)?.key ?? null)),
    onClick: (point) => onChoose(boxAtPoint(scene.boxes, point)?.key ?? null, point),
  })
  useCommands({
    'resultImages.fit': stage.fit,
    'resultImages.zoomIn': () => stage.zoom(1.25),
    'resultImages.zoomOut': () => stage.zoom(0.8),
  })
  const theme = usePreferences((state) => state.theme)
  const { view } = stage
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read
  useLayoutEffect(() => {
    const element = canvas.current!
    if (!bitmap || !view) return
    const style = getComputedStyle(element)
    const colorOf = (token: string) => style.getPropertyValue(token)
    paintScene(element, { bitmap, image, view, scene, hoveredKey, chosenKey, hasNames, colorOf })
  }, [bitmap, image, view, scene, hoveredKey, chosenKey, hasNames, theme])
  return (
    <div className={styles.stage}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />
      {problem && <p className={styles.problem}>{t('results.image.unreadable', { reason: engineText(problem) })}</p>}
    </div>
  )
}

type Loaded = { readonly bitmap: ImageBitmap | null; readonly problem: string | null }
const nothingLoaded: Loaded = { bitmap: null, problem: null }

/** Null while the picture of another image is in hand: boxes and picture never belong to two images. */
function usePicture(imageId: number, pictures: PictureCache<ImageBitmap>): Loaded {
  const [loaded, setLoaded] = useState<Loaded & { readonly imageId: number }>({ ...nothingLoaded, imageId })
  useEffect(() => {
    let isWanted = true
    pictures.get(imageId).then(
      (bitmap) => isWanted && setLoaded({ imageId, bitmap, problem: null }),
      (error: Error) => isWanted && setLoaded({ imageId, bitmap: null, problem: error.message }),
    )
    return () => {
      isWanted = false
    }
  }, [imageId, pictures])
  return loaded.imageId === imageId ? loaded : nothingLoaded
}
