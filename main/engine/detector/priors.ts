/**
 * The prior boxes of an SSD detector: at each cell of six feature maps some boxes of fixed shapes, from which the network
 * says how the objects differ (Liu et al., "SSD: Single shot multibox detector", 2016, section 2.2).
 *
 * In: side of the network input. Out: centres and sizes of all priors in network pixels, each of length `count`, in the order
 * of the network's output: map by map from fine to coarse, row by row, cell by cell.
 */
import type { Size } from '../../../shared/box.ts'

export type Priors = {
  readonly count: number
  readonly centreX: Float32Array
  readonly centreY: Float32Array
  readonly width: Float32Array
  readonly height: Float32Array
}

/** Scales of the finest and the coarsest map as a part of the input's side, and aspects, as the shipped network was trained. */
export const smallestScale = 0.2
const largestScale = 0.95
const maps = 6
export const aspects = [1, 2, 1 / 2, 3, 1 / 3] as const
/** The finest map has only three shapes, and its square is small. */
const finestShapes: readonly Shape[] = [
  { scale: 0.1, aspect: 1 },
  { scale: smallestScale, aspect: 2 },
  { scale: smallestScale, aspect: 1 / 2 },
]
/** Halvings of the input before the finest map. */
const halvingsBefore = 4

/** `scale` is the root of the area as a part of the side, `aspect` width by height. */
export type Shape = { readonly scale: number; readonly aspect: number }

export function priorsOf(side: number): Priors {
  const boxes = cellsOfMaps(side).flatMap((cells, map) => {
    const shapes = shapesOf(map)
    return Array.from({ length: cells * cells }, (_, cell) => {
      const centreX = (((cell % cells) + 0.5) / cells) * side
      const centreY = ((Math.floor(cell / cells) + 0.5) / cells) * side
      return shapes.map(({ scale, aspect }) => ({
        ...{ centreX, centreY },
        ...sizeOfShape({ scale, aspect }, side),
      }))
    }).flat()
  })
  const column = (name: keyof (typeof boxes)[number]) => Float32Array.from(boxes, (box) => box[name])
  return {
    count: boxes.length,
    centreX: column('centreX'),
    centreY: column('centreY'),
    width: column('width'),
    height: column('height'),
  }
}

/** Cells on a side of each map: every convolution of stride 2 halves, rounding up. */
export function cellsOfMaps(side: number): number[] {
  let cells = side
  for (let halving = 0; halving < halvingsBefore; halving++) cells = Math.ceil(cells / 2)
  return Array.from({ length: maps }, () => {
    const own = cells
    cells = Math.ceil(cells / 2)
    return own
  })
}

export function sizeOfShape({ scale, aspect }: Shape, side: number): Size {
  return { width: scale * Math.sqrt(aspect) * side, height: (scale / Math.sqrt(aspect)) * side }
}

export function shapesOf(map: number): readonly Shape[] {
  if (map === 0) return finestShapes
  const scale = scaleOf(map)
  // A further square between this map's scale and the next one's.
  const between = { scale: Math.sqrt(scale * scaleOf(map + 1)), aspect: 1 }
  return [...aspects.map((aspect) => ({ scale, aspect })), between]
}

export function scaleOf(map: number): number {
  return map === maps ? 1 : smallestScale + ((largestScale - smallestScale) * map) / (maps - 1)
}
