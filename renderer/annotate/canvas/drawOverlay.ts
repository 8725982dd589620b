/** The upper layer: what the hands are doing. Selected boxes with their handles, previews, crosshair and coordinates. */
import i18next from 'i18next'
import { type Box, boxHeight, boxWidth, type Point } from '../../../shared/box.ts'
import type { Annotation } from '../../../shared/model.ts'
import { boxToScreen, toImage, type View } from '../../canvas/viewport.ts'
import { findingsOfPreview } from '../checks/findings.ts'
import { type Editor, selectedAnnotations } from '../editor.ts'
import { handlePoints, handleSize } from '../handleFrame.ts'
import { type Preview, previewOf } from '../tools/toolbox.ts'
import { isVisible, sceneOf } from '../visible.ts'
import { type Appearance, colorOf, hasLabel, labelOf, type Palette } from './appearance.ts'
import { dashesOf } from './boxStyle.ts'
import {
  drawHaloedBox,
  drawLabel,
  drawTag,
  haloWidth,
  hatchBox,
  type LabelText,
  labelHeight,
  mostHalos,
  mostLabels,
  provisionalDashes,
  strokeBox,
  tagWidth,
} from './drawBox.ts'
import { drawFindings } from './drawFindings.ts'
import { drawProposalsInHand } from './drawProposals.ts'

type Context = CanvasRenderingContext2D

/** Selected boxes are tinted, so that one sees what is inside and what is not. */
const tint = 0.1
const hoverTint = 0.08
/** From the pointer to the text beside it. */
const measureOffset = 14
const longestNote = 60

export function drawOverlay(context: Context, editor: Editor, appearance: Appearance): void {
  const preview = previewOf(editor.toolbox, sceneOf(editor))
  const { palette } = appearance
  drawHovered(context, editor, preview, appearance)
  drawSelected(context, editor, preview, appearance)
  drawProposalsInHand(context, editor, preview, appearance)
  drawGhosts(context, editor, preview, appearance)
  if (preview.reshaped.length === 0) drawFindings(context, editor, appearance)
  const guides = guidesOf(preview, editor, appearance)
  if (guides) drawGuides(context, guides, editor, appearance)
  const nextColor = appearance.categories.get(editor.categoryId ?? 0)?.color ?? palette.light
  for (const box of editor.waitingBoxes) drawProvisional(context, boxToScreen(editor.view, box), palette)
  if (preview.drawn) drawHaloedBox(context, boxToScreen(editor.view, preview.drawn), { color: nextColor }, appearance)
  if (preview.framed) drawProvisional(context, boxToScreen(editor.view, preview.framed), palette)
  if (preview.handled) drawHandles(context, editor.view, preview.handled, palette)
  drawMeasure(context, preview, editor, appearance)
}

function drawHovered(context: Context, editor: Editor, { hoveredId }: Preview, appearance: Appearance): void {
  if (hoveredId === null || editor.selectedIds.includes(hoveredId)) return
  const hovered = editor.annotations.find(({ id }) => id === hoveredId)
  if (!hovered) return
  const box = boxToScreen(editor.view, hovered)
  const color = colorOf(hovered, appearance)
  fillBox(context, box, color, hoverTint)
  drawHaloedBox(context, box, { color, dashes: dashesOf(hovered) }, appearance)
  if (hasLabel('hovered', appearance)) drawLabel(context, box, withNote(hovered, appearance), appearance)
}

/** What was written about a box is read by pointing at it. */
function withNote(annotation: Annotation, appearance: Appearance): LabelText {
  const label = labelOf(annotation, appearance)
  const { note } = annotation
  const text = note.length > longestNote ? `${note.slice(0, longestNote)}…` : note
  return note === '' ? label : { ...label, marks: [...label.marks, text] }
}

function drawSelected(context: Context, editor: Editor, { reshaped }: Preview, appearance: Appearance): void {
  const moved = new Map(reshaped.map(({ id, box }) => [id, box]))
  const selected = selectedAnnotations(editor).filter((annotation) => isVisible(annotation, editor))
  const hasNames = moved.size === 0 && selected.length <= mostLabels && hasLabel('selected', appearance)
  for (const annotation of selected) {
    const box = boxToScreen(editor.view, moved.get(annotation.id) ?? annotation)
    const color = colorOf(annotation, appearance)
    if (selected.length <= mostHalos) {
      fillBox(context, box, color, tint)
      if (annotation.ignore) hatchBox(context, box, color, appearance)
      drawHaloedBox(context, box, { color }, appearance)
    }
    context.strokeStyle = appearance.palette.light
    context.lineWidth = 1
    strokeBox(context, box, provisionalDashes)
    if (hasNames) drawLabel(context, box, labelOf(annotation, appearance), appearance)
  }
}

/** Where the right button carries the boxes, while it is held and while its menu is open. */
function drawGhosts(context: Context, editor: Editor, { ghosts }: Preview, appearance: Appearance): void {
  for (const { box } of editor.menu?.ghost ?? ghosts) {
    drawProvisional(context, boxToScreen(editor.view, box), appearance.palette)
  }
}

function fillBox(context: Context, box: Box, color: string, alpha: number): void {
  context.globalAlpha = alpha
  context.fillStyle = color
  context.fillRect(box.x1, box.y1, box.x2 - box.x1, box.y2 - box.y1)
  context.globalAlpha = 1
}

function drawProvisional(context: Context, box: Box, palette: Palette): void {
  context.strokeStyle = palette.halo
  context.lineWidth = 3
  strokeBox(context, box)
  context.strokeStyle = palette.light
  context.lineWidth = 1
  strokeBox(context, box, provisionalDashes)
}

function drawHandles(context: Context, view: View, box: Box, palette: Palette): void {
  const size = handleSize(view, box)
  context.fillStyle = palette.light
  context.strokeStyle = palette.accent
  context.lineWidth = 2
  for (const { x, y } of handlePoints(view, box)) {
    const corner = { x: x - size / 2, y: y - size / 2 }
    context.fillRect(corner.x, corner.y, size, size)
    context.strokeRect(corner.x, corner.y, size, size)
  }
}

/** Where the crosshair is; null without one. */
function guidesOf({ guides }: Preview, { pointer }: Editor, { options }: Appearance): Point | null {
  if (options.crosshair === 'never') return null
  return options.crosshair === 'always' ? pointer : guides
}

function drawGuides(context: Context, at: Point, { canvas }: Editor, { palette, options }: Appearance): void {
  const width = options.crosshairWidth
  // A line of an odd width is sharp when its middle lies in the middle of a pixel.
  const shift = Math.round(width) % 2 === 1 ? 0.5 : 0
  const x = Math.round(at.x) + shift
  const y = Math.round(at.y) + shift
  context.globalAlpha = options.crosshairOpacity
  for (const look of [
    { color: palette.halo, lineWidth: haloWidth(width) },
    { color: options.crosshairColor ?? palette.light, lineWidth: width },
  ]) {
    context.strokeStyle = look.color
    context.lineWidth = look.lineWidth
    context.beginPath()
    context.moveTo(x, 0)
    context.lineTo(x, canvas.height)
    context.moveTo(0, y)
    context.lineTo(canvas.width, y)
    context.stroke()
  }
  context.globalAlpha = 1
}

/** Beside the pointer: where it is, or the size of the box that it draws or changes. */
function drawMeasure(context: Context, preview: Preview, editor: Editor, appearance: Appearance): void {
  const at = editor.pointer
  const changing = preview.drawn ?? (preview.reshaped.length === 1 ? preview.reshaped[0]!.box : null)
  if (!at || !(changing || preview.guides || appearance.options.crosshair === 'always')) return
  const { palette, options } = appearance
  const reshapedId = preview.drawn ? null : (preview.reshaped[0]?.id ?? null)
  const text = changing
    ? [sizeText(changing), ...warningsOf(editor, changing, reshapedId)].join(' · ')
    : pointText(toImage(editor.view, at))
  const room = measureOffset + tagWidth(context, text, appearance)
  const height = measureOffset + labelHeight(options.labelSize)
  const x = at.x + room > editor.canvas.width ? at.x - room : at.x + measureOffset
  const y = at.y + height > editor.canvas.height ? at.y - height : at.y + measureOffset
  drawTag(context, { x, y }, text, { fill: palette.halo, ink: palette.light }, appearance)
}

/** What the rule checks would find, said before the hand lets go. */
const warningsOf = (editor: Editor, box: Box, id: number | null) =>
  findingsOfPreview(editor, box, id).map((kind) => i18next.t(`annotate.checks.kinds.${kind}`))

const sizeText = (box: Box) => `${rounded(boxWidth(box))} × ${rounded(boxHeight(box))}`
const pointText = ({ x, y }: Point) => `${rounded(x)}, ${rounded(y)}`
const rounded = (value: number) => String(Math.round(value * 10) / 10)
