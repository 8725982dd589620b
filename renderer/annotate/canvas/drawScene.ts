/** The middle layer: the grid and all boxes that are not selected, in one pass. */
import type { Annotation } from '../../../shared/model.ts'
import { annotationsTouching } from '../boxIndex.ts'
import type { Editor } from '../editor.ts'
import { gridLines } from '../viewing/grid.ts'
import { boxToScreen, visibleArea } from '../viewport.ts'
import { type Appearance, colorOf, hasLabel, nameOf } from './appearance.ts'
import { drawLabel, haloWidth, mostHalos, mostLabels, strokeBox } from './drawBox.ts'

type Context = CanvasRenderingContext2D

export function drawScene(context: Context, editor: Editor, appearance: Appearance): void {
  drawGrid(context, editor, appearance)
  if (editor.areBoxesHidden) return
  const selected = new Set(editor.selectedIds)
  const visible = annotationsTouching(editor.annotations, visibleArea(editor.view, editor.canvas))
  const boxes = visible.filter(({ id }) => !selected.has(id))
  drawBoxes(context, boxes, editor, appearance)
  if (boxes.length > mostLabels || !hasLabel('plain', appearance)) return
  for (const annotation of boxes) {
    const name = nameOf(annotation, appearance)
    const box = boxToScreen(editor.view, annotation)
    if (name) drawLabel(context, box, name, colorOf(annotation, appearance), appearance)
  }
}

function drawGrid(context: Context, editor: Editor, { options, palette }: Appearance): void {
  const { xs, ys } = gridLines(editor, options)
  if (xs.length + ys.length === 0) return
  const { view, size } = editor
  context.beginPath()
  for (const x of xs) {
    context.moveTo(Math.round(x) + 0.5, view.y)
    context.lineTo(Math.round(x) + 0.5, view.y + size.height * view.scale)
  }
  for (const y of ys) {
    context.moveTo(view.x, Math.round(y) + 0.5)
    context.lineTo(view.x + size.width * view.scale, Math.round(y) + 0.5)
  }
  // Light dashes in dark lines are seen on any picture.
  context.lineWidth = 1
  context.strokeStyle = palette.halo
  context.stroke()
  context.setLineDash([3, 3])
  context.strokeStyle = palette.light
  context.stroke()
  context.setLineDash([])
}

function drawBoxes(context: Context, boxes: readonly Annotation[], editor: Editor, appearance: Appearance): void {
  const isCrowded = boxes.length > mostHalos
  const { lineWidth } = appearance.options
  const screenBoxes = boxes.map((annotation) => boxToScreen(editor.view, annotation))
  if (!isCrowded) {
    context.strokeStyle = appearance.palette.halo
    context.lineWidth = haloWidth(lineWidth)
    for (const box of screenBoxes) strokeBox(context, box)
  }
  context.lineWidth = isCrowded ? Math.min(1, lineWidth) : lineWidth
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
