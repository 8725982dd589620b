/**
 * A box in float pixels of the upright image: x grows to the right, y downwards, (0, 0) is the outer corner of the
 * first pixel, so that a box over a whole w x h image is (0, 0, w, h) and its width is x2 - x1 without a "+1".
 */
export type Box = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
export type Point = { readonly x: number; readonly y: number }
export type Size = { readonly width: number; readonly height: number }

export const boxWidth = (box: Box): number => box.x2 - box.x1
export const boxHeight = (box: Box): number => box.y2 - box.y1
export const boxArea = (box: Box): number => boxWidth(box) * boxHeight(box)
export const boxCentre = (box: Box): Point => ({ x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 })

/** The box between two corners, whichever way they were dragged. */
export function boxFromCorners(a: Point, b: Point): Box {
  return { x1: Math.min(a.x, b.x), y1: Math.min(a.y, b.y), x2: Math.max(a.x, b.x), y2: Math.max(a.y, b.y) }
}

export function boxFromXywh(x: number, y: number, width: number, height: number): Box {
  return { x1: x, y1: y, x2: x + width, y2: y + height }
}

/** The part of the box inside the image; it may be empty when the box lies outside altogether. */
export function clipBox(box: Box, size: Size): Box {
  return {
    x1: clamp(box.x1, 0, size.width),
    y1: clamp(box.y1, 0, size.height),
    x2: clamp(box.x2, 0, size.width),
    y2: clamp(box.y2, 0, size.height),
  }
}

/** Moves a box by (dx, dy) and keeps it whole inside the image; a box larger than the image rests at the near edge. */
export function moveBoxInside(box: Box, dx: number, dy: number, size: Size): Box {
  const width = boxWidth(box)
  const height = boxHeight(box)
  const x1 = clamp(box.x1 + dx, 0, Math.max(0, size.width - width))
  const y1 = clamp(box.y1 + dy, 0, Math.max(0, size.height - height))
  // The sum may exceed the border by a rounding step of the floating point.
  return {
    x1,
    y1,
    x2: Math.min(x1 + width, Math.max(width, size.width)),
    y2: Math.min(y1 + height, Math.max(height, size.height)),
  }
}

export function isInsideBox(point: Point, box: Box): boolean {
  return point.x >= box.x1 && point.x <= box.x2 && point.y >= box.y1 && point.y <= box.y2
}

export function isSameBox(a: Box, b: Box): boolean {
  return a.x1 === b.x1 && a.y1 === b.y1 && a.x2 === b.x2 && a.y2 === b.y2
}

export function intersectionArea(a: Box, b: Box): number {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1)
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1)
  return width > 0 && height > 0 ? width * height : 0
}

/** Intersection over union, in [0, 1]; 0 for two empty boxes. */
export function boxIou(a: Box, b: Box): number {
  const intersection = intersectionArea(a, b)
  const union = boxArea(a) + boxArea(b) - intersection
  return union > 0 ? intersection / union : 0
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
