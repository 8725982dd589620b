/** Steps back and forth in the edit log, in one image or in the whole project, and what the log tells about them. */
import { type Database, SqliteError, type Statement } from 'better-sqlite3'
import type { EditKind, HistoryEntry } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { longestImageList } from './edits.ts'
import type { LoggedTable, Row, RowWriter, TableOfImages } from './rowWriter.ts'
import { stepOrder } from './stepOrder.ts'

/** Without an image: the whole project. */
export type EditScope = { readonly imageId?: number | undefined }
export type EditRow = { readonly id: number; readonly kind: EditKind; readonly imageId: number | null }
/** `imageIds` is null when there are too many to name. */
export type ToggledEdit = EditRow & {
  readonly imageIds: readonly number[] | null
  readonly touchesCategories: boolean
}

type ChangeRow = {
  position: number
  table_name: LoggedTable
  row_id: number
  action: 'insert' | 'delete' | 'update'
  content: string | null
}

// Undo within an image also meets the steps over several images that reached it, or it would turn steps back out of order.
const ofImage =
  '(image_id = @imageId OR (image_id IS NULL AND id IN (SELECT edit_id FROM touched_image WHERE image_id = @imageId)))'
const entryColumns =
  'id, kind, image_id AS imageId, change_count AS changes, created_at AS at, author, undone_at IS NOT NULL AS isUndone'

export function historyStore(db: Database, rows: RowWriter, setSaved: (time: number) => void) {
  const step = stepFinder(db)
  const toggle = editToggler(db, rows, setSaved)
  const newestUndone = db.prepare('SELECT max(undone_at) FROM edit WHERE undone_at IS NOT NULL').pluck()
  // Two steps undone within a millisecond still need an order.
  const undoTime = () => Math.max(Date.now(), ((newestUndone.get() as number | null) ?? 0) + 1)

  const undo = (scope: EditScope): ToggledEdit | null => {
    const edit = step.nextUndo(scope)
    // Taken back from one image, a step over several may be the ground of later ones in the others.
    if (scope.imageId !== undefined && edit?.imageId === null && step.isBuiltUpon(edit.id)) throw outOfOrder()
    return edit && toggle(edit, undoTime())
  }
  const redo = (scope: EditScope): ToggledEdit | null => {
    const edit = step.nextRedo(scope)
    return edit && toggle(edit, null)
  }

  return { peekUndo: step.nextUndo, peekRedo: step.nextRedo, undo, redo, ...historyReader(db) }
}

function stepFinder(db: Database) {
  const columns = 'SELECT id, kind, image_id AS imageId FROM edit WHERE'
  const undoAll = db.prepare(`${columns} undone_at IS NULL ORDER BY id DESC LIMIT 1`)
  const redoAll = db.prepare(`${columns} undone_at IS NOT NULL ORDER BY undone_at DESC LIMIT 1`)
  // Two indexed look-ups instead of one "or", which would walk the whole log of an image without steps.
  const newestOfImage = db.prepare('SELECT max(id) FROM edit WHERE image_id = @imageId AND undone_at IS NULL')
  const newestTouching = db.prepare(
    `SELECT edit_id FROM touched_image JOIN edit ON edit.id = edit_id
     WHERE touched_image.image_id = @imageId AND undone_at IS NULL ORDER BY edit_id DESC LIMIT 1`,
  )
  const redoOfImage = db.prepare(`${columns} undone_at IS NOT NULL AND ${ofImage} ORDER BY undone_at DESC LIMIT 1`)
  const byId = db.prepare(`${columns} id = ?`)
  const laterChange = db.prepare(
    `SELECT 1 FROM edit_change AS own
     JOIN edit_change AS later ON later.row_id = own.row_id AND later.table_name = own.table_name AND later.edit_id > own.edit_id
     JOIN edit ON edit.id = later.edit_id
     WHERE own.edit_id = ? AND own.table_name = 'annotation' AND edit.undone_at IS NULL LIMIT 1`,
  )
  const find = (statement: Statement, values: object) => (statement.get(values) as EditRow | undefined) ?? null

  return {
    nextUndo: ({ imageId }: EditScope): EditRow | null => {
      if (imageId === undefined) return find(undoAll, {})
      const own = (newestOfImage.pluck().get({ imageId }) as number | null) ?? 0
      const shared = (newestTouching.pluck().get({ imageId }) as number | undefined) ?? 0
      return (byId.get(Math.max(own, shared)) as EditRow | undefined) ?? null
    },
    nextRedo: ({ imageId }: EditScope): EditRow | null =>
      imageId === undefined ? find(redoAll, {}) : find(redoOfImage, { imageId }),
    /** Whether a later step changed a box that this one made or changed. */
    isBuiltUpon: (editId: number): boolean => laterChange.get(editId) !== undefined,
  }
}

function historyReader(db: Database) {
  const paged = (condition: string) =>
    db.prepare(
      `SELECT ${entryColumns} FROM edit WHERE (@before IS NULL OR id < @before) AND ${condition} ORDER BY id DESC LIMIT @limit`,
    )
  const all = paged('1')
  const inImage = paged(ofImage)
  const one = db.prepare(`SELECT ${entryColumns} FROM edit WHERE id = ?`)
  const toEntry = (row: unknown): HistoryEntry => {
    const found = row as HistoryEntry & { readonly isUndone: unknown }
    return { ...found, isUndone: (found.isUndone as unknown as number) === 1 }
  }
  return {
    list: ({ imageId, before, limit }: EditScope & { readonly before?: number | undefined; readonly limit: number }) =>
      (imageId === undefined ? all : inImage)
        .all({ limit, before: before ?? null, ...(imageId !== undefined && { imageId }) })
        .map(toEntry),
    entry: (id: number): HistoryEntry => {
      const row = one.get(id)
      if (!row) throw new BoxwrightError('not-found', `The history has no step ${id} any more.`)
      return toEntry(row)
    },
  }
}

type Swapped = { readonly imageIds: ReadonlySet<number>; readonly touchesCategories: boolean }

/** Swaps table and log for one edit; `undoneAt` null means redo. */
function editToggler(
  db: Database,
  rows: RowWriter,
  setSaved: (time: number) => void,
): (edit: EditRow, undoneAt: number | null) => ToggledEdit {
  const changesOf = db.prepare(
    'SELECT position, table_name, row_id, action, content FROM edit_change WHERE edit_id = ? ORDER BY position',
  )
  const storeSwapped = db.prepare('UPDATE edit_change SET action = ?, content = ? WHERE edit_id = ? AND position = ?')
  const setUndone = db.prepare('UPDATE edit SET undone_at = ? WHERE id = ?')
  const order = stepOrder(db)

  const toggle = db.transaction((edit: EditRow, undoneAt: number | null): Swapped => {
    const isBlocked = undoneAt === null ? order.waitsForAnother : order.isBuiltUpon
    if (edit.imageId === null && isBlocked(edit.id)) throw outOfOrder()
    const imageIds = new Set<number>(edit.imageId === null ? [] : [edit.imageId])
    const changes = changesOf.all(edit.id) as ChangeRow[]
    if (undoneAt !== null) changes.reverse()
    for (const change of changes) {
      const { action, content } = swap(rows, change, imageIds)
      storeSwapped.run(action, content, edit.id, change.position)
    }
    setUndone.run(undoneAt, edit.id)
    setSaved(Date.now())
    return { imageIds, touchesCategories: changes.some((change) => change.table_name === 'category') }
  })

  return (edit, undoneAt) => {
    try {
      const { imageIds, touchesCategories } = toggle(edit, undoneAt)
      return { ...edit, touchesCategories, imageIds: imageIds.size > longestImageList ? null : [...imageIds] }
    } catch (error) {
      // Steps of one image may be taken out of the project's order; what then breaks a rule of the tables is refused whole.
      if (error instanceof SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')) throw outOfOrder()
      if (error instanceof BoxwrightError && error.code === 'conflict') throw outOfOrder()
      throw error
    }
  }
}

function outOfOrder(): BoxwrightError {
  return new BoxwrightError(
    'conflict',
    'This step depends on a later or an undone one. Undo or redo the steps of the whole project instead.',
  )
}

const hasImage = (table: LoggedTable): table is TableOfImages =>
  table === 'annotation' || table === 'decision' || table === 'proposal'

/** Applies one logged change and returns what turns it back. Notes the images whose rows or boxes it touched. */
function swap(
  rows: RowWriter,
  change: ChangeRow,
  imageIds: Set<number>,
): { action: ChangeRow['action']; content: string | null } {
  const { table_name: table, row_id: id, action } = change
  const note = (row: Row) => {
    if (hasImage(table)) imageIds.add(row.image_id as number)
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
  note(hasImage(table) ? { image_id: rows.imageOf(table, id) } : former)
  return { action: 'update', content: JSON.stringify(former) }
}
