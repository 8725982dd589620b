/** Reshaping a box by its eight handles, or moving it as a whole. */
import { type Box, clamp, moveBoxInside, type Point, type Size } from '../../shared/box.ts'
import type { Handle } from '../canvas/handles.ts'

/** Smaller than this nobody sees it. */
const smallestSide = 2

/** The box after its handle was pulled by (dx, dy); without a handle it moves as a whole. It stays in the image. */
export function pullBox(box: Box, handle: Handle | null, by: Point, image: Size): Box {
  if (handle === null) return moveBoxInside(box, by.x, by.y, image)
  const [x1, x2] = pullSide([box.x1, box.x2], handle.x, by.x, image.width)
  const [y1, y2] = pullSide([box.y1, box.y2], handle.y, by.y, image.height)
  return { x1, y1, x2, y2 }
}

function pullSide(
  [low, high]: readonly [number, number],
  side: -1 | 0 | 1,
  by: number,
  length: number,
): [number, number] {
  if (side === -1) return [clamp(low + by, 0, high - smallestSide), high]
  if (side === 1) return [low, clamp(high + by, low + smallestSide, length)]
  return [low, high]
}

/** What an arrow key does: it moves the box by a pixel, with Shift the lower right corner. Null for other keys. */
export function nudgedBox(
  box: Box,
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  image: Size,
): Box | null {
  const by = arrows[key]
  return by ? pullBox(box, shiftKey ? { x: 1, y: 1 } : null, by, image) : null
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
