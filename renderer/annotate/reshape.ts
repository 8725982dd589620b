/** Moving, resizing and drawing boxes so that they stay whole, inside the image and at least a pixel large. */
import {
  type Box,
  boxFromCorners,
  boxHeight,
  boxWidth,
  clamp,
  clipBox,
  moveBoxInside,
  type Point,
  type Size,
} from '../../shared/box.ts'
import { type Handle, handlePoint } from '../canvas/handles.ts'

/** A box by the id of its annotation. */
export type Placed = { readonly id: number; readonly box: Box }

/** No box is drawn or resized to less than this, in image pixels. */
export const smallestSide = 1

/** The box whose handle was dragged to `point`. Dragged past the opposite edge, it turns over. */
export function resizeBox(former: Box, handle: Handle, point: Point, size: Size): Box {
  const box = broughtInside(former, size)
  const [x1, x2] = movedSpan([box.x1, box.x2], handle.x, point.x, size.width)
  const [y1, y2] = movedSpan([box.y1, box.y2], handle.y, point.y, size.height)
  return { x1, y1, x2, y2 }
}

/** The box of these numbers, as near as the image and the smallest side allow: the size first, then the place. */
export function placedBox(
  wished: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  size: Size,
): Box {
  const width = clamp(wished.width, Math.min(smallestSide, size.width), size.width)
  const height = clamp(wished.height, Math.min(smallestSide, size.height), size.height)
  return moveBoxInside({ x1: 0, y1: 0, x2: width, y2: height }, wished.x, wished.y, size)
}

/** Moves several boxes by the same way, shortened so that none leaves the image. */
export function moveTogether(boxes: readonly Placed[], dx: number, dy: number, size: Size): Placed[] {
  let [left, right, up, down] = [Infinity, Infinity, Infinity, Infinity]
  for (const { box } of boxes) {
    left = Math.min(left, box.x1)
    right = Math.min(right, size.width - box.x2)
    up = Math.min(up, box.y1)
    down = Math.min(down, size.height - box.y2)
  }
  const x = clamp(dx, -Math.max(0, left), Math.max(0, right))
  const y = clamp(dy, -Math.max(0, up), Math.max(0, down))
  return boxes.map(({ id, box }) => ({ id, box: clipBox(moveBoxInside(box, x, y, size), size) }))
}

/** Moves the right and lower edges, the keyboard's way of resizing; an edge stops at the border and before the other. */
export function stretchBox(former: Box, dx: number, dy: number, size: Size): Box {
  const box = broughtInside(former, size)
  return {
    ...box,
    x2: clamp(box.x2 + dx, Math.min(box.x2, box.x1 + smallestSide), size.width),
    y2: clamp(box.y2 + dy, Math.min(box.y2, box.y1 + smallestSide), size.height),
  }
}

/** The box whose corner was dragged to `point` while it has to be square; an edge alone cannot make it so. */
export function resizeSquare(box: Box, handle: Handle, point: Point, size: Size): Box {
  if (handle.x === 0 || handle.y === 0) return resizeBox(box, handle, point, size)
  const opposite = handlePoint(box, { x: handle.x < 0 ? 1 : -1, y: handle.y < 0 ? 1 : -1 })
  return resizeBox(box, handle, squareCorner(opposite, point, size), size)
}

/** Moves edges outwards by some pixels, inwards when negative; they stop at the border and before they meet. */
export function growBox(former: Box, { left, right, up, down }: Growth, size: Size): Box {
  const box = broughtInside(former, size)
  const [x1, x2] = grownSpan([box.x1, box.x2], left, right, size.width)
  const [y1, y2] = grownSpan([box.y1, box.y2], up, down, size.height)
  return { x1, y1, x2, y2 }
}

/**
 * A box as a hand may change it: what reaches over the border, since its file was replaced by a smaller one, is cut off; one
 * that lies outside altogether comes in.
 */
function broughtInside(box: Box, size: Size): Box {
  const clipped = clipBox(box, size)
  const least = Math.min(smallestSide, boxWidth(box), boxHeight(box))
  if (Math.min(boxWidth(clipped), boxHeight(clipped)) >= least) return clipped
  return clipBox(moveBoxInside(box, 0, 0, size), size)
}

/** The box drawn from one corner to another, both possibly outside; null when it lies outside altogether. */
export function drawnBox(from: Point, to: Point, size: Size): Box | null {
  const raw = boxFromCorners(from, to)
  if (raw.x2 <= 0 || raw.y2 <= 0 || raw.x1 >= size.width || raw.y1 >= size.height) return null
  const start = { x: clamp(from.x, 0, size.width), y: clamp(from.y, 0, size.height) }
  const [x1, x2] = span(start.x, to.x, size.width)
  const [y1, y2] = span(start.y, to.y, size.height)
  return { x1, y1, x2, y2 }
}

/** Where the far corner of a square lies that starts at `from` and follows the pointer, as far as the image reaches. */
export function squareCorner(from: Point, to: Point, size: Size): Point {
  const start = { x: clamp(from.x, 0, size.width), y: clamp(from.y, 0, size.height) }
  const directionX = to.x < start.x ? -1 : 1
  const directionY = to.y < start.y ? -1 : 1
  const roomX = directionX < 0 ? start.x : size.width - start.x
  const roomY = directionY < 0 ? start.y : size.height - start.y
  const side = Math.min(Math.max(Math.abs(to.x - start.x), Math.abs(to.y - start.y)), roomX, roomY)
  return { x: start.x + directionX * side, y: start.y + directionY * side }
}

/** How far each edge moves outwards. */
export type Growth = { readonly left: number; readonly right: number; readonly up: number; readonly down: number }

function grownSpan([low, high]: Span, before: number, after: number, limit: number): Span {
  const length = high - low
  const shrinkage = -Math.min(0, before) - Math.min(0, after)
  // A box that is thinner than it may become stays so.
  const room = Math.max(0, length - smallestSide)
  const share = shrinkage > room ? room / shrinkage : 1
  const scaled = (way: number) => (way < 0 ? way * share : way)
  return [Math.max(0, low - scaled(before)), Math.min(limit, high + scaled(after))]
}

type Span = readonly [low: number, high: number]

function movedSpan([low, high]: Span, edge: -1 | 0 | 1, to: number, limit: number): Span {
  if (edge === 0) return [low, high]
  return edge < 0 ? span(high, to, limit) : span(low, to, limit)
}

/** From a fixed edge to a moving one, whichever is the lower, inside 0..limit and never shorter than the smallest side. */
function span(fixed: number, moving: number, limit: number): Span {
  const end = clamp(moving, 0, limit)
  if (Math.abs(end - fixed) >= smallestSide) return end < fixed ? [end, fixed] : [fixed, end]
  const wished = moving < fixed ? fixed - smallestSide : fixed
  const low = clamp(wished, 0, Math.max(0, limit - smallestSide))
  return [low, Math.min(limit, low + smallestSide)]
}
