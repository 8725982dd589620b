/** Writes a step of very many changes in pieces; see longStep.ts. All of it is written in the end, or nothing. */
import { setImmediate } from 'node:timers/promises'
import type { Database, Statement } from 'better-sqlite3'
import type { EditKind } from '../../../shared/api.ts'
import type { EditLog, EditResult, EditWriter, Step } from './edits.ts'
import { inPieces, type LongSteps } from './longStep.ts'
import type { RowWriter } from './rowWriter.ts'
import { type ChangeRow, swapChange } from './swapChange.ts'
import { changesAtOnce } from './toggleStep.ts'
import { unhurried } from './unhurried.ts'

type Tools = {
  readonly author: string
  readonly rows: RowWriter
  readonly steps: LongSteps
  readonly begin: (step: { kind: EditKind; imageId: null; author: string; now: number }) => number
  readonly writerFor: (editId: number) => EditLog
  readonly settle: (log: EditLog, step: Step) => void
  readonly setChangeCount: Statement
  readonly setSaved: (time: number) => void
}

export type LongEdit = {
  /** Each writes what belongs together: all that the step changes of an image, and what the others refer to first. */
  readonly pieces: Iterable<(writer: EditWriter) => void>
  readonly signal: AbortSignal
}

export function longWriter(db: Database, tools: Tools) {
  const { steps, settle, setChangeCount, setSaved } = tools
  const takeBack = stepRemover(db, tools)

  async function undo(editId: number, reason: unknown): Promise<void> {
    try {
      await inPieces(takeBack(editId))
      steps.end()
    } catch {
      // Where not even that can be written the file says so, and is mended when it is opened again.
      steps.fail(reason)
    }
  }

  const note = db.transaction((kind: EditKind, now: number): number => {
    const editId = tools.begin({ kind, imageId: null, author: tools.author, now })
    steps.note({ kind: 'write', editId })
    return editId
  })
  const begin = (kind: EditKind): { readonly editId: number; readonly now: number } => {
    const now = Date.now()
    const editId = note(kind, now)
    steps.begin()
    return { editId, now }
  }

  /** @throws what the signal was aborted for, when nothing is left of it */
  async function run(kind: EditKind, { pieces, signal }: LongEdit): Promise<EditResult> {
    const { editId, now } = await steps.inTurn(() => begin(kind))
    const log = tools.writerFor(editId)
    const write = unhurried(db, (piece: (writer: EditWriter) => void) => {
      log.nextPiece()
      piece(log.writer)
      settle(log, { kind, imageId: null, editId })
    })
    try {
      for (const piece of pieces) {
        signal.throwIfAborted()
        write(piece)
        await setImmediate()
      }
      db.transaction(() => {
        setChangeCount.run(log.changeCount(), editId)
        setSaved(now)
        steps.forget()
      })()
    } catch (error) {
      await undo(editId, error)
      throw error
    }
    steps.end()
    return { savedAt: now, imageIds: null }
  }

  return { run, takeBack }
}

/** Piece by piece from the end, so that a crash meanwhile leaves a shorter step to be taken back. */
function stepRemover(db: Database, { rows, steps }: Tools): (editId: number) => Generator<void, void> {
  const lastOf = db.prepare(
    'SELECT position, table_name, row_id, action, content FROM edit_change WHERE edit_id = ? ORDER BY position DESC LIMIT ?',
  )
  const forgetFrom = db.prepare('DELETE FROM edit_change WHERE edit_id = ? AND position >= ?')
  const forgetEdit = db.prepare('DELETE FROM edit WHERE id = ?')
  return function* takeBack(editId) {
    for (;;) {
      const changes = lastOf.all(editId, changesAtOnce) as ChangeRow[]
      const first = changes.at(-1)
      if (!first) break
      db.transaction(() => {
        for (const change of changes) swapChange(rows, change, new Set())
        forgetFrom.run(editId, first.position)
      })()
      yield
    }
    db.transaction(() => {
      forgetEdit.run(editId)
      steps.forget()
    })()
  }
}
