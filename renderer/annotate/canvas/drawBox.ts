/** One box and its name on a canvas. All lengths are screen pixels. */
import type { Box } from '../../../shared/box.ts'
import type { Palette } from './appearance.ts'

type Context = CanvasRenderingContext2D

/** With more boxes to draw, names would only cover each other. */
export const mostLabels = 150
/** With more boxes to draw, halos take too long and hide too much. */
export const mostHalos = 1500

const dash = [6, 4]
const labelHeight = 16
const labelPadding = 4

export function strokeBox(context: Context, { x1, y1, x2, y2 }: Box, isDashed = false): void {
  if (isDashed) context.setLineDash(dash)
  context.strokeRect(x1, y1, x2 - x1, y2 - y1)
  if (isDashed) context.setLineDash([])
}

/** A line of a class's colour on a dark one, to be seen on any picture. */
export function drawHaloedBox(context: Context, box: Box, color: string, palette: Palette): void {
  context.strokeStyle = palette.halo
  context.lineWidth = 4
  strokeBox(context, box)
  context.strokeStyle = color
  context.lineWidth = 2
  strokeBox(context, box)
}

/** The name above the box, or inside it where the canvas ends. */
export function drawLabel(context: Context, box: Box, name: string, color: string, palette: Palette): void {
  const isAbove = box.y1 >= labelHeight
  drawTag(context, { x: box.x1 - 1, y: isAbove ? box.y1 - labelHeight : box.y1 }, name, {
    fill: color,
    ink: palette.labelInk,
    font: palette.font,
  })
}

type TagLook = { readonly fill: string; readonly ink: string; readonly font: string }

/** Text on a filled ground whose upper left corner is given. */
export function drawTag(context: Context, at: { x: number; y: number }, text: string, look: TagLook): void {
  context.font = look.font
  context.textBaseline = 'middle'
  context.fillStyle = look.fill
  context.fillRect(at.x, at.y, context.measureText(text).width + 2 * labelPadding, labelHeight)
  context.fillStyle = look.ink
  context.fillText(text, at.x + labelPadding, at.y + labelHeight / 2 + 0.5)
}
