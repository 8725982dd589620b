/**
 * The Konva stage: two layers, each of one custom-drawn shape. A shape per box takes 55 ms a frame at 2,000 boxes where
 * this takes 20, and each further full-size layer 2 to 4 ms.
 */
import Konva from 'konva'
import type { Size } from '../../../shared/box.ts'
import { type Editor, useEditor } from '../editor.ts'
import { pictureOf } from '../pictures.ts'
import type { Appearance } from './appearance.ts'
import { drawOverlay } from './drawOverlay.ts'
import { drawScene } from './drawScene.ts'

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
  const scene = addLayer(stage, (context, editor) => {
    const picture = editor.phase.kind === 'ready' && editor.image ? pictureOf(editor.image.id) : null
    if (picture) drawScene(context, editor, picture, appearance)
  })
  const overlay = addLayer(stage, (context, editor) => {
    if (editor.phase.kind === 'ready') drawOverlay(context, editor, appearance)
  })
  const drawAll = () => {
    scene.batchDraw()
    overlay.batchDraw()
  }
  let blanking: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = useEditor.subscribe((editor, before) => {
    clearTimeout(blanking)
    // The next picture mostly comes at once; until then the last one stays, rather than a flash of nothing.
    if (editor.phase.kind === 'loading') blanking = setTimeout(drawAll, blankAfterMs)
    else if (isOtherScene(editor, before)) drawAll()
    else overlay.batchDraw()
  })
  return {
    resize: (canvas) => {
      stage.size(canvas)
      drawAll()
    },
    setAppearance: (next) => {
      appearance = next
      drawAll()
    },
    destroy: () => {
      clearTimeout(blanking)
      unsubscribe()
      stage.destroy()
    },
  }
}

function addLayer(stage: Konva.Stage, draw: (context: CanvasRenderingContext2D, editor: Editor) => void): Konva.Layer {
  const layer = new Konva.Layer({ listening: false })
  layer.add(new Konva.Shape({ listening: false, sceneFunc: (context) => draw(context._context, useEditor.getState()) }))
  stage.add(layer)
  return layer
}

/** Whether the lower layer looks different. Most movements of the pointer touch only the upper one. */
function isOtherScene(a: Editor, b: Editor): boolean {
  const keys = ['phase', 'image', 'annotations', 'selectedIds', 'view', 'areBoxesHidden', 'brightness'] as const
  return keys.some((key) => a[key] !== b[key])
}
