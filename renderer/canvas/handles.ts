/** The eight points at which a box is pulled. */
import { type Box, boxHeight, boxWidth, type Point } from '../../shared/box.ts'

/** Which edges a handle moves: -1 the left or upper, 1 the right or lower, 0 none. */
export type Handle = { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 }

export const handles: readonly Handle[] = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: -1, y: 1 },
  { x: -1, y: 0 },
]

/** Where the handle's own point lies on the box. */
export function handlePoint(box: Box, handle: Handle): Point {
  return {
    x: (box.x1 + box.x2) / 2 + (handle.x * boxWidth(box)) / 2,
    y: (box.y1 + box.y2) / 2 + (handle.y * boxHeight(box)) / 2,
  }
}
