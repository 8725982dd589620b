import { ImageOff } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onOtherScreen } from '../../canvas/onOtherScreen.ts'
import { viewInCanvas } from '../../canvas/viewport.ts'
import { Button } from '../../design/Button.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { engineText } from '../../engineText.ts'
import { showActivity } from '../../stores/activity.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useProject } from '../../stores/project.ts'
import { useEditor } from '../editor.ts'
import { focusIds } from '../focus.ts'
import { useImageList } from '../imageList.ts'
import { LoopBar } from '../loop/LoopBar.tsx'
import { CanvasMenu } from '../menu/CanvasMenu.tsx'
import { ClassPicker } from '../picker/ClassPicker.tsx'
import { cursorOf } from '../tools/toolbox.ts'
import { usePointer } from '../usePointer.ts'
import { AdjustedMark } from '../viewing/AdjustedMark.tsx'
import { Minimap } from '../viewing/Minimap.tsx'
import { useViewOptions } from '../viewing/options.ts'
import { ToneFilter } from '../viewing/ToneFilter.tsx'
import { sceneOf } from '../visible.ts'
import { appearanceOf, readPalette } from './appearance.ts'
import styles from './Canvas.module.css'
import { CanvasWords } from './CanvasWords.tsx'
import { PictureNote } from './PictureNote.tsx'
import { type CanvasStage, createStage } from './stage.ts'

/** The picture with its boxes. What is drawn is Konva's; this component gives it a place, a name and the pointer. */
export function Canvas() {
  const { t } = useTranslation()
  const container = useRef<HTMLDivElement>(null)
  useStage(container)
  usePointer(container)
  const name = useEditor((state) => state.image?.path.split('/').at(-1) ?? '')
  const count = useEditor((state) => state.annotations.length)
  const chosen = useEditor((state) => state.toolbox.chosen)
  const tool = t(`annotate.tools.${chosen}`)
  const cursor = useEditor((state) =>
    state.phase.kind === 'ready' ? cursorOf(state.toolbox, sceneOf(state)) : 'default',
  )
  return (
    <div className={styles.place}>
      <div
        ref={container}
        id={focusIds.canvas}
        data-testid="canvas"
        className={styles.canvas}
        style={{ cursor }}
        role="application"
        aria-label={
          name === '' ? t('annotate.canvas.empty', { tool }) : t('annotate.canvas.label', { name, count, tool })
        }
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys.
        tabIndex={0}
      />
      <CanvasWords />
      <ToneFilter />
      <AdjustedMark />
      <Minimap />
      <LoopBar />
      <PictureNote />
      <CanvasMenu />
      <ClassPicker />
      <Obstacle />
    </div>
  )
}

/** Why there is no picture, where one should be. */
function Obstacle() {
  const { t } = useTranslation()
  const phase = useEditor((state) => state.phase)
  const path = useEditor((state) => state.image?.path ?? '')
  const isListEmpty = useImageList((state) => state.isLoaded && state.ids.length === 0)
  const hasImages = useProject((state) => (state.project?.imageCount ?? 0) > 0)
  if (phase.kind === 'loading') return <output className={styles.loading}>{t('annotate.canvas.loading')}</output>
  if (phase.kind === 'failed') {
    return (
      <div className={styles.obstacle} role="alert">
        <EmptyState icon={<ImageOff size={32} />} title={path} text={engineText(phase.message)} />
      </div>
    )
  }
  if (phase.kind !== 'none' || !isListEmpty || hasImages) return null
  return (
    <div className={styles.obstacle}>
      <EmptyState title={t('annotate.canvas.noImages')} text={t('annotate.canvas.noImagesText')}>
        <Button look="primary" onClick={() => showActivity('images')}>
          {t('annotate.canvas.toImages')}
        </Button>
      </EmptyState>
    </div>
  )
}

function useStage(container: RefObject<HTMLDivElement | null>): void {
  const [stage, setStage] = useState<CanvasStage | null>(null)
  const theme = usePreferences((state) => state.theme)
  const categories = useProject((state) => state.categories)
  const options = useViewOptions()
  useEffect(() => {
    const element = container.current
    if (!element) return
    const created = createStage(element, appearanceOf(readPalette(), [], useViewOptions.getState()))
    setStage(created)
    const follow = () => resize(created, element)
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    const endFollowing = onOtherScreen(follow)
    return () => {
      endFollowing()
      observer.disconnect()
      created.destroy()
    }
  }, [container])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette's colours are those of the theme.
  useEffect(() => {
    stage?.setAppearance(appearanceOf(readPalette(), categories, options))
  }, [stage, theme, categories, options])
}

function resize(stage: CanvasStage, element: HTMLElement): void {
  const canvas = { width: Math.max(1, element.clientWidth), height: Math.max(1, element.clientHeight) }
  useEditor.setState((editor) => ({ canvas, view: viewInCanvas(editor.view, editor, canvas) }))
  stage.resize(canvas)
}
