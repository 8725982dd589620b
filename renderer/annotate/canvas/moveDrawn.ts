/**
 * Panning moves the pixels that are there and draws only the edges that come into sight: a frame then takes about the same however
 * many boxes there are. What is seen is to the pixel what drawing everything anew would give, so it holds only for movements by
 * whole pixels of the screen, and only for what does not look different in another place of the canvas.
 */
import type { Box, Point, Size } from '../../../shared/box.ts'
import { areaOfCanvas, type View } from '../../canvas/viewport.ts'

type Context = CanvasRenderingContext2D

export type Drawing = {
  readonly view: View
  readonly canvas: Size
  /** All else that it is drawn from: while these are the same it may be moved. Null when it may not. */
  readonly sources: readonly unknown[] | null
  /** Draws at least what lies in this area of the canvas, which is blank. */
  readonly draw: (context: Context, area: Box) => void
}

export type MovableCanvas = {
  readonly paint: (context: Context, drawing: Drawing) => void
  /** What is on the canvas counts no more. */
  readonly forget: () => void
}

/** What is on a canvas. */
type Kept = {
  readonly drawing: Drawing
  /** Where the picture lay when all was drawn. */
  readonly anchor: View
  /** From there, in pixels of the screen. */
  readonly moved: Point
  /** A canvas that is given another size is blank. */
  readonly pixels: Size
}

/** In pixels of the screen, from the anchor: sums of fractions are not exact, and this little cannot be seen. */
const mostInexact = 0.02
/** Where more than this part of the canvas comes into sight, drawing all of it is quicker. */
const mostUncovered = 0.5

export function movableCanvas(): MovableCanvas {
  let kept: Kept | null = null
  return {
    forget: () => {
      kept = null
    },
    paint: (context, drawing) => {
      kept = (kept && moveKept(context, kept, drawing)) ?? drawAll(context, drawing)
    },
  }
}

function drawAll(context: Context, drawing: Drawing): Kept {
  const { width, height } = context.canvas
  context.clearRect(0, 0, drawing.canvas.width, drawing.canvas.height)
  drawing.draw(context, areaOfCanvas(drawing.canvas))
  return { drawing, anchor: drawing.view, moved: { x: 0, y: 0 }, pixels: { width, height } }
}

/** Null, and nothing done, where all has to be drawn. */
function moveKept(context: Context, kept: Kept, drawing: Drawing): Kept | null {
  const ratio = context.getTransform().a
  const { anchor, pixels } = kept
  if (!isSame(context.canvas, pixels) || !hasSameSources(kept.drawing, drawing)) return null
  const moved = wholePixels(anchor, drawing.view, ratio)
  const by = moved && { x: moved.x - kept.moved.x, y: moved.y - kept.moved.y }
  const strips = by && uncovered(by, pixels)
  if (!strips) return null
  if (strips.length > 0) movePixels(context, by)
  for (const strip of strips) drawStrip(context, strip, ratio, drawing)
  return { drawing, anchor, moved, pixels }
}

const isSame = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height

function hasSameSources({ sources: before }: Drawing, { sources }: Drawing): boolean {
  return before !== null && sources?.length === before.length && sources.every((one, index) => one === before[index])
}

/** Null where the picture does not lie on the same pixels as before, or is zoomed. */
function wholePixels(from: View, to: View, ratio: number): Point | null {
  const exact = { x: (to.x - from.x) * ratio, y: (to.y - from.y) * ratio }
  const whole = { x: Math.round(exact.x), y: Math.round(exact.y) }
  const inexact = Math.max(Math.abs(exact.x - whole.x), Math.abs(exact.y - whole.y))
  return to.scale === from.scale && inexact < mostInexact ? whole : null
}

/** What is blank once the pixels were moved, in pixels of the screen; null when it is too much. */
function uncovered({ x, y }: Point, { width, height }: Size): Box[] | null {
  const covered = Math.max(0, width - Math.abs(x)) * Math.max(0, height - Math.abs(y))
  if (covered < (1 - mostUncovered) * width * height) return null
  const [x1, x2] = [Math.max(0, x), Math.min(width, width + x)]
  const beside = x > 0 ? { x1: 0, x2: x } : { x1: x2, x2: width }
  const over = y > 0 ? { y1: 0, y2: y } : { y1: height + y, y2: height }
  return [...(x === 0 ? [] : [{ ...beside, y1: 0, y2: height }]), ...(y === 0 ? [] : [{ ...over, x1, x2 }])]
}

function movePixels(context: Context, { x, y }: Point): void {
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  // What nothing is moved to becomes blank.
  context.globalCompositeOperation = 'copy'
  context.drawImage(context.canvas, x, y)
  context.restore()
}

function drawStrip(context: Context, { x1, y1, x2, y2 }: Box, ratio: number, { draw }: Drawing): void {
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.beginPath()
  context.rect(x1, y1, x2 - x1, y2 - y1)
  context.clip()
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  draw(context, { x1: x1 / ratio, y1: y1 / ratio, x2: x2 / ratio, y2: y2 / ratio })
  context.restore()
}
