/**
 * The Konva stage: layers of one custom-drawn shape each. A shape per box takes 55 ms a frame at 2,000 boxes where this takes 10,
 * and each further full-size layer 2 to 4 ms: so picture and boxes share one, above it is what the hands do, and a layer on which
 * nothing is drawn is hidden. Only while the picture is adjusted for viewing do the boxes have a layer of their own, since the filter
 * is a style of the picture's canvas.
 */
import Konva from 'konva'
import type { Size } from '../../../shared/box.ts'
import { type Editor, useEditor } from '../editor.ts'
import { onFinerPicture } from '../picture/pictures.ts'
import { onTiles } from '../tiles.ts'
import { toneFilterId } from '../viewing/tone.ts'
import type { Appearance } from './appearance.ts'
import { baseDrawing, isAdjusted, sceneParts } from './drawings.ts'
import { drawOverlay } from './drawOverlay.ts'
import { drawScene } from './drawScene.ts'
import { hideWhileBlank } from './hideWhileBlank.ts'
import { type MovableCanvas, movableCanvas } from './moveDrawn.ts'

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
  const baseCanvas = movableCanvas()
  const { base, scene, overlay } = addLayers(stage, baseCanvas, () => appearance)
  const drawAll = () => {
    base.batchDraw()
    scene.batchDraw()
    overlay.batchDraw()
  }
  const drawAnew = () => {
    baseCanvas.forget()
    drawAll()
  }
  const ends = [onTiles(drawAnew), onFinerPicture(drawAnew)]
  // A graphics card that was lost took the pixels along.
  for (const layer of [base, scene, overlay])
    layer.getNativeCanvasElement().addEventListener('contextrestored', drawAnew)
  let blanking: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = useEditor.subscribe((editor, before) => {
    clearTimeout(blanking)
    // The next picture mostly comes at once; until then the last one stays, rather than a flash of nothing.
    if (editor.phase.kind === 'loading') blanking = setTimeout(drawAll, blankAfterMs)
    else if (differs(editor, before, pictureParts)) drawAll()
    else {
      if (differs(editor, before, sceneParts)) (isAdjusted(appearance) ? scene : base).batchDraw()
      overlay.batchDraw()
    }
  })
  return {
    resize: (canvas) => {
      for (const layer of stage.getLayers()) followScreen(layer)
      stage.size(canvas)
      drawAnew()
    },
    setAppearance: (next) => {
      appearance = next
      base.getNativeCanvasElement().style.filter = isAdjusted(appearance) ? `url(#${toneFilterId})` : ''
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

function addLayers(stage: Konva.Stage, baseCanvas: MovableCanvas, appearanceNow: () => Appearance) {
  const base = addLayer(stage, (context, editor) => baseCanvas.paint(context, baseDrawing(editor, appearanceNow())))
  const addUpper = (draw: (context: CanvasRenderingContext2D, editor: Editor, appearance: Appearance) => void) => {
    const clearAndDraw = hideWhileBlank((context, editor: Editor) => {
      context.clearRect(0, 0, editor.canvas.width, editor.canvas.height)
      if (editor.phase.kind === 'ready') draw(context, editor, appearanceNow())
    })
    return addLayer(stage, clearAndDraw)
  }
  const scene = addUpper((context, editor, appearance) => {
    if (isAdjusted(appearance)) drawScene(context, editor, appearance)
  })
  return { base, scene, overlay: addUpper(drawOverlay) }
}

/** Another screen may have more pixels for the same size. */
function followScreen(layer: Konva.Layer): void {
  const canvas = layer.getCanvas()
  if (canvas.getPixelRatio() !== devicePixelRatio) canvas.setPixelRatio(devicePixelRatio)
}

/** @param draw also clears what was drawn before */
function addLayer(stage: Konva.Stage, draw: (context: CanvasRenderingContext2D, editor: Editor) => void): Konva.Layer {
  const layer = new Konva.Layer({ listening: false, clearBeforeDraw: false })
  layer.add(new Konva.Shape({ listening: false, sceneFunc: (context) => draw(context._context, useEditor.getState()) }))
  stage.add(layer)
  return layer
}

const pictureParts = ['phase', 'image', 'view'] as const

/** Most movements of the pointer touch only the uppermost layer. */
function differs(a: Editor, b: Editor, parts: readonly (keyof Editor)[]): boolean {
  return parts.some((part) => a[part] !== b[part])
}
