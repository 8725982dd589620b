import type { Size } from '../../shared/box.ts'

type SharpContext = {
  readonly context: CanvasRenderingContext2D
  /** Of the canvas as it lies on the page. */
  readonly size: Size
}

/** A blank canvas to be drawn on in pixels of the page, with as many of its own as the screen has there; null where none can be had. */
export function sharpContext(canvas: HTMLCanvasElement): SharpContext | null {
  const context = canvas.getContext('2d')
  if (!context) return null
  const ratio = window.devicePixelRatio
  const size = { width: canvas.clientWidth, height: canvas.clientHeight }
  const pixels = { width: Math.round(size.width * ratio), height: Math.round(size.height * ratio) }
  if (canvas.width === pixels.width && canvas.height === pixels.height) {
    // To set the same size again blanks it, too, but lets the page be laid out anew.
    context.reset()
  } else Object.assign(canvas, pixels)
  context.scale(ratio, ratio)
  return { context, size }
}
