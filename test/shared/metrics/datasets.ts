/** Small datasets written by hand or drawn by fast-check. */
import fc from 'fast-check'
import { boxAreasOf, type Dataset } from '../../../shared/metrics/dataset.ts'

export type Xyxy = readonly [x1: number, y1: number, x2: number, y2: number]
export type Truth = {
  readonly image?: number
  readonly category?: number
  readonly box: Xyxy
  readonly ignore?: boolean
  readonly difficult?: boolean
  readonly truncated?: number
  readonly occluded?: number
}
export type Found = {
  readonly image?: number
  readonly category?: number
  readonly box: Xyxy
  readonly score: number
}

/** Image 1 and the first category where nothing else is said. */
export function datasetOf(
  truths: readonly Truth[],
  found: readonly Found[],
  more: { readonly imageIds?: readonly number[]; readonly names?: readonly string[] } = {},
): Dataset {
  const { imageIds = [1], names = ['cat'] } = more
  const place = (boxes: readonly (Truth | Found)[]) => ({
    ids: boxes.map((_, row) => row),
    imageIds: boxes.map((box) => box.image ?? 1),
    categoryIds: boxes.map((box) => box.category ?? 1),
    boxes: boxes.flatMap((box) => box.box),
    boxAreas: boxAreasOf(boxes.flatMap((box) => box.box)),
  })
  return {
    imageIds,
    categories: names.map((name, row) => ({ id: row + 1, name })),
    groundTruths: {
      ...place(truths),
      areas: place(truths).boxAreas,
      ignore: truths.map((truth) => truth.ignore ?? false),
      difficult: truths.map((truth) => truth.difficult ?? false),
      truncated: truths.map((truth) => truth.truncated ?? -1),
      occluded: truths.map((truth) => truth.occluded ?? -1),
    },
    detections: { ...place(found), scores: found.map((each) => each.score) },
  }
}

export type Drawn = { readonly truths: readonly Truth[]; readonly found: readonly Found[] }
export const drawnNames = ['cat', 'dog', 'owl']
export const drawnImages = [1, 2, 3, 4]

export const datasetOfDrawn = ({ truths, found }: Drawn, imageIds: readonly number[] = drawnImages): Dataset =>
  datasetOf(truths, found, { imageIds, names: drawnNames })

// A coarse grid, so that boxes often overlap, coincide or tie.
const box = fc
  .tuple(
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 1, max: 6 }),
  )
  .map(([x, y, width, height]): Xyxy => [20 * x, 20 * y, 20 * (x + width), 20 * (y + height)])
const where = { image: fc.constantFrom(...drawnImages), category: fc.integer({ min: 1, max: drawnNames.length }), box }

export const drawn: fc.Arbitrary<Drawn> = fc.record({
  truths: fc.array(fc.record({ ...where, ignore: fc.nat({ max: 4 }).map((one) => one === 0) }), { maxLength: 15 }),
  found: fc.array(fc.record({ ...where, score: fc.integer({ min: 1, max: 9 }).map((tenths) => tenths / 10) }), {
    maxLength: 30,
  }),
})
