/** Takes a logged step back or brings it back: table and log swap what they hold, change by change. */
import { type Database, SqliteError } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'
import { longestImageList } from './edits.ts'
import type { EditRow, HistoryTools, ToggledEdit } from './history.ts'
import type { LongStep } from './longStep.ts'
import { stepOrder } from './stepOrder.ts'
import { type ChangeRow, swapChange } from './swapChange.ts'
import { unhurried } from './unhurried.ts'

/** Pauses between the pieces of a long step; a short one has none. */
export type Toggling<Result> = Generator<void, Result>

/** A step of more changes is turned in pieces of so many, each well within a tenth of a second. */
export const changesAtOnce = 2000

type CutOff = Extract<LongStep, { kind: 'toggle' }>
type Place = { position: number; readonly end: number }

export function editToggler(db: Database, tools: HistoryTools) {
  const lengthOf = db.prepare('SELECT coalesce(max(position) + 1, 0) FROM edit_change WHERE edit_id = ?').pluck()
  const hasCategories = db
    .prepare("SELECT EXISTS (SELECT 1 FROM edit_change WHERE edit_id = ? AND table_name = 'category')")
    .pluck()
  const order = stepOrder(db)
  const swapper = changeSwapper(db, tools)
  const long = longToggler(db, tools, swapper)

  function* swapAll(edit: EditRow, undoneAt: number | null, imageIds: Set<number>): Toggling<void> {
    const length = lengthOf.get(edit.id) as number
    if (length > changesAtOnce) return yield* long.turn(edit, undoneAt, { length, imageIds })
    db.transaction(() => {
      if (undoneAt === null) swapper.swapBetween(edit.id, 0, length, imageIds)
      else swapper.swapBetween(edit.id, length, 0, imageIds)
      swapper.finish(edit.id, undoneAt)
    })()
  }

  /** `undoneAt` null means redo. */
  function* turn(edit: EditRow, undoneAt: number | null): Toggling<ToggledEdit> {
    const isBlocked = undoneAt === null ? order.waitsForAnother : order.isBuiltUpon
    if (edit.imageId === null && isBlocked(edit.id)) throw outOfOrder()
    const imageIds = new Set<number>(edit.imageId === null ? [] : [edit.imageId])
    try {
      yield* swapAll(edit, undoneAt, imageIds)
    } catch (error) {
      // Steps of one image may be taken out of the project's order; what then breaks a rule of the tables is refused whole.
      if (error instanceof SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')) throw outOfOrder()
      if (error instanceof BoxwrightError && error.code === 'conflict') throw outOfOrder()
      throw error
    }
    const touchesCategories = hasCategories.get(edit.id) === 1
    return { ...edit, touchesCategories, imageIds: imageIds.size > longestImageList ? null : [...imageIds] }
  }

  /** Goes on where a crash cut a long step off. */
  const resume = (cutOff: CutOff): Toggling<void> => {
    const end = cutOff.undoneAt === null ? (lengthOf.get(cutOff.editId) as number) : 0
    return long.turnInPieces(cutOff, { position: cutOff.position, end }, new Set())
  }

  return { turn, resume }
}

type Swapper = ReturnType<typeof changeSwapper>

function changeSwapper(db: Database, { rows, setSaved }: HistoryTools) {
  const rangeOf = db.prepare(
    `SELECT position, table_name, row_id, action, content FROM edit_change
     WHERE edit_id = ? AND position >= ? AND position < ? ORDER BY position`,
  )
  const storeSwapped = db.prepare('UPDATE edit_change SET action = ?, content = ? WHERE edit_id = ? AND position = ?')
  const setUndone = db.prepare('UPDATE edit SET undone_at = ? WHERE id = ?')
  return {
    /** All changes between two positions, forwards or backwards. */
    swapBetween: (editId: number, from: number, to: number, imageIds: Set<number>): void => {
      const changes = rangeOf.all(editId, Math.min(from, to), Math.max(from, to)) as ChangeRow[]
      if (to < from) changes.reverse()
      for (const change of changes) {
        const { action, content } = swapChange(rows, change, imageIds)
        storeSwapped.run(action, content, editId, change.position)
      }
    },
    finish: (editId: number, undoneAt: number | null): void => {
      setUndone.run(undoneAt, editId)
      setSaved(Date.now())
    },
  }
}

type LongTurn = { readonly length: number; readonly imageIds: Set<number> }

function longToggler(db: Database, { steps }: HistoryTools, { swapBetween, finish }: Swapper) {
  const undoneOf = db.prepare('SELECT undone_at FROM edit WHERE id = ?').pluck()

  /** @param place moves along, so that one knows how far it came when a piece fails */
  function* turnInPieces({ editId, undoneAt }: CutOff, place: Place, imageIds: Set<number>): Toggling<void> {
    const turnPiece = unhurried(db, (position: number, next: number) => {
      swapBetween(editId, position, next, imageIds)
      steps.note({ kind: 'toggle', editId, undoneAt, position: next })
    })
    for (; place.position !== place.end; yield) {
      const { position, end } = place
      const next = end < position ? Math.max(end, position - changesAtOnce) : Math.min(end, position + changesAtOnce)
      turnPiece(position, next)
      place.position = next
    }
    db.transaction(() => {
      finish(editId, undoneAt)
      steps.forget()
    })()
  }

  function* turn({ id: editId }: EditRow, undoneAt: number | null, { length, imageIds }: LongTurn): Toggling<void> {
    const [start, end] = undoneAt === null ? [0, length] : [length, 0]
    const step: CutOff = { kind: 'toggle', editId, undoneAt, position: start }
    const former = undoneOf.get(editId) as number | null
    const place = { position: start, end }
    steps.note(step)
    steps.begin()
    try {
      yield* turnInPieces(step, place, imageIds)
      steps.end()
    } catch (error) {
      yield* turnBack({ ...step, undoneAt: former }, { position: place.position, end: start }, error)
      throw error
    }
  }

  function* turnBack(step: CutOff, place: Place, reason: unknown): Toggling<void> {
    try {
      yield* turnInPieces(step, place, new Set())
      steps.end()
    } catch {
      // The file says how far it came, and is mended when it is opened again.
      steps.fail(reason)
    }
  }

  return { turn, turnInPieces }
}

export function outOfOrder(): BoxwrightError {
  return new BoxwrightError(
    'conflict',
    'This step depends on a later or an undone one. Undo or redo the steps of the whole project instead.',
  )
}
