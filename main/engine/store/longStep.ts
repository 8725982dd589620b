/**
 * Steps too large for one transaction, such as an import of a million boxes or its undo: they are written in pieces with time
 * in between for other calls. Until the last piece no other step is written, and the project file says how far this one
 * is, so that one that a crash cut off is taken back, or brought to its end, when the file is opened again.
 */
import { setImmediate } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'

/** What a piece of work says of the rest; `position` is where the next piece begins. */
export type LongStep =
  | { readonly kind: 'write'; readonly editId: number }
  | { readonly kind: 'toggle'; readonly editId: number; readonly undoneAt: number | null; readonly position: number }

export type LongSteps = ReturnType<typeof longSteps>

const key = 'long_step'
/** Pages of index and table that a large step comes back to, again and again, in KiB; and what is usual. */
const cacheKiB = { long: 65_536, usual: 16_000 }

export function longSteps(db: Database) {
  const read = db.prepare('SELECT value FROM meta WHERE key = ?').pluck()
  const write = db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
  const remove = db.prepare('DELETE FROM meta WHERE key = ?')
  let isOpen = false
  let end = Promise.withResolvers<void>()

  return {
    /** @throws BoxwrightError `step-under-way` while a long step is written */
    refuseOthers: (): void => {
      if (isOpen)
        throw new BoxwrightError('step-under-way', 'A long step is being written: repeat this when it is done.')
    },
    /** Does the work as soon as no long step is being written; of several that wait, none comes into another's. */
    inTurn: async <Result>(work: () => Result): Promise<Result> => {
      while (isOpen) await end.promise
      return work()
    },
    /** Once the file says so (`note`): a step that could not even be noted keeps nobody waiting. */
    begin: (): void => {
      isOpen = true
      end = Promise.withResolvers()
      db.pragma(`cache_size = -${cacheKiB.long}`)
    },
    note: (step: LongStep): void => void write.run(key, JSON.stringify(step)),
    /** Within the transaction of the last piece. */
    forget: (): void => void remove.run(key),
    /** After it, or when all was taken back. */
    end: (): void => {
      isOpen = false
      db.pragma(`cache_size = -${cacheKiB.usual}`)
      end.resolve()
    },
    /** It can neither go on nor be taken back, say on a full disk: nothing else is written before the file is opened again. */
    fail: (error: unknown): void => {
      // Whoever waits is told; nobody may be waiting.
      end.promise.catch(() => {})
      end.reject(error)
    },
    /** What a crash cut off; null when nothing was. */
    cutOff: (): LongStep | null => {
      const text = read.get(key) as string | undefined
      return text === undefined ? null : JSON.parse(text)
    },
  }
}

/** Lets other calls be answered between the pieces. */
export async function inPieces<Result>(pieces: Generator<void, Result>): Promise<Result> {
  for (let piece = pieces.next(); ; piece = pieces.next()) {
    if (piece.done) return piece.value
    await setImmediate()
  }
}

/** All pieces at once. */
export function atOnce<Result>(pieces: Generator<void, Result>): Result {
  for (let piece = pieces.next(); ; piece = pieces.next()) if (piece.done) return piece.value
}
