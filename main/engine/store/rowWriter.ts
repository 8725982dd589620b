/** Inserts, updates and removes whole rows by column name, with statements prepared once for each set of columns. */
import type { Database, Statement } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'

/** Tables whose rows lie in an image. */
export const tablesOfImages = ['annotation', 'decision', 'proposal', 'compared_image', 'kept_box'] as const
export type TableOfImages = (typeof tablesOfImages)[number]
export type LoggedTable = TableOfImages | 'image' | 'category' | 'source' | 'labelling'
export const isOfImages = (table: LoggedTable): table is TableOfImages =>
  (tablesOfImages as readonly string[]).includes(table)
export type Row = Readonly<Record<string, string | number | null>>

export type RowWriter = ReturnType<typeof rowWriter>

export function rowWriter(db: Database) {
  const statements = new Map<string, Statement>()
  const statement = (sql: string) => {
    let prepared = statements.get(sql)
    if (!prepared) {
      prepared = db.prepare(sql)
      statements.set(sql, prepared)
    }
    return prepared
  }

  function read(table: LoggedTable, id: number): Row {
    const row = statement(`SELECT * FROM ${table} WHERE id = ?`).get(id) as Row | undefined
    if (!row)
      throw new BoxwrightError('conflict', `The ${table} ${id} is not there any more. Reload and repeat the last step.`)
    return row
  }

  /** Of each table, for the columns of the row before: rows of one kind come by the thousand. */
  const inserts = new Map<LoggedTable, { readonly names: readonly string[]; readonly run: Statement }>()
  function insertOf(table: LoggedTable, names: readonly string[]): Statement {
    const last = inserts.get(table)
    if (last?.names.length === names.length && names.every((name, index) => name === last.names[index])) return last.run
    const run = statement(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    inserts.set(table, { names, run })
    return run
  }

  function insert(table: LoggedTable, row: Row): void {
    insertOf(table, Object.keys(row)).run(Object.values(row))
  }

  /** @returns the former values of the columns that change */
  function update(table: LoggedTable, id: number, columns: Row): Row {
    const names = Object.keys(columns)
    const former = statement(`SELECT ${names.join(', ')} FROM ${table} WHERE id = ?`).get(id) as Row | undefined
    if (!former)
      throw new BoxwrightError('conflict', `The ${table} ${id} is not there any more. Reload and repeat the last step.`)
    statement(`UPDATE ${table} SET ${names.map((name) => `${name} = @${name}`).join(', ')} WHERE id = @rowId`).run({
      ...columns,
      rowId: id,
    })
    return former
  }

  /** @returns the removed row */
  function remove(table: LoggedTable, id: number): Row {
    const row = read(table, id)
    statement(`DELETE FROM ${table} WHERE id = ?`).run(id)
    return row
  }

  const imageOf = (table: TableOfImages, id: number) =>
    statement(`SELECT image_id FROM ${table} WHERE id = ?`).pluck().get(id) as number

  return { read, insert, update, remove, imageOf }
}
