/** Steps back and forth in the edit log, in one image or in the whole project, and what the log tells about them. */
import type { Database, Statement } from 'better-sqlite3'
import type { EditKind, HistoryEntry } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { atOnce, inPieces, type LongSteps } from './longStep.ts'
import type { RowWriter } from './rowWriter.ts'
import { editToggler, outOfOrder, type Toggling } from './toggleStep.ts'

/** Without an image: the whole project. */
export type EditScope = { readonly imageId?: number | undefined }
export type EditRow = { readonly id: number; readonly kind: EditKind; readonly imageId: number | null }
/** `imageIds` is null when there are too many to name. */
export type ToggledEdit = EditRow & {
  readonly imageIds: readonly number[] | null
  readonly touchesCategories: boolean
}

// Labels that a step hid stay hidden from whoever labels the image: such a step ends the history of the image, both ways.
const hidesLabels = (edit: EditRow | null): boolean => edit?.kind === 'control'

// Undo within an image also meets the steps over several images that reached it, or it would turn steps back out of order.
const ofImage =
  '(image_id = @imageId OR (image_id IS NULL AND id IN (SELECT edit_id FROM touched_image WHERE image_id = @imageId)))'
const entryColumns =
  'id, kind, image_id AS imageId, change_count AS changes, created_at AS at, author, undone_at IS NOT NULL AS isUndone'

export type HistoryTools = {
  readonly rows: RowWriter
  readonly steps: LongSteps
  readonly setSaved: (time: number) => void
}

export function historyStore(db: Database, tools: HistoryTools) {
  const step = stepFinder(db)
  const toggle = editToggler(db, tools)
  const newestUndone = db.prepare('SELECT max(undone_at) FROM edit WHERE undone_at IS NOT NULL').pluck()
  // Two steps undone within a millisecond still need an order.
  const undoTime = () => Math.max(Date.now(), ((newestUndone.get() as number | null) ?? 0) + 1)

  function* undo(scope: EditScope): Toggling<ToggledEdit | null> {
    tools.steps.refuseOthers()
    const edit = step.nextUndo(scope)
    // Taken back from one image, a step over several may be the ground of later ones in the others.
    if (scope.imageId !== undefined && edit?.imageId === null && step.isBuiltUpon(edit.id)) throw outOfOrder()
    return edit && (yield* toggle.turn(edit, undoTime()))
  }
  function* redo(scope: EditScope): Toggling<ToggledEdit | null> {
    tools.steps.refuseOthers()
    const edit = step.nextRedo(scope)
    return edit && (yield* toggle.turn(edit, null))
  }

  return {
    peekUndo: step.nextUndo,
    peekRedo: step.nextRedo,
    undo: (scope: EditScope) => atOnce(undo(scope)),
    redo: (scope: EditScope) => atOnce(redo(scope)),
    /** With time for other calls in between when the step is long. */
    undoInPieces: (scope: EditScope) => inPieces(undo(scope)),
    redoInPieces: (scope: EditScope) => inPieces(redo(scope)),
    resume: toggle.resume,
    ...historyReader(db),
  }
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
      const edit = (byId.get(Math.max(own, shared)) as EditRow | undefined) ?? null
      return hidesLabels(edit) ? null : edit
    },
    nextRedo: ({ imageId }: EditScope): EditRow | null => {
      if (imageId === undefined) return find(redoAll, {})
      const edit = find(redoOfImage, { imageId })
      return hidesLabels(edit) ? null : edit
    },
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
  const inImage = paged(`kind <> 'control' AND ${ofImage}`)
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
    /** False for a step that was taken back, or was so and then forgotten. */
    isInForce: (id: number): boolean => {
      const row = one.get(id)
      return row !== undefined && !toEntry(row).isUndone
    },
  }
}
