/**
 * Windows over the picture: for each typical size of the project's boxes (../anchors.ts), one at every quarter of its sides, from
 * border to border.
 *
 * In: shapes in network pixels and the side of the network's input. Out: `Windows`.
 */
import type { Size } from '../../../../shared/box.ts'
import type { AnchorSet } from '../anchors.ts'
import { mostWindows, smallestWindowStep, windowStepPart } from './config.ts'

export type Windows = {
  /** x1, y1, x2, y2 of each; length 4n. */
  readonly boxes: Float32Array
  readonly shapes: readonly Size[]
  /** How many there are of each shape, which lie together. */
  readonly counts: readonly number[]
}

export function windowsOf(anchors: AnchorSet, side: number): Windows {
  const shapes = anchors.flat().map(({ width, height }) => ({
    width: Math.min(side, width),
    height: Math.min(side, height),
  }))
  for (let smallestStep = smallestWindowStep; ; smallestStep *= stepGrowth) {
    const places = shapes.map((shape) => ({
      shape,
      xs: placesOf(shape.width, side, smallestStep),
      ys: placesOf(shape.height, side, smallestStep),
    }))
    const counts = places.map(({ xs, ys }) => xs.length * ys.length)
    // Many small shapes in a large picture: they have to stand less close.
    if (counts.reduce((sum, count) => sum + count, 0) > mostWindows) continue
    const boxes = places.flatMap(({ shape, xs, ys }) =>
      ys.flatMap((y) => xs.flatMap((x) => [x, y, x + shape.width, y + shape.height])),
    )
    return { boxes: Float32Array.from(boxes), shapes, counts }
  }
}

const stepGrowth = 1.25

/** Where windows of a length begin, evenly from 0 to the last place. */
function placesOf(length: number, side: number, smallestStep: number): number[] {
  const room = side - length
  const count = 1 + Math.ceil(room / Math.max(smallestStep, length * windowStepPart))
  return Array.from({ length: count }, (_, index) => (count === 1 ? 0 : (room * index) / (count - 1)))
}
