import type { Database } from 'better-sqlite3'

/** A number that no row of the table has or had: AUTOINCREMENT keeps the highest ever given, as the log may name one that is gone. */
export function nextIdOf(db: Database, table: string): () => number {
  const last = db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck()
  return () => ((last.get(table) as number | undefined) ?? 0) + 1
}
