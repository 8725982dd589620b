/** The boxes. Written only through the edit log (edits.ts); this file reads them and turns rows into model objects. */
import type { Database } from 'better-sqlite3'
import type { Annotation, Occlusion } from '../../../shared/model.ts'
import type { Row } from './rowWriter.ts'

export type AnnotationRow = {
  id: number
  image_id: number
  category_id: number | null
  x1: number
  y1: number
  x2: number
  y2: number
  difficult: 0 | 1
  truncated: number | null
  occluded: Occlusion | null
  is_ignored: 0 | 1
  origin: Annotation['origin']
  score: number | null
  extras: string | null
  note: string
  z: number
  is_locked: 0 | 1
  dismissed_checks: string
  is_copied: 0 | 1
  updated_at: number
}

export type AnnotationStore = ReturnType<typeof annotationStore>

export function annotationStore(db: Database) {
  const ofImage = db.prepare('SELECT * FROM annotation WHERE image_id = ? ORDER BY id')
  const one = db.prepare('SELECT * FROM annotation WHERE id = ?')
  const ofImages = db.prepare(
    'SELECT * FROM annotation WHERE image_id IN (SELECT value FROM json_each(?)) ORDER BY image_id, id',
  )
  const copiedIds = db
    .prepare(
      'SELECT id FROM annotation WHERE is_copied = 1 AND image_id IN (SELECT value FROM json_each(?)) ORDER BY id',
    )
    .pluck()
  const idsOfCategory = db.prepare('SELECT id FROM annotation WHERE category_id = ? ORDER BY id').pluck()
  const some = db.prepare('SELECT * FROM annotation WHERE id IN (SELECT value FROM json_each(?)) ORDER BY image_id, id')
  const perImageAndCategory = db.prepare(
    'SELECT image_id AS imageId, category_id AS categoryId, count(*) AS boxes FROM annotation WHERE is_ignored = 0 GROUP BY 1, 2',
  )

  return {
    ofImage: (imageId: number): Annotation[] => (ofImage.all(imageId) as AnnotationRow[]).map(toAnnotation),
    ofImages: (imageIds: readonly number[]): Annotation[] =>
      (ofImages.all(JSON.stringify(imageIds)) as AnnotationRow[]).map(toAnnotation),
    find: (id: number): Annotation | null => {
      const row = one.get(id) as AnnotationRow | undefined
      return row ? toAnnotation(row) : null
    },
    /** Boxes taken over from another image that nobody touched since. */
    copiedIds: (imageIds: readonly number[]) => copiedIds.all(JSON.stringify(imageIds)) as number[],
    idsOfCategory: (categoryId: number) => idsOfCategory.all(categoryId) as number[],
    /** Those that are there, by image. */
    some: (ids: readonly number[]): Annotation[] =>
      (some.all(JSON.stringify(ids)) as AnnotationRow[]).map(toAnnotation),
    perImageAndCategory: () => perImageAndCategory.all() as { imageId: number; categoryId: number; boxes: number }[],
    reserveIds: idReserver(db),
  }
}

/** Hands out numbers that no annotation has or ever had, also across restarts. */
function idReserver(db: Database): (count: number) => number {
  const read = db.prepare("SELECT value FROM meta WHERE key = 'next_annotation_id'").pluck()
  const write = db.prepare(
    "INSERT INTO meta VALUES ('next_annotation_id', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  )
  return db.transaction((count: number): number => {
    const first = Number((read.get() as string | undefined) ?? 1)
    write.run(String(first + count))
    return first
  })
}

/** Here and below one literal, not what is left of another: a million boxes come this way in an import or an export. */
export function toAnnotation(row: AnnotationRow): Annotation {
  return {
    id: row.id,
    imageId: row.image_id,
    categoryId: row.category_id,
    x1: row.x1,
    y1: row.y1,
    x2: row.x2,
    y2: row.y2,
    difficult: row.difficult === 1,
    truncated: row.truncated,
    occluded: row.occluded,
    ignore: row.is_ignored === 1,
    origin: row.origin,
    score: row.score,
    extras: row.extras === null ? null : JSON.parse(row.extras),
    note: row.note,
    z: row.z,
    locked: row.is_locked === 1,
    dismissedChecks: row.dismissed_checks === '[]' ? [] : JSON.parse(row.dismissed_checks),
    copied: row.is_copied === 1,
    updatedAt: row.updated_at,
  }
}

export function toAnnotationRow(annotation: Annotation): Row & { readonly id: number } {
  const { dismissedChecks, extras } = annotation
  return {
    id: annotation.id,
    image_id: annotation.imageId,
    category_id: annotation.categoryId,
    x1: annotation.x1,
    y1: annotation.y1,
    x2: annotation.x2,
    y2: annotation.y2,
    difficult: annotation.difficult ? 1 : 0,
    truncated: annotation.truncated,
    occluded: annotation.occluded,
    is_ignored: annotation.ignore ? 1 : 0,
    origin: annotation.origin,
    score: annotation.score,
    extras: extras === null ? null : JSON.stringify(extras),
    note: annotation.note,
    z: annotation.z,
    is_locked: annotation.locked ? 1 : 0,
    is_copied: annotation.copied ? 1 : 0,
    dismissed_checks: dismissedChecks.length === 0 ? '[]' : JSON.stringify(dismissedChecks),
    updated_at: annotation.updatedAt,
  }
}
