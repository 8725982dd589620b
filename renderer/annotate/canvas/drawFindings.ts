/** Marks on boxes in which the rule checks found something; those being looked at have a frame as well. */

import { boxToScreen, visibleArea } from '../../canvas/viewport.ts'
import { annotationsTouching } from '../boxIndex.ts'
import { findingsOf, shownFinding } from '../checks/findings.ts'
import type { Editor } from '../editor.ts'
import { visibleAnnotations } from '../visible.ts'
import type { Appearance } from './appearance.ts'
import { mostLabels, provisionalDashes, strokeBox } from './drawBox.ts'

type Context = CanvasRenderingContext2D

const side = 13
/** Between the frame of the finding that is looked at and its box. */
const frameDistance = 5

export function drawFindings(context: Context, editor: Editor, { palette }: Appearance): void {
  const findings = findingsOf(editor)
  if (findings.length === 0) return
  const marked = new Set(findings.flatMap(({ annotationIds }) => annotationIds))
  const shown = new Set(shownFinding(editor)?.annotationIds ?? [])
  const seen = annotationsTouching(visibleAnnotations(editor), visibleArea(editor.view, editor.canvas)).filter(
    ({ id }) => marked.has(id),
  )
  for (const annotation of seen.slice(0, mostLabels)) {
    const box = boxToScreen(editor.view, annotation)
    drawWarning(context, box.x2, box.y1, palette)
    if (!shown.has(annotation.id)) continue
    context.strokeStyle = palette.warn
    context.lineWidth = 2
    const d = frameDistance
    strokeBox(context, { x1: box.x1 - d, y1: box.y1 - d, x2: box.x2 + d, y2: box.y2 + d }, provisionalDashes)
  }
}

/** A triangle with a mark of exclamation, its middle at the given corner: a shape, for colours differ from eye to eye. */
function drawWarning(context: Context, x: number, y: number, palette: Appearance['palette']): void {
  context.beginPath()
  context.moveTo(x, y - side * 0.6)
  context.lineTo(x + side * 0.6, y + side * 0.45)
  context.lineTo(x - side * 0.6, y + side * 0.45)
  context.closePath()
  context.lineJoin = 'round'
  context.lineWidth = 3
  context.strokeStyle = palette.halo
  context.stroke()
  context.fillStyle = palette.warn
  context.fill()
  context.lineJoin = 'miter'
  context.fillStyle = palette.labelInk
  context.fillRect(x - 0.75, y - side * 0.22, 1.5, side * 0.34)
  context.fillRect(x - 0.75, y + side * 0.22, 1.5, 1.5)
}
