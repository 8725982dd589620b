/** One box and its name on a canvas. All lengths are screen pixels. */
import type { Box } from '../../../shared/box.ts'
import type { Appearance } from './appearance.ts'

type Context = CanvasRenderingContext2D

/** With more boxes to draw, names would only cover each other. */
export const mostLabels = 150
/** With more boxes to draw, halos take too long and hide too much. */
export const mostHalos = 1500

const dash = [6, 4]
const labelPadding = 4

/** Of the dark line below a line of that width. */
export const haloWidth = (lineWidth: number): number => lineWidth + 2
export const labelHeight = (labelSize: number): number => Math.round(labelSize * 1.45)

export function strokeBox(context: Context, { x1, y1, x2, y2 }: Box, isDashed = false): void {
  if (isDashed) context.setLineDash(dash)
  context.strokeRect(x1, y1, x2 - x1, y2 - y1)
  if (isDashed) context.setLineDash([])
}

/** A line of a class's colour on a dark one, to be seen on any picture. */
export function drawHaloedBox(context: Context, box: Box, color: string, { palette, options }: Appearance): void {
  context.strokeStyle = palette.halo
  context.lineWidth = haloWidth(options.lineWidth)
  strokeBox(context, box)
  context.strokeStyle = color
  context.lineWidth = options.lineWidth
  strokeBox(context, box)
}

/** The name above the box, or inside it where the canvas ends. */
export function drawLabel(context: Context, box: Box, name: string, color: string, appearance: Appearance): void {
  const { palette, options } = appearance
  const height = labelHeight(options.labelSize)
  const y = box.y1 >= height ? box.y1 - height : box.y1
  drawTag(context, { x: box.x1 - options.lineWidth / 2, y }, name, { fill: color, ink: palette.labelInk }, appearance)
}

type TagColors = { readonly fill: string; readonly ink: string }

/** Text on a filled ground whose upper left corner is given. */
export function drawTag(
  context: Context,
  at: { readonly x: number; readonly y: number },
  text: string,
  { fill, ink }: TagColors,
  appearance: Appearance,
): void {
  const { labelSize } = appearance.options
  const height = labelHeight(labelSize)
  context.font = fontOf(appearance)
  context.textBaseline = 'middle'
  context.fillStyle = fill
  context.fillRect(at.x, at.y, context.measureText(text).width + 2 * labelPadding, height)
  context.fillStyle = ink
  context.fillText(text, at.x + labelPadding, at.y + height / 2 + 0.5)
}

export function tagWidth(context: Context, text: string, appearance: Appearance): number {
  context.font = fontOf(appearance)
  return context.measureText(text).width + 2 * labelPadding
}

const fontOf = ({ palette, options }: Appearance) => `${options.labelSize}px ${palette.fontFamily}`
