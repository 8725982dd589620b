/** The grid and all boxes that are not selected, in one pass. */
import type { Box } from '../../../shared/box.ts'
import type { Annotation } from '../../../shared/model.ts'
import { areaOfCanvas, boxToImage, boxToScreen } from '../../canvas/viewport.ts'
import { annotationsTouching } from '../boxIndex.ts'
import type { Editor } from '../editor.ts'
import { inDrawingOrder } from '../order.ts'
import { gridLines } from '../viewing/grid.ts'
import { visibleAnnotations } from '../visible.ts'
import { type Appearance, colorOf, hasLabel, labelOf } from './appearance.ts'
import { dashesOf } from './boxStyle.ts'
import { drawHaloedBox, drawLabel, haloWidth, hatchBox, mostHalos, mostLabels, strokeBox } from './drawBox.ts'
import { drawProposals, plainProposalsIn } from './drawProposals.ts'

type Context = CanvasRenderingContext2D

/** How much of each box there is room for: the more are in sight, the less. */
export type SceneLook = {
  /** One above the other, each with its halo. */
  readonly isEach: boolean
  readonly hasNames: boolean
  readonly hasProposalWords: boolean
  /** Of many, the levels of the drawing order with too many for halos. */
  readonly crowded: ReadonlySet<number>
}
type ScenePart = { readonly look: SceneLook; readonly area: Box }

export function lookOfScene(editor: Editor, appearance: Appearance): SceneLook {
  const inSight = reachedFrom(areaOfCanvas(editor.canvas), editor, appearance)
  const boxes = plainBoxesIn(editor, inSight)
  const proposalCount = plainProposalsIn(editor, inSight).length
  const isEach = boxes.length <= mostLabels
  const crowded = boxes.length > mostHalos ? levelsOf(boxes).filter((level) => level.length > mostHalos) : []
  return {
    isEach,
    hasNames: isEach && boxes.length > 0 && hasLabel('plain', appearance),
    hasProposalWords: proposalCount > 0 && proposalCount <= mostLabels,
    crowded: new Set(crowded.map((level) => level[0]!.z)),
  }
}

/** Draws all that touches an area of the canvas, by itself the whole canvas. */
export function drawScene(
  context: Context,
  editor: Editor,
  appearance: Appearance,
  { look, area }: ScenePart = { look: lookOfScene(editor, appearance), area: areaOfCanvas(editor.canvas) },
): void {
  drawGrid(context, editor, appearance)
  const touched = reachedFrom(area, editor, appearance)
  const boxes = plainBoxesIn(editor, touched)
  if (look.isEach) drawEach(context, inDrawingOrder(boxes), editor, appearance)
  else for (const level of levelsOf(boxes)) drawTogether(context, { level, look }, editor, appearance)
  drawProposals(context, { proposals: plainProposalsIn(editor, touched), look }, editor, appearance)
}

/** Those that are not in hand. */
function plainBoxesIn(editor: Editor, area: Box): Annotation[] {
  const selected = new Set(editor.selectedIds)
  return annotationsTouching(visibleAnnotations(editor), area).filter(({ id }) => !selected.has(id))
}

/** The part of the picture that lies in the area; a box that ends just beside it reaches into it with its line. */
function reachedFrom({ x1, y1, x2, y2 }: Box, { view }: Editor, { options }: Appearance): Box {
  const reach = haloWidth(options.lineWidth) / 2 + 1
  return boxToImage(view, { x1: x1 - reach, y1: y1 - reach, x2: x2 + reach, y2: y2 + reach })
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

type Together = { readonly level: readonly Annotation[]; readonly look: SceneLook }

/** Many at once: setting a colour costs more than a rectangle, so boxes of one colour are drawn together. */
function drawTogether(context: Context, { level, look }: Together, editor: Editor, appearance: Appearance): void {
  const isCrowded = look.crowded.has(level[0]!.z)
  const { lineWidth } = appearance.options
  const placed = level.map((annotation) => ({ annotation, box: boxToScreen(editor.view, annotation) }))
  if (!isCrowded) {
    context.strokeStyle = appearance.palette.halo
    context.lineWidth = haloWidth(lineWidth)
    for (const { box } of placed) strokeBox(context, box)
    const ignored = placed
      .filter(({ annotation }) => annotation.ignore)
      .sort((a, b) => a.annotation.id - b.annotation.id)
    for (const { annotation, box } of ignored) hatchBox(context, box, colorOf(annotation, appearance), appearance)
  }
  context.lineWidth = isCrowded ? Math.min(1, lineWidth) : lineWidth
  for (const [color, ofColor] of byColor(placed, appearance)) {
    context.strokeStyle = color
    for (const { annotation, box } of ofColor) strokeBox(context, box, dashesOf(annotation))
  }
}

type Placed = { readonly annotation: Annotation; readonly box: Box }

/** In an order that does not depend on which of them are drawn. */
function byColor(placed: readonly Placed[], appearance: Appearance): (readonly [color: string, Placed[]])[] {
  const groups = new Map<string, Placed[]>()
  for (const one of placed) {
    const color = colorOf(one.annotation, appearance)
    const group = groups.get(color)
    if (group) group.push(one)
    else groups.set(color, [one])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}
