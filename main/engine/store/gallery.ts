/** Boxes of many images at once: for the wall of crops, and for the figures of each class. */
import type { Database } from 'better-sqlite3'
import type { CallResponse, CategoryStatistics, GallerySort } from '../../../shared/api.ts'
import { filterSql } from './filterSql.ts'

export type BoxOfImage = {
  readonly id: number
  readonly imageId: number
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}
export type BoxMeasure = { readonly id: number; readonly source: string; readonly brightness: number }

// The box and the file's time, as text: what was measured of another box or another picture does not count.
const source =
  "(image.modified_at || ' ' || annotation.x1 || ' ' || annotation.y1 || ' ' || annotation.x2 || ' ' || annotation.y2)"
const joined = 'FROM annotation JOIN image ON image.id = annotation.image_id'
const measured = `${joined} LEFT JOIN crop_measure ON annotation_id = annotation.id AND source = ${source}`

const sortColumns: Readonly<Record<GallerySort, string>> = {
  image: 'image.root_id {}, image.sort_key {}, annotation.id {}',
  class: '(SELECT position FROM category WHERE category.id = annotation.category_id) {}',
  size: 'max(annotation.x2 - annotation.x1, annotation.y2 - annotation.y1) {}',
  aspect: '(annotation.x2 - annotation.x1) / (annotation.y2 - annotation.y1) {}',
  brightness: 'brightness IS NULL, brightness {}',
  date: 'annotation.updated_at {}',
  score: 'annotation.score IS NULL, annotation.score {}',
}
const sampleSize = 2000

export function galleryStore(db: Database) {
  const toSql = filterSql(db).ofBoxes
  const setMeasure = db.prepare(
    `INSERT INTO crop_measure VALUES (?, ?, ?)
     ON CONFLICT (annotation_id) DO UPDATE SET source = excluded.source, brightness = excluded.brightness`,
  )

  return {
    list: (filter: string, sort: GallerySort, isDescending: boolean): CallResponse<'gallery.list'> => {
      const { where, values } = toSql(filter)
      const order = sortColumns[sort].replaceAll('{}', isDescending ? 'DESC' : 'ASC')
      const rows = db
        .prepare(
          `SELECT annotation.id, annotation.image_id, coalesce(annotation.category_id, 0), x1, y1, x2, y2, updated_at,
           brightness IS NULL ${measured} WHERE ${where} ORDER BY ${order}, annotation.id`,
        )
        .raw()
        .all(values) as number[][]
      return {
        ids: rows.map((row) => row[0]!),
        imageIds: rows.map((row) => row[1]!),
        categoryIds: rows.map((row) => row[2]!),
        boxes: rows.flatMap((row) => row.slice(3, 7)),
        updatedAt: rows.map((row) => row[7]!),
        unmeasured: rows.reduce((sum, row) => sum + row[8]!, 0),
      }
    },
    /** Boxes that fit the filter and are not measured as they are now, by image. */
    unmeasured: (filter: string): (BoxOfImage & { readonly source: string })[] => {
      const { where, values } = toSql(filter)
      return db
        .prepare(
          `SELECT annotation.id, annotation.image_id AS imageId, x1, y1, x2, y2, ${source} AS source ${measured}
           WHERE brightness IS NULL AND image.error IS NULL AND image.width IS NOT NULL AND ${where}
           ORDER BY image.root_id, image.sort_key`,
        )
        .all(values) as (BoxOfImage & { readonly source: string })[]
    },
    setMeasures: db.transaction((measures: readonly BoxMeasure[]): void => {
      for (const { id, source: measuredIn, brightness } of measures) setMeasure.run(id, measuredIn, brightness)
    }),
    statistics: (filter: string): CategoryStatistics[] => statisticsOf(db, toSql(filter)),
  }
}

function statisticsOf(db: Database, { where, values }: ReturnType<ReturnType<typeof filterSql>['ofBoxes']>) {
  const condition = `${joined} WHERE category_id IS NOT NULL AND ${where}`
  const sums = db
    .prepare(
      `SELECT category_id AS categoryId, count(*) AS boxes, count(DISTINCT annotation.image_id) AS images
       ${condition} GROUP BY category_id ORDER BY category_id`,
    )
    .all(values) as { categoryId: number; boxes: number; images: number }[]
  const sizes = db
    .prepare(
      `SELECT category_id AS categoryId, max(0, CAST(log2(max(x2 - x1, y2 - y1)) AS INTEGER)) AS power, count(*) AS boxes
       ${condition} GROUP BY category_id, power`,
    )
    .all(values) as { categoryId: number; power: number; boxes: number }[]
  // Every n-th box of each class in the order of ids: even, and the same each time.
  const sample = db.prepare(
    `SELECT width, height FROM (
       SELECT x2 - x1 AS width, y2 - y1 AS height, row_number() OVER (ORDER BY annotation.id) - 1 AS place
       ${condition} AND category_id = @categoryId) WHERE place % @step = 0`,
  )
  return sums.map(({ categoryId, boxes, images }) => {
    const bars = sizes.filter((row) => row.categoryId === categoryId)
    const sizeHistogram = new Array<number>(Math.max(0, ...bars.map(({ power }) => power)) + 1).fill(0)
    for (const { power, boxes: count } of bars) sizeHistogram[power] = count
    const step = Math.max(1, Math.ceil(boxes / sampleSize))
    const points = sample.all({ ...values, categoryId, step }) as { width: number; height: number }[]
    return {
      categoryId,
      boxes,
      images,
      sizeHistogram,
      sample: { widths: points.map(({ width }) => width), heights: points.map(({ height }) => height) },
    }
  })
}
