/** Reads the project file as any SQLite tool may, also while the studio has it open. */
import Database from 'better-sqlite3'

export type StoredBox = {
  readonly image: string
  readonly category: string
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

export function boxesIn(path: string): StoredBox[] {
  return read(path, (db) =>
    db
      .prepare(
        `SELECT image.path AS image, category.name AS category, x1, y1, x2, y2 FROM annotation
         JOIN image ON image.id = image_id JOIN category ON category.id = category_id ORDER BY annotation.id`,
      )
      .all(),
  ) as StoredBox[]
}

/** What the last evaluation found in an image. */
export function detectionsIn(path: string, image: string): (StoredBox & { readonly score: number })[] {
  return read(path, (db) =>
    db
      .prepare(
        `SELECT image.path AS image, category.name AS category, x1, y1, x2, y2, score FROM detection
         JOIN image ON image.id = image_id JOIN category ON category.id = category_id
         WHERE evaluation_id = (SELECT max(id) FROM evaluation) AND image.path = ?`,
      )
      .all(image),
  ) as (StoredBox & { readonly score: number })[]
}

export function valueIn(path: string, sql: string): unknown {
  return read(path, (db) => db.prepare(sql).pluck().get())
}

export function rowsIn(path: string, sql: string): unknown[] {
  return read(path, (db) => db.prepare(sql).all())
}

function read<Value>(path: string, work: (db: Database.Database) => Value): Value {
  const db = new Database(path, { readonly: true })
  try {
    return work(db)
  } finally {
    db.close()
  }
}
