/** How boxes are spread over the images, and over the picture. */
import type { Database } from 'better-sqlite3'
import { type CallResponse, positionGrid } from '../../../shared/api.ts'
import { filterSql } from './filterSql.ts'

/** Images with so many boxes or more are counted together. */
const mostBoxes = 500

export function distributionStore(db: Database) {
  const toSql = filterSql(db)

  return (filter: string): CallResponse<'images.statistics'> => {
    const images = toSql.ofImages(filter)
    const perImage = db
      .prepare(
        `SELECT min(annotation_count, ${mostBoxes}) AS boxes, count(*) AS images FROM image WHERE ${images.where} GROUP BY 1`,
      )
      .all(images.values) as { boxes: number; images: number }[]
    const boxesPerImage = new Array<number>(Math.max(-1, ...perImage.map(({ boxes }) => boxes)) + 1).fill(0)
    for (const row of perImage) boxesPerImage[row.boxes] = row.images
    return { boxesPerImage, positions: positionsOf(db, toSql.ofBoxes(filter)) }
  }
}

/** Boxes by the cell of a grid over the picture in which their middle lies, row by row. */
function positionsOf(db: Database, { where, values }: ReturnType<ReturnType<typeof filterSql>['ofBoxes']>): number[] {
  const place = (middle: string, side: string) =>
    `max(0, min(${positionGrid - 1}, CAST(${positionGrid} * ${middle} / image.${side} AS INTEGER)))`
  const cells = db
    .prepare(
      `SELECT ${place('(y1 + y2) / 2', 'height')} * ${positionGrid} + ${place('(x1 + x2) / 2', 'width')} AS cell, count(*) AS boxes
       FROM annotation JOIN image ON image.id = annotation.image_id
       WHERE image.width IS NOT NULL AND category_id IS NOT NULL AND ${where} GROUP BY 1`,
    )
    .all(values) as { cell: number; boxes: number }[]
  const counts = new Array<number>(positionGrid * positionGrid).fill(0)
  for (const { cell, boxes } of cells) counts[cell] = boxes
  return counts
}
