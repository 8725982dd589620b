/** The geometry of the small overview of the picture. */
import { type Box, clamp, type Point, type Size } from '../../../shared/box.ts'
import { type View, visibleArea } from '../../canvas/viewport.ts'

/** The longer side on the screen; the thumbnail behind it is not larger by much. */
const longerSide = 160

type Sight = { readonly view: View; readonly size: Size; readonly canvas: Size }

export function mapSize({ width, height }: Size): Size {
  const scale = longerSide / Math.max(width, height)
  // A very long picture still needs a side that can be met.
  return { width: Math.max(24, Math.round(width * scale)), height: Math.max(24, Math.round(height * scale)) }
}

/** Whether all of the picture lies in the canvas: then an overview tells nothing. */
export function isWholeSeen({ view, size, canvas }: Sight): boolean {
  const right = view.x + size.width * view.scale
  const bottom = view.y + size.height * view.scale
  return view.x >= -1 && view.y >= -1 && right <= canvas.width + 1 && bottom <= canvas.height + 1
}

/** What the canvas shows, as parts of the picture's sides. */
export function seenPart({ view, size, canvas }: Sight): Box {
  const { x1, y1, x2, y2 } = visibleArea(view, canvas)
  const part = (value: number, length: number) => clamp(value / length, 0, 1)
  return { x1: part(x1, size.width), y1: part(y1, size.height), x2: part(x2, size.width), y2: part(y2, size.height) }
}

/** The image point under a point of the map. */
export function pointOfMap(at: Point, map: Size, size: Size): Point {
  return {
    x: clamp((at.x / map.width) * size.width, 0, size.width),
    y: clamp((at.y / map.height) * size.height, 0, size.height),
  }
}
