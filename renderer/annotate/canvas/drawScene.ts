/** The lower layer: the picture and all boxes that are not selected, in one pass. */
import type { Annotation } from '../../../shared/model.ts'
import { annotationsTouching } from '../boxIndex.ts'
import type { Editor } from '../editor.ts'
import { levelFor, type Picture } from '../pictures.ts'
import { boxToScreen, visibleArea } from '../viewport.ts'
import { type Appearance, colorOf, nameOf } from './appearance.ts'
import { drawLabel, mostHalos, mostLabels, strokeBox } from './drawBox.ts'

type Context = CanvasRenderingContext2D

/** From this scale on single pixels are what one looks at. */
const pixelScale = 2

export function drawScene(context: Context, editor: Editor, picture: Picture, appearance: Appearance): void {
  drawPicture(context, editor, picture)
  if (editor.areBoxesHidden) return
  const selected = new Set(editor.selectedIds)
  const visible = annotationsTouching(editor.annotations, visibleArea(editor.view, editor.canvas))
  const boxes = visible.filter(({ id }) => !selected.has(id))
  drawBoxes(context, boxes, editor, appearance)
  if (boxes.length > mostLabels) return
  for (const annotation of boxes) {
    const name = nameOf(annotation, appearance)
    if (name)
      drawLabel(
        context,
        boxToScreen(editor.view, annotation),
        name,
        colorOf(annotation, appearance),
        appearance.palette,
      )
  }
}

function drawPicture(context: Context, { view, size, brightness }: Editor, picture: Picture): void {
  const { width, height } = { width: size.width * view.scale, height: size.height * view.scale }
  context.imageSmoothingEnabled = view.scale < pixelScale
  context.drawImage(levelFor(picture, view.scale * devicePixelRatio), view.x, view.y, width, height)
  if (brightness === 1) return
  // Dodging by s divides each channel by 1 - s; multiplying darkens.
  const level = brightness > 1 ? 1 - 1 / brightness : brightness
  context.globalCompositeOperation = brightness > 1 ? 'color-dodge' : 'multiply'
  context.fillStyle = `rgb(${Array(3)
    .fill(Math.round(level * 255))
    .join(' ')})`
  context.fillRect(view.x, view.y, width, height)
  context.globalCompositeOperation = 'source-over'
}

function drawBoxes(context: Context, boxes: readonly Annotation[], editor: Editor, appearance: Appearance): void {
  const isCrowded = boxes.length > mostHalos
  const screenBoxes = boxes.map((annotation) => boxToScreen(editor.view, annotation))
  if (!isCrowded) {
    context.strokeStyle = appearance.palette.halo
    context.lineWidth = 4
    for (const box of screenBoxes) strokeBox(context, box)
  }
  context.lineWidth = isCrowded ? 1 : 2
  // Setting a colour costs more than a rectangle, so boxes of one colour are drawn together.
  const byColor = new Map<string, number[]>()
  for (const [index, annotation] of boxes.entries()) {
    const color = colorOf(annotation, appearance)
    const indexes = byColor.get(color)
    if (indexes) indexes.push(index)
    else byColor.set(color, [index])
  }
  for (const [color, indexes] of byColor) {
    context.strokeStyle = color
    for (const index of indexes) strokeBox(context, screenBoxes[index]!, boxes[index]!.ignore)
  }
}
