/**
 * The default boxes of an SSD: at each cell of seven feature maps some boxes of fixed shapes, small ones on the fine maps (Liu et
 * al., "SSD", 2016, section 2.2). The scale of map k of m is s_k = s_min + (s_max - s_min) (k - 1) / (m - 1); each has the aspects
 * 1, 2, 1/2, 3, 1/3 and a further square of scale sqrt(s_k s_k+1).
 *
 * The six coarser maps are those of the shipped network (../priors.ts), so that its weights fit them; its finest map has only three
 * shapes and gets the two squares that it lacks. Before them stands a map of stride 8 for what is smaller, as the paper's Conv4_3
 * has a scale of its own: here that of the smallest labels of the project.
 *
 * In: widths and heights of all training boxes. Out: shapes of each map in network pixels.
 */
import type { Size } from '../../../../shared/box.ts'
import type { AnchorSet } from '../anchors.ts'
import { buildGrid, type Grid } from '../grid.ts'
import { aspects, type Priors, type Shape, scaleOf, shapesOf, sizeOfShape, smallestScale } from '../priors.ts'
import { finestScales, smallestLabels } from './config.ts'

/** Pixels of the input that a cell of each map covers. */
export const ssdStrides = [8, 16, 32, 64, 128, 256, 512] as const

export function defaultBoxes(sizes: readonly Size[], side: number): AnchorSet {
  const finest = finestScaleOf(sizes, side)
  const maps = ssdStrides.map((_, map) => {
    if (map === 0) return allShapes(finest, smallestScale)
    const shipped = shapesOf(map - 1)
    return map === 1 ? [...shipped, ...missingSquares] : shipped
  })
  return maps.map((shapes) => shapes.map((shape) => sizeOfShape(shape, side)))
}

const missingSquares: readonly Shape[] = [
  { scale: smallestScale, aspect: 1 },
  { scale: Math.sqrt(smallestScale * scaleOf(1)), aspect: 1 },
]

function allShapes(scale: number, next: number): readonly Shape[] {
  return [...aspects.map((aspect) => ({ scale, aspect })), { scale: Math.sqrt(scale * next), aspect: 1 }]
}

/** That of small labels, but not that of a few odd ones. */
function finestScaleOf(sizes: readonly Size[], side: number): number {
  const scales = sizes.map(({ width, height }) => Math.sqrt(width * height) / side).sort((a, b) => a - b)
  const small = scales[Math.floor(scales.length * smallestLabels)]!
  return Math.min(finestScales.largest, Math.max(finestScales.smallest, small))
}

export function gridOfDefaultBoxes(side: number, anchors: AnchorSet): Grid {
  return buildGrid(side, anchors, ssdStrides)
}

/** Centres and sizes in network pixels, in the order of the output. */
export function priorsOfGrid({ length, cellX, cellY, stride, anchorWidth, anchorHeight }: Grid): Priors {
  return {
    count: length,
    centreX: cellX.map((x, row) => (x + 0.5) * stride[row]!),
    centreY: cellY.map((y, row) => (y + 0.5) * stride[row]!),
    width: anchorWidth,
    height: anchorHeight,
  }
}
