/** A box whose lower right corner was pulled: never smaller than a little, never beyond the stage. */
import { type Box, clamp, type Point, type Size } from '../../../shared/box.ts'

const leastSide = 12

export function grown(box: Box, by: Point, stage: Size): Box {
  return {
    ...box,
    x2: clamp(box.x2 + by.x, box.x1 + leastSide, stage.width),
    y2: clamp(box.y2 + by.y, box.y1 + leastSide, stage.height),
  }
}
