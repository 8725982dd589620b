/** One box and its name on a canvas. All lengths are screen pixels. */
import type { Box } from '../../../shared/box.ts'
import type { Appearance } from './appearance.ts'
import type { Dashes } from './boxStyle.ts'

type Context = CanvasRenderingContext2D

/** With more boxes to draw, names would only cover each other. */
export const mostLabels = 150
/** With more boxes to draw, halos take too long and hide too much. */
export const mostHalos = 1500

/** Of lines that are only for the moment: a selection, a frame. */
export const provisionalDashes: Dashes = [6, 4]
const labelPadding = 4
/** Between the lines of a hatching. */
const hatchDistance = 20
const hatchHalo = 3

/** Of the dark line below a line of that width. */
export const haloWidth = (lineWidth: number): number => lineWidth + 2
export const labelHeight = (labelSize: number): number => Math.round(labelSize * 1.45)

export function strokeBox(context: Context, { x1, y1, x2, y2 }: Box, dashes: Dashes = []): void {
  if (dashes.length > 0) context.setLineDash([...dashes])
  context.strokeRect(x1, y1, x2 - x1, y2 - y1)
  if (dashes.length > 0) context.setLineDash([])
}

/** A line of a class's colour on a dark one, to be seen on any picture. */
export function drawHaloedBox(
  context: Context,
  box: Box,
  { color, dashes = [] }: { readonly color: string; readonly dashes?: Dashes },
  { palette, options }: Appearance,
): void {
  context.strokeStyle = palette.halo
  context.lineWidth = haloWidth(options.lineWidth)
  strokeBox(context, box)
  context.strokeStyle = color
  context.lineWidth = options.lineWidth
  strokeBox(context, box, dashes)
}

/** Slanting lines over a region that is neither object nor background. */
export function hatchBox(context: Context, { x1, y1, x2, y2 }: Box, color: string, { palette }: Appearance): void {
  const { width, height } = context.canvas
  // What lies outside the canvas would cost time and is not seen.
  const [left, top] = [Math.max(x1, 0), Math.max(y1, 0)]
  const [right, bottom] = [Math.min(x2, width), Math.min(y2, height)]
  if (left >= right || top >= bottom) return
  context.save()
  context.beginPath()
  context.rect(left, top, right - left, bottom - top)
  context.clip()
  context.beginPath()
  // Counted from the box's own corner, so that the lines stay in place when the picture is moved.
  const first = Math.floor((left + top - x1 - y1) / hatchDistance) * hatchDistance + x1 + y1
  // Ends that lie outside what is drawn are the same wherever the canvas cuts the region.
  for (let sum = first; sum < right + bottom + hatchHalo; sum += hatchDistance) {
    context.moveTo(sum - top + hatchHalo, top - hatchHalo)
    context.lineTo(sum - bottom - hatchHalo, bottom + hatchHalo)
  }
  context.globalAlpha = 0.6
  context.strokeStyle = palette.halo
  context.lineWidth = hatchHalo
  context.stroke()
  context.strokeStyle = color
  context.lineWidth = 1
  context.stroke()
  context.restore()
}

export type LabelText = {
  /** Null for a region of no class. */
  readonly name: string | null
  readonly color: string
  /** Beside the name, on a dark ground. */
  readonly marks: readonly string[]
}

/** The name and the marks above the box, or inside it where the canvas ends. */
export function drawLabel(context: Context, box: Box, { name, color, marks }: LabelText, appearance: Appearance): void {
  const { palette, options } = appearance
  const height = labelHeight(options.labelSize)
  const y = box.y1 >= height ? box.y1 - height : box.y1
  const x = box.x1 - options.lineWidth / 2
  if (name !== null) drawTag(context, { x, y }, name, { fill: color, ink: palette.labelInk }, appearance)
  if (marks.length === 0) return
  const nameWidth = name === null ? 0 : tagWidth(context, name, appearance)
  drawTag(context, { x: x + nameWidth, y }, marks.join(' '), { fill: palette.halo, ink: palette.light }, appearance)
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
