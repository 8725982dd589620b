/**
 * Labellings kept apart from the project's labels: those of control images, which are hidden, and those of somebody else.
 * Rows are written through the edit log, so that undo takes them back.
 */
import type { Database } from 'better-sqlite3'
import type { ComparedImage, Labelling, LabellingKind, LabellingVerdict } from '../../../shared/labellingCalls.ts'
import type { Annotation, Review } from '../../../shared/model.ts'
import { stateOfImage } from '../../../shared/model.ts'
import { type AnnotationRow, toAnnotation, toAnnotationRow } from './annotations.ts'
import { filterSql } from './filterSql.ts'
import { nextIdOf } from './nextId.ts'
import type { Row } from './rowWriter.ts'

export type Side = LabellingVerdict

/** An image of a labelling as it is stored. */
export type ComparedRow = {
  readonly id: number
  readonly labellingId: number
  readonly kind: LabellingKind
  readonly imageId: number
  /** Of a hidden image: what was decided about it before, and its note. */
  readonly review: Review | null
  readonly note: string
  readonly verdict: LabellingVerdict | null
}

export type KeptBox = {
  readonly id: number
  readonly comparedId: number
  readonly side: Side
  readonly box: Annotation
}

export type LabellingStore = ReturnType<typeof labellingStore>

// Labelled in the project, or judged: an image that nobody looked at is not one where nothing is, and a hidden one stays secret.
const isAnswered = '(image.annotation_count > 0 OR image.review IS NOT NULL)'
const isHidden = "labelling.kind = 'control' AND verdict IS NULL"

export function labellingStore(db: Database) {
  return {
    ...labellingReader(db),
    ...comparedReader(db),
    ...keptBoxReader(db),
    ...controlChoice(db),
    nextIds: {
      labelling: nextIdOf(db, 'labelling'),
      compared: nextIdOf(db, 'compared_image'),
      box: nextIdOf(db, 'kept_box'),
    },
  }
}

function labellingReader(db: Database) {
  const list = db.prepare(
    `SELECT labelling.id, kind, name, created_at AS createdAt, count(compared_image.id) AS images,
       count(*) FILTER (WHERE verdict IS NULL AND NOT ${isAnswered}) AS waiting,
       count(*) FILTER (WHERE verdict IS NULL AND ${isAnswered}) AS open,
       count(verdict) AS decided
     FROM labelling LEFT JOIN compared_image ON labelling_id = labelling.id LEFT JOIN image ON image.id = image_id
     GROUP BY labelling.id ORDER BY labelling.id`,
  )
  return { list: () => list.all() as Labelling[] }
}

function comparedReader(db: Database) {
  const columns = `compared_image.id, labelling_id AS labellingId, kind, image_id AS imageId, compared_image.review,
    compared_image.note, verdict`
  const from = 'FROM compared_image JOIN labelling ON labelling.id = labelling_id JOIN image ON image.id = image_id'
  const order = 'ORDER BY image.root_id, image.sort_key'
  const some = db.prepare(
    `SELECT ${columns} ${from} WHERE compared_image.id IN (SELECT value FROM json_each(?)) ${order}`,
  )
  const ofLabelling = db.prepare(`SELECT ${columns} ${from} WHERE labelling_id = ? ${order}`)
  const waiting = db.prepare(`SELECT ${columns} ${from} WHERE labelling_id = ? AND ${isHidden} AND NOT ${isAnswered}`)
  const comparable = db.prepare(
    `SELECT compared_image.id, image_id AS imageId, path, width, height, image.review, image.annotation_count, verdict
     ${from} WHERE labelling_id = ? AND (verdict IS NOT NULL OR ${isAnswered})
     AND width IS NOT NULL ${order}`,
  )
  const hidden = db
    .prepare(`SELECT image_id FROM compared_image JOIN labelling ON labelling.id = labelling_id WHERE ${isHidden}`)
    .pluck()
  type ComparableRow = Omit<ComparedImage, 'state'> & { review: Review | null; annotation_count: number }
  return {
    compared: (ids: readonly number[]) => some.all(JSON.stringify(ids)) as ComparedRow[],
    comparedOf: (labellingId: number) => ofLabelling.all(labellingId) as ComparedRow[],
    /** Control images that nobody has labelled anew. */
    waiting: (labellingId: number) => waiting.all(labellingId) as ComparedRow[],
    comparable: (labellingId: number): ComparedImage[] =>
      (comparable.all(labellingId) as ComparableRow[]).map(({ review, annotation_count, ...image }) => ({
        ...image,
        state: stateOfImage(review, annotation_count),
      })),
    /** Images whose right labels are hidden. */
    hiddenImageIds: () => new Set(hidden.all() as number[]),
  }
}

type KeptRow = Pick<AnnotationRow, 'image_id' | 'category_id' | 'x1' | 'y1' | 'x2' | 'y2' | 'is_ignored'> & {
  id: number
  compared_id: number
  side: Side
  content: string
}

function keptBoxReader(db: Database) {
  const ofCompared = db.prepare(
    'SELECT * FROM kept_box WHERE compared_id IN (SELECT value FROM json_each(?)) ORDER BY id',
  )
  const hiddenOfCategory = db.prepare(
    `SELECT count(*) FROM kept_box JOIN compared_image ON compared_image.id = compared_id
     JOIN labelling ON labelling.id = labelling_id WHERE category_id = ? AND ${isHidden}`,
  )
  const idsOfCategory = db.prepare('SELECT id FROM kept_box WHERE category_id = ? ORDER BY id').pluck()
  return {
    /** Of both sides, as far as they are kept. */
    keptBoxes: (comparedIds: readonly number[]): KeptBox[] =>
      (ofCompared.all(JSON.stringify(comparedIds)) as KeptRow[]).map(toKeptBox),
    hiddenOfCategory: (categoryId: number) => hiddenOfCategory.pluck().get(categoryId) as number,
    keptIdsOfCategory: (categoryId: number) => idsOfCategory.all(categoryId) as number[],
  }
}

function controlChoice(db: Database) {
  const toSql = filterSql(db).ofImages
  const unlabelled = db.prepare(
    'SELECT count(*) FROM image WHERE annotation_count = 0 AND review IS NULL AND error IS NULL',
  )
  return {
    /** Verified images of the filter, unchanged since, in the order of the list. */
    controlCandidates: (filter: string): number[] => {
      const { where, values } = toSql(filter)
      return db
        .prepare(
          `SELECT image.id FROM image WHERE review = 'verified' AND is_changed_since_review = 0 AND error IS NULL
           AND width IS NOT NULL AND (${where}) ORDER BY root_id, sort_key`,
        )
        .pluck()
        .all(values) as number[]
    },
    unlabelledCount: () => unlabelled.pluck().get() as number,
  }
}

function toKeptBox({ id, compared_id, side, content, ...place }: KeptRow): KeptBox {
  const row = { ...(JSON.parse(content) as AnnotationRow), ...place }
  return { id, comparedId: compared_id, side, box: toAnnotation(row) }
}

/** What the columns do not say is kept beside them, so that the box can come back as it was. */
export function toKeptRow({ id, comparedId, side, box }: KeptBox): Row & { readonly id: number } {
  const { image_id, category_id, x1, y1, x2, y2, is_ignored, ...rest } = toAnnotationRow(box) as Row
  const place = { image_id, category_id, x1, y1, x2, y2, is_ignored } as Row
  return { id, compared_id: comparedId, side, ...place, content: JSON.stringify(rest) }
}
