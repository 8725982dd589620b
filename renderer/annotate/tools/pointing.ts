/** What lies under the pointer: boxes, the handles of the selected one, its edges. */
import { type Box, boxArea, type Point } from '../../../shared/box.ts'
import type { Annotation } from '../../../shared/model.ts'
import type { Handle } from '../../canvas/handles.ts'
import { boxToScreen, lengthInImage, toImage } from '../../canvas/viewport.ts'
import { annotationsAt } from '../boxIndex.ts'
import { handleAt, isOnHandle, smallOnScreen } from '../handleFrame.ts'
import type { Scene } from './tool.ts'

/** A box is caught so many screen pixels around it, or one of two pixels would be hard to meet. */
const catchDistance = 4
/** So near to an edge, in screen pixels, the wheel moves that edge. */
const edgeDistance = 8

/** Boxes under a screen point, the smallest first; locked ones come last, as little can be done with them. */
export function boxesUnder(at: Point, scene: Scene): Annotation[] {
  const under = annotationsAt(scene.visible, toImage(scene.view, at), lengthInImage(scene.view, catchDistance))
  return [...under.filter(({ locked }) => !locked), ...under.filter(({ locked }) => locked)]
}

/** The single selected box that can be changed, the only one with handles. */
export function handledBox({ visible, selectedIds }: Scene): Annotation | null {
  if (selectedIds.length !== 1) return null
  const selected = visible.find(({ id }) => id === selectedIds[0])
  return selected && !selected.locked ? selected : null
}

/** The handle that a press would catch. Around its square, a small box beneath it has precedence: it has no other place. */
export function handleUnder(at: Point, scene: Scene): { readonly box: Annotation; readonly handle: Handle } | null {
  const box = handledBox(scene)
  const handle = box && handleAt(scene.view, box, at)
  if (!box || !handle) return null
  if (isOnHandle(scene.view, box, handle, at)) return { box, handle }
  const smallest = boxesUnder(at, scene)[0]
  const isOther = smallest && smallest.id !== box.id && boxArea(smallest) < boxArea(box)
  return isOther && isSmallOnScreen(scene, smallest) ? null : { box, handle }
}

function isSmallOnScreen({ view }: Scene, box: Box): boolean {
  const { x1, y1, x2, y2 } = boxToScreen(view, box)
  return Math.max(x2 - x1, y2 - y1) < smallOnScreen
}

/** The edge, or at a corner both edges, of a box that the point is near to; null away from them. */
export function edgeUnder(at: Point, box: Box, { view }: Scene): Handle | null {
  const { x1, y1, x2, y2 } = boxToScreen(view, box)
  const isBeside = at.x < x1 - edgeDistance || at.x > x2 + edgeDistance
  if (isBeside || at.y < y1 - edgeDistance || at.y > y2 + edgeDistance) return null
  const x = nearer(at.x, x1, x2)
  const y = nearer(at.y, y1, y2)
  return x === 0 && y === 0 ? null : { x, y }
}

function nearer(at: number, low: number, high: number): -1 | 0 | 1 {
  const [toLow, toHigh] = [Math.abs(at - low), Math.abs(at - high)]
  if (Math.min(toLow, toHigh) > edgeDistance) return 0
  return toLow <= toHigh ? -1 : 1
}
