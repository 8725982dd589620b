/** What a project file says, whatever way it came to say it: for comparing files. */
import Database from 'better-sqlite3'

export type FileContent = Readonly<Record<string, readonly unknown[]>>

/** Times of changes are left out, since they tell when and not what. */
export function contentOf(path: string): FileContent {
  return reading(path, (db) => ({
    images: db.prepare('SELECT * FROM image ORDER BY id').all(),
    categories: db.prepare('SELECT * FROM category ORDER BY id').all(),
    annotations: (db.prepare('SELECT * FROM annotation ORDER BY id').all() as { updated_at: number }[]).map(
      ({ updated_at, ...rest }) => rest,
    ),
    proposals: db.prepare('SELECT * FROM proposal ORDER BY id').all(),
    labellings: db.prepare('SELECT id, kind, name FROM labelling ORDER BY id').all(),
    compared: db
      .prepare('SELECT id, labelling_id, image_id, review, note, verdict FROM compared_image ORDER BY id')
      .all(),
    kept: db.prepare("SELECT *, json_remove(content, '$.updated_at') AS content FROM kept_box ORDER BY id").all(),
  }))
}

/** Counts that the file keeps beside the rows, where they differ from the rows counted anew. */
export function wrongCounts(path: string): FileContent {
  return reading(path, (db) => ({
    images: db
      .prepare(
        `SELECT id, annotation_count FROM image
         WHERE annotation_count <> (SELECT count(*) FROM annotation WHERE image_id = image.id)`,
      )
      .all(),
    categories: db
      .prepare(
        `SELECT id, annotation_count FROM category
         WHERE annotation_count <> (SELECT count(*) FROM annotation WHERE category_id = category.id)`,
      )
      .all(),
    roots: db
      .prepare('SELECT id FROM root WHERE image_count <> (SELECT count(*) FROM image WHERE root_id = root.id)')
      .all(),
    groups: db
      .prepare(
        `SELECT * FROM (${countedGroups} EXCEPT ${keptGroups}) UNION ALL SELECT * FROM (${keptGroups} EXCEPT ${countedGroups})`,
      )
      .all(),
  }))
}

export const noWrongCounts: FileContent = { images: [], categories: [], roots: [], groups: [] }

const keptGroups =
  'SELECT review, split, has_boxes, is_broken, images, boxes FROM image_count WHERE images <> 0 OR boxes <> 0'
const countedGroups = `SELECT coalesce(review, ''), coalesce(split, ''), annotation_count > 0, error IS NOT NULL, count(*),
  sum(annotation_count) FROM image GROUP BY 1, 2, 3, 4`

export function integrityOf(path: string): unknown {
  return reading(path, (db) => [db.pragma('integrity_check', { simple: true }), db.pragma('foreign_key_check')])
}
export const soundIntegrity = ['ok', []]

function reading<T>(path: string, read: (db: Database.Database) => T): T {
  const db = new Database(path, { readonly: true })
  try {
    return read(db)
  } finally {
    db.close()
  }
}
