/** Where the handles of a selected box are seen and caught. They have a size on the screen, not in the image. */
import type { Box, Point } from '../../shared/box.ts'
import { type Handle, handlePoint, handles } from '../canvas/handles.ts'
import { boxToScreen, type View } from '../canvas/viewport.ts'

/** Sides of a handle's square in screen pixels: on a small box smaller ones, that cover less of what lies around it. */
const largeHandle = 8
const smallHandle = 6
const catchDistance = 7
/** Below this many screen pixels the handles move off the box, which itself then stays free to be moved. */
export const smallOnScreen = 24
const distanceOfSmall = 10

export const handleSize = (view: View, box: Box): number => (isSmall(view, box) ? smallHandle : largeHandle)

function isSmall(view: View, box: Box): boolean {
  const { x1, y1, x2, y2 } = boxToScreen(view, box)
  return Math.min(x2 - x1, y2 - y1) < smallOnScreen
}

/** The frame on which the handles sit, in screen pixels. */
function handleFrame(view: View, box: Box): Box {
  const { x1, y1, x2, y2 } = boxToScreen(view, box)
  const off = isSmall(view, box) ? distanceOfSmall : 0
  return { x1: x1 - off, y1: y1 - off, x2: x2 + off, y2: y2 + off }
}

export function handlePoints(view: View, box: Box): readonly Point[] {
  const frame = handleFrame(view, box)
  return handles.map((handle) => handlePoint(frame, handle))
}

/** The handle at a screen point; corners before edges, as they move more. */
export function handleAt(view: View, box: Box, at: Point): Handle | null {
  const points = handlePoints(view, box)
  const caught = handles.filter((_handle, index) => {
    const point = points[index]!
    return Math.abs(point.x - at.x) <= catchDistance && Math.abs(point.y - at.y) <= catchDistance
  })
  return caught.find((handle) => handle.x !== 0 && handle.y !== 0) ?? caught[0] ?? null
}

/** Whether a screen point is on the square of the handle itself, and not only near it. */
export function isOnHandle(view: View, box: Box, handle: Handle, at: Point): boolean {
  const { x, y } = handlePoint(handleFrame(view, box), handle)
  return Math.max(Math.abs(x - at.x), Math.abs(y - at.y)) <= handleSize(view, box) / 2
}
