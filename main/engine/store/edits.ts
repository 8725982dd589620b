/**
 * The edit log: every change of images, classes and annotations is one transaction that also stores how to turn it back.
 *
 * For each row an edit touched, the log keeps the *other* version of it: what to insert again, that it must go, or the
 * former values of the columns that changed. Undo swaps table and log, and redo is the same swap again; the log therefore
 * holds no second copy of what the tables hold, and undo, redo and restart need no further code.
 */
import { type Database, SqliteError, type Statement } from 'better-sqlite3'
import type { EditKind } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'

export type LoggedTable = 'image' | 'category' | 'annotation'
export type Row = Readonly<Record<string, string | number | null>>

/** Writes rows inside an edit and logs their inverse. */
export type EditWriter = {
  readonly insert: (table: LoggedTable, row: Row & { readonly id: number }) => void
  readonly update: (table: LoggedTable, id: number, columns: Row) => void
  readonly remove: (table: LoggedTable, id: number) => void
}

export type EditScope = { readonly imageId?: number | undefined }
export type EditRow = { readonly id: number; readonly kind: EditKind; readonly imageId: number | null }
export type ToggledEdit = EditRow & { readonly imageIds: readonly number[]; readonly isBulk: boolean }

type ChangeRow = {
  position: number
  table_name: LoggedTable
  row_id: number
  action: 'insert' | 'delete' | 'update'
  content: string | null
}

/** Steps over more images than this are announced as bulk instead of image by image. */
const longestImageList = 500

export type EditStore = ReturnType<typeof editStore>

export function editStore(db: Database) {
  const rows = rowWriter(db)
  const addEdit = db.prepare('INSERT INTO edit (kind, image_id, created_at) VALUES (?, ?, ?)')
  const addChange = db.prepare(
    'INSERT INTO edit_change (edit_id, position, table_name, row_id, action, content) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const setSaved = savedAtWriter(db)
  // An annotation edit of one image makes the undone steps of that image unreachable, a bulk edit those of all images.
  const forgetUndone = db.prepare(
    'DELETE FROM edit WHERE undone_at IS NOT NULL AND (@imageId IS NULL OR image_id IS NULL OR image_id = @imageId)',
  )

  function writerFor(editId: number): EditWriter {
    let position = 0
    const log = (table: LoggedTable, id: number, action: ChangeRow['action'], content: Row | null) =>
      addChange.run(editId, position++, table, id, action, content && JSON.stringify(content))
    return {
      insert: (table, row) => {
        rows.insert(table, row)
        log(table, row.id, 'delete', null)
      },
      update: (table, id, columns) => log(table, id, 'update', rows.update(table, id, columns)),
      remove: (table, id) => log(table, id, 'insert', rows.remove(table, id)),
    }
  }

  /**
   * Runs `work` in one transaction and logs it. `imageId` null marks a bulk edit.
   * @returns the edit's time, Unix milliseconds
   */
  function run(kind: EditKind, imageId: number | null, work: (writer: EditWriter) => void): number {
    const now = Date.now()
    db.transaction(() => {
      forgetUndone.run({ imageId })
      const editId = Number(addEdit.run(kind, imageId, now).lastInsertRowid)
      work(writerFor(editId))
      setSaved(now)
    })()
    return now
  }

  return { run, savedAt: savedAtReader(db), ...historyOf(db, rows) }
}

function savedAtWriter(db: Database): (time: number) => void {
  const write = db.prepare(
    "INSERT INTO meta VALUES ('saved_at', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  )
  return (time) => void write.run(String(time))
}

function savedAtReader(db: Database): () => number | null {
  const select = db.prepare("SELECT value FROM meta WHERE key = 'saved_at'").pluck()
  return () => {
    const value = select.get() as string | undefined
    return value === undefined ? null : Number(value)
  }
}

function historyOf(db: Database, rows: RowWriter) {
  // Undo of one image also meets the bulk edits that may have touched its boxes, or it would turn steps back out of order.
  const inScope = "(@imageId IS NULL OR image_id = @imageId OR (image_id IS NULL AND kind IN ('import', 'demo')))"
  const select = `SELECT id, kind, image_id AS imageId FROM edit WHERE ${inScope} AND undone_at`
  const nextUndo = db.prepare(`${select} IS NULL ORDER BY id DESC LIMIT 1`)
  const nextRedo = db.prepare(`${select} IS NOT NULL ORDER BY undone_at DESC, id LIMIT 1`)
  const newestUndone = db.prepare('SELECT max(undone_at) FROM edit').pluck()
  const toggle = editToggler(db, rows)
  const find = (statement: Statement, { imageId = undefined }: EditScope) =>
    (statement.get({ imageId: imageId ?? null }) as EditRow | undefined) ?? null

  return {
    peekUndo: (scope: EditScope) => find(nextUndo, scope),
    peekRedo: (scope: EditScope) => find(nextRedo, scope),
    undo: (scope: EditScope): ToggledEdit | null => {
      const edit = find(nextUndo, scope)
      // Two steps undone within a millisecond still need an order.
      return edit && toggle(edit, Math.max(Date.now(), ((newestUndone.get() as number | null) ?? 0) + 1))
    },
    redo: (scope: EditScope): ToggledEdit | null => {
      const edit = find(nextRedo, scope)
      return edit && toggle(edit, null)
    },
  }
}

/** Swaps table and log for one edit; `undoneAt` null means redo. */
function editToggler(db: Database, rows: RowWriter): (edit: EditRow, undoneAt: number | null) => ToggledEdit {
  const changesOf = db.prepare(
    'SELECT position, table_name, row_id, action, content FROM edit_change WHERE edit_id = ? ORDER BY position',
  )
  const storeSwapped = db.prepare('UPDATE edit_change SET action = ?, content = ? WHERE edit_id = ? AND position = ?')
  const setUndone = db.prepare('UPDATE edit SET undone_at = ? WHERE id = ?')
  const setSaved = savedAtWriter(db)

  const toggle = db.transaction((edit: EditRow, undoneAt: number | null): Set<number> => {
    const imageIds = new Set<number>(edit.imageId === null ? [] : [edit.imageId])
    const changes = changesOf.all(edit.id) as ChangeRow[]
    if (undoneAt !== null) changes.reverse()
    for (const change of changes) {
      const { action, content } = swap(rows, change, imageIds)
      storeSwapped.run(action, content, edit.id, change.position)
    }
    setUndone.run(undoneAt, edit.id)
    setSaved(Date.now())
    return imageIds
  })

  return (edit, undoneAt) => {
    try {
      const imageIds = toggle(edit, undoneAt)
      const isBulk = imageIds.size > longestImageList
      return { ...edit, imageIds: isBulk ? [] : [...imageIds], isBulk }
    } catch (error) {
      // Steps of one image may be taken out of the project's order; what then breaks a rule of the tables is refused whole.
      if (!(error instanceof SqliteError && error.code.startsWith('SQLITE_CONSTRAINT'))) throw error
      throw new BoxwrightError(
        'conflict',
        'This step depends on a later or an undone one. Undo or redo the steps of the whole project instead.',
      )
    }
  }
}

/** Applies one logged change and returns what turns it back. Notes the images whose rows or boxes it touched. */
function swap(
  rows: RowWriter,
  change: ChangeRow,
  imageIds: Set<number>,
): { action: ChangeRow['action']; content: string | null } {
  const { table_name: table, row_id: id, action } = change
  const note = (row: Row) => {
    if (table === 'annotation') imageIds.add(row.image_id as number)
    if (table === 'image') imageIds.add(id)
  }
  if (action === 'insert') {
    const row = JSON.parse(change.content as string) as Row & { readonly id: number }
    note(row)
    rows.insert(table, row)
    return { action: 'delete', content: null }
  }
  if (action === 'delete') {
    const row = rows.remove(table, id)
    note(row)
    return { action: 'insert', content: JSON.stringify(row) }
  }
  const former = rows.update(table, id, JSON.parse(change.content as string) as Row)
  note(table === 'annotation' ? rows.read(table, id) : former)
  return { action: 'update', content: JSON.stringify(former) }
}

type RowWriter = ReturnType<typeof rowWriter>

/** Inserts, updates and removes whole rows by column name, with statements prepared once for each set of columns. */
function rowWriter(db: Database) {
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

  function insert(table: LoggedTable, row: Row): void {
    const names = Object.keys(row)
    statement(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(
      row,
    )
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

  return { read, insert, update, remove }
}
