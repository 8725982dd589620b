/**
 * The Konva stage: layers of one custom-drawn shape each. A shape per box takes 55 ms a frame at 2,000 boxes where this takes 10,
 * and each further full-size layer 2 to 4 ms: so picture and boxes share one, above it is what the hands do, and a layer on which
 * nothing is drawn is hidden. Only while the picture is adjusted for viewing do the boxes have a layer of their own, since the filter
 * is a style of the picture's canvas.
 */
import Konva from 'konva'
import type { Size } from '../../../shared/box.ts'
import { type Editor, useEditor } from '../editor.ts'
import { onFinerPicture, pictureOf, wantFiner } from '../picture/pictures.ts'
import { onTiles } from '../tiles.ts'
import { isPlain, toneFilterId } from '../viewing/tone.ts'
import type { Appearance } from './appearance.ts'
import { drawOverlay } from './drawOverlay.ts'
import { drawPicture } from './drawPicture.ts'
import { drawScene } from './drawScene.ts'
import { hideWhileBlank } from './hideWhileBlank.ts'

/** A picture that takes longer leaves the canvas empty meanwhile. */
const blankAfterMs = 150

export type CanvasStage = {
  readonly resize: (canvas: Size) => void
  readonly setAppearance: (appearance: Appearance) => void
  readonly destroy: () => void
}

export function createStage(container: HTMLDivElement, firstAppearance: Appearance): CanvasStage {
  let appearance = firstAppearance
  const stage = new Konva.Stage({ container, width: 1, height: 1, listening: false })
  const isAdjusted = () => !isPlain(appearance.options)
  const base = addLayer(stage, (context, editor) => {
    if (editor.phase.kind !== 'ready') return
    if (editor.image) drawImage(context, editor, editor.image.id, appearance)
    if (!isAdjusted()) drawScene(context, editor, appearance)
  })
  const scene = addLayer(
    stage,
    hideWhileBlank((context, editor: Editor) => {
      if (editor.phase.kind === 'ready' && isAdjusted()) drawScene(context, editor, appearance)
    }),
  )
  const overlay = addLayer(
    stage,
    hideWhileBlank((context, editor: Editor) => {
      if (editor.phase.kind === 'ready') drawOverlay(context, editor, appearance)
    }),
  )
  const drawAll = () => {
    base.batchDraw()
    scene.batchDraw()
    overlay.batchDraw()
  }
  const ends = [onTiles(() => base.batchDraw()), onFinerPicture(() => base.batchDraw())]
  let blanking: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = useEditor.subscribe((editor, before) => {
    clearTimeout(blanking)
    // The next picture mostly comes at once; until then the last one stays, rather than a flash of nothing.
    if (editor.phase.kind === 'loading') blanking = setTimeout(drawAll, blankAfterMs)
    else if (differs(editor, before, pictureParts)) drawAll()
    else {
      if (differs(editor, before, sceneParts)) (isAdjusted() ? scene : base).batchDraw()
      overlay.batchDraw()
    }
  })
  return {
    resize: (canvas) => {
      stage.size(canvas)
      drawAll()
    },
    setAppearance: (next) => {
      appearance = next
      base.getNativeCanvasElement().style.filter = isAdjusted() ? `url(#${toneFilterId})` : ''
      drawAll()
    },
    destroy: () => {
      clearTimeout(blanking)
      for (const end of ends) end()
      unsubscribe()
      stage.destroy()
    },
  }
}

function drawImage(context: CanvasRenderingContext2D, editor: Editor, imageId: number, appearance: Appearance): void {
  const picture = pictureOf(imageId)
  if (!picture) return
  drawPicture(context, editor, picture, appearance)
  wantFiner(imageId, editor.size.width * editor.view.scale * devicePixelRatio)
}

function addLayer(stage: Konva.Stage, draw: (context: CanvasRenderingContext2D, editor: Editor) => void): Konva.Layer {
  const layer = new Konva.Layer({ listening: false })
  layer.add(new Konva.Shape({ listening: false, sceneFunc: (context) => draw(context._context, useEditor.getState()) }))
  stage.add(layer)
  return layer
}

const pictureParts = ['phase', 'image', 'view'] as const
const sceneParts = [
  'annotations',
  'proposals',
  'proposalFloor',
  'selectedIds',
  'areBoxesHidden',
  'hiddenIds',
  'hiddenCategoryIds',
] as const

/** Most movements of the pointer touch only the uppermost layer. */
function differs(a: Editor, b: Editor, parts: readonly (keyof Editor)[]): boolean {
  return parts.some((part) => a[part] !== b[part])
}
