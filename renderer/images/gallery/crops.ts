/** The boxes of the wall, from the columns the engine sends. */
import type { CallResponse } from '../../../shared/api.ts'

type Columns = CallResponse<'gallery.list'>

export type Crop = {
  readonly id: number
  readonly imageId: number
  /** Null for a region without a class. */
  readonly categoryId: number | null
  readonly width: number
  readonly height: number
  readonly updatedAt: number
}

export function cropAt({ ids, imageIds, categoryIds, boxes, updatedAt }: Columns, index: number): Crop {
  const [x1, y1, x2, y2] = boxes.slice(index * 4, index * 4 + 4) as [number, number, number, number]
  return {
    id: ids[index]!,
    imageId: imageIds[index]!,
    // The engine writes 0 for "no class", so that the column holds numbers alone.
    categoryId: categoryIds[index]! || null,
    width: x2 - x1,
    height: y2 - y1,
    updatedAt: updatedAt[index]!,
  }
}

/** As the columns will be when the engine answers again: nobody waits for that to see what they did. */
export function relabelled(columns: Columns, ids: ReadonlySet<number>, categoryId: number): Columns {
  return {
    ...columns,
    categoryIds: columns.categoryIds.map((now, index) => (ids.has(columns.ids[index]!) ? categoryId : now)),
  }
}

export function withoutCrops(columns: Columns, gone: ReadonlySet<number>): Columns {
  const stays = (_: unknown, index: number) => !gone.has(columns.ids[index]!)
  return {
    ...columns,
    ids: columns.ids.filter(stays),
    imageIds: columns.imageIds.filter(stays),
    categoryIds: columns.categoryIds.filter(stays),
    boxes: columns.boxes.filter((_, place) => stays(_, Math.floor(place / 4))),
    updatedAt: columns.updatedAt.filter(stays),
  }
}

export const noCrops: Columns = { ids: [], imageIds: [], categoryIds: [], boxes: [], updatedAt: [], unmeasured: 0 }
