/** The grid and all boxes that are not selected, in one pass. */
import type { Annotation } from '../../../shared/model.ts'
import { boxToScreen, visibleArea } from '../../canvas/viewport.ts'
import { annotationsTouching } from '../boxIndex.ts'
import type { Editor } from '../editor.ts'
import { inDrawingOrder } from '../order.ts'
import { gridLines } from '../viewing/grid.ts'
import { visibleAnnotations } from '../visible.ts'
import { type Appearance, colorOf, hasLabel, labelOf } from './appearance.ts'
import { dashesOf } from './boxStyle.ts'
import { drawHaloedBox, drawLabel, haloWidth, hatchBox, mostHalos, mostLabels, strokeBox } from './drawBox.ts'
import { drawProposals } from './drawProposals.ts'

type Context = CanvasRenderingContext2D

export function drawScene(context: Context, editor: Editor, appearance: Appearance): void {
  drawGrid(context, editor, appearance)
  const selected = new Set(editor.selectedIds)
  const inSight = annotationsTouching(visibleAnnotations(editor), visibleArea(editor.view, editor.canvas))
  const boxes = inSight.filter(({ id }) => !selected.has(id))
  if (boxes.length <= mostLabels) drawEach(context, inDrawingOrder(boxes), editor, appearance)
  else for (const level of levelsOf(boxes)) drawTogether(context, level, editor, appearance)
  drawProposals(context, editor, appearance)
}

/** One above the other, so that what lies in front covers what lies behind. */
function drawEach(context: Context, boxes: readonly Annotation[], editor: Editor, appearance: Appearance): void {
  const isLabelled = hasLabel('plain', appearance)
  for (const annotation of boxes) {
    const box = boxToScreen(editor.view, annotation)
    const color = colorOf(annotation, appearance)
    if (annotation.ignore) hatchBox(context, box, color, appearance)
    drawHaloedBox(context, box, { color, dashes: dashesOf(annotation) }, appearance)
    if (isLabelled) drawLabel(context, box, labelOf(annotation, appearance), appearance)
  }
}

/** Of many boxes only those that were moved in the order stand out; sorting all of them would take as long as drawing them. */
function levelsOf(boxes: readonly Annotation[]): Annotation[][] {
  // Not Map.groupBy: the Electron for development (see README) does not have it yet.
  const levels = new Map<number, Annotation[]>()
  for (const box of boxes) {
    const level = levels.get(box.z)
    if (level) level.push(box)
    else levels.set(box.z, [box])
  }
  return [...levels].sort(([a], [b]) => a - b).map(([, level]) => level)
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

/** Many at once: setting a colour costs more than a rectangle, so boxes of one colour are drawn together. */
function drawTogether(context: Context, boxes: readonly Annotation[], editor: Editor, appearance: Appearance): void {
  const isCrowded = boxes.length > mostHalos
  const { lineWidth } = appearance.options
  const screenBoxes = boxes.map((annotation) => boxToScreen(editor.view, annotation))
  if (!isCrowded) {
    context.strokeStyle = appearance.palette.halo
    context.lineWidth = haloWidth(lineWidth)
    for (const box of screenBoxes) strokeBox(context, box)
  }
  context.lineWidth = isCrowded ? Math.min(1, lineWidth) : lineWidth
  const byColor = new Map<string, number[]>()
  for (const [index, annotation] of boxes.entries()) {
    const color = colorOf(annotation, appearance)
    const indexes = byColor.get(color)
    if (indexes) indexes.push(index)
    else byColor.set(color, [index])
  }
  for (const [color, indexes] of byColor) {
    context.strokeStyle = color
    for (const index of indexes) {
      if (boxes[index]!.ignore && !isCrowded) hatchBox(context, screenBoxes[index]!, color, appearance)
      strokeBox(context, screenBoxes[index]!, dashesOf(boxes[index]!))
    }
  }
}
