/**
 * Where the picture lies on the screen. The only place that knows both the image's pixels and the canvas's;
 * everything else speaks of one of them.
 */
import { type Box, boxCentre, boxHeight, boxWidth, clamp, type Point, type Size } from '../../shared/box.ts'

export type View = {
  /** Screen pixels for one image pixel. */
  readonly scale: number
  /** The picture's upper left corner in canvas pixels. */
  readonly x: number
  readonly y: number
  /** True while the whole picture is to be shown whatever the size of the canvas. */
  readonly isFitted: boolean
}
export type Frame = { readonly size: Size; readonly canvas: Size }

const fitMargin = 16
/** 6400 %: one image pixel is then a square that the hand cannot miss. */
export const largestScale = 64
/** So much of the picture stays in sight, that it cannot be lost. */
const keptInSight = 48

export function fitView({ size, canvas }: Frame): View {
  const width = Math.max(1, canvas.width - 2 * fitMargin)
  const height = Math.max(1, canvas.height - 2 * fitMargin)
  const scale = Math.min(width / size.width, height / size.height, largestScale)
  return { ...centred({ x: size.width / 2, y: size.height / 2 }, scale, canvas), isFitted: true }
}

/** As wide as the canvas; what lay in the middle of its height stays there as far as the picture reaches. */
export function fitWidth(view: View, frame: Frame): View {
  const { size, canvas } = frame
  const scale = clamp((canvas.width - 2 * fitMargin) / size.width, smallestScale(frame), largestScale)
  const middle = clamp(toImage(view, canvasCentre(canvas)).y, 0, size.height)
  const half = canvas.height / 2 / scale
  const y = 2 * half >= size.height ? size.height / 2 : clamp(middle, half, size.height - half)
  return { ...centred({ x: size.width / 2, y }, scale, canvas), isFitted: false }
}

/** Zooms so that the image point under `at` (canvas pixels) stays where it is. */
export function zoomAt(view: View, factor: number, at: Point, frame: Frame): View {
  const scale = clamp(view.scale * factor, smallestScale(frame), largestScale)
  const ratio = scale / view.scale
  const moved = { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, isFitted: false }
  return keepInSight(moved, frame)
}

export function zoomTo(view: View, scale: number, frame: Frame): View {
  return zoomAt(view, scale / view.scale, canvasCentre(frame.canvas), frame)
}

export function panBy(view: View, dx: number, dy: number, frame: Frame): View {
  return keepInSight({ ...view, x: view.x + dx, y: view.y + dy, isFitted: false }, frame)
}

/**
 * Shows the box in the middle, large enough to judge it, with its surroundings.
 * @param share the part of the canvas that it fills
 */
export function viewOfBox(box: Box, frame: Frame, share: number): View {
  const largest = Math.max(boxWidth(box) / frame.canvas.width, boxHeight(box) / frame.canvas.height)
  const scale = clamp(share / largest, fitView(frame).scale, 16)
  return keepInSight({ ...centred(boxCentre(box), scale, frame.canvas), isFitted: false }, frame)
}

/** The box that holds them all. */
export function boxAround(boxes: readonly Box[]): Box {
  return {
    x1: Math.min(...boxes.map(({ x1 }) => x1)),
    y1: Math.min(...boxes.map(({ y1 }) => y1)),
    x2: Math.max(...boxes.map(({ x2 }) => x2)),
    y2: Math.max(...boxes.map(({ y2 }) => y2)),
  }
}

/** Moves the box into sight without changing the zoom; a box in sight moves nothing. */
export function bringIntoView(view: View, box: Box, frame: Frame): View {
  const { x1, y1, x2, y2 } = boxToScreen(view, box)
  const isInSight = x1 >= 0 && y1 >= 0 && x2 <= frame.canvas.width && y2 <= frame.canvas.height
  if (isInSight) return view
  return keepInSight({ ...centred(boxCentre(box), view.scale, frame.canvas), isFitted: false }, frame)
}

/** The view after the canvas changed its size: fitted stays fitted, else the middle stays the middle. */
export function viewInCanvas(view: View, frame: Frame, canvas: Size): View {
  const next = { size: frame.size, canvas }
  if (view.isFitted) return fitView(next)
  const middle = toImage(view, canvasCentre(frame.canvas))
  return keepInSight({ ...centred(middle, view.scale, canvas), isFitted: false }, next)
}

/** The view of the next image at the same zoom and, part for part of its sides, the same place. */
export function carriedView(view: View, from: Size, next: Frame): View {
  if (view.isFitted) return fitView(next)
  const middle = toImage(view, canvasCentre(next.canvas))
  const same = { x: (middle.x / from.width) * next.size.width, y: (middle.y / from.height) * next.size.height }
  return keepInSight({ ...centred(same, view.scale, next.canvas), isFitted: false }, next)
}

/** The view with the image point in the middle of the canvas. */
export function viewAround(view: View, point: Point, frame: Frame): View {
  return keepInSight({ ...centred(point, view.scale, frame.canvas), isFitted: false }, frame)
}

export const canvasCentre = (canvas: Size): Point => ({ x: canvas.width / 2, y: canvas.height / 2 })

export function toImage(view: View, point: Point): Point {
  return { x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale }
}

export function toScreen(view: View, point: Point): Point {
  return { x: view.x + point.x * view.scale, y: view.y + point.y * view.scale }
}

export function boxToScreen(view: View, box: Box): Box {
  return {
    x1: view.x + box.x1 * view.scale,
    y1: view.y + box.y1 * view.scale,
    x2: view.x + box.x2 * view.scale,
    y2: view.y + box.y2 * view.scale,
  }
}

export function boxToImage(view: View, { x1, y1, x2, y2 }: Box): Box {
  const from = toImage(view, { x: x1, y: y1 })
  const to = toImage(view, { x: x2, y: y2 })
  return { x1: from.x, y1: from.y, x2: to.x, y2: to.y }
}

export const areaOfCanvas = ({ width, height }: Size): Box => ({ x1: 0, y1: 0, x2: width, y2: height })

/** The part of the image plane that the canvas shows. */
export const visibleArea = (view: View, canvas: Size): Box => boxToImage(view, areaOfCanvas(canvas))

/** The length of so many screen pixels, in image pixels. */
export const lengthInImage = (view: View, screenPixels: number): number => screenPixels / view.scale

export function screenDistance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function centred(point: Point, scale: number, canvas: Size) {
  return { scale, x: canvas.width / 2 - point.x * scale, y: canvas.height / 2 - point.y * scale }
}

const smallestScale = (frame: Frame): number => Math.min(1, fitView(frame).scale / 2)

function keepInSight(view: View, { size, canvas }: Frame): View {
  const keptX = Math.min(keptInSight, size.width * view.scale, canvas.width)
  const keptY = Math.min(keptInSight, size.height * view.scale, canvas.height)
  return {
    ...view,
    x: clamp(view.x, keptX - size.width * view.scale, canvas.width - keptX),
    y: clamp(view.y, keptY - size.height * view.scale, canvas.height - keptY),
  }
}
