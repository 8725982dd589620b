/**
 * A transaction that need not be on the disk before the next one, since what it writes can be found again (a scan) or taken
 * back (a piece of a long step): waiting for the disk after each would keep the calls of the window waiting too. The next
 * edit brings it there with itself.
 */
import type { Database } from 'better-sqlite3'

export function unhurried<Args extends readonly unknown[], Result>(
  db: Database,
  write: (...args: Args) => Result,
): (...args: Args) => Result {
  const transaction = db.transaction((args: Args) => write(...args))
  return (...args) => {
    db.pragma('synchronous = NORMAL')
    try {
      return transaction(args)
    } finally {
      db.pragma('synchronous = FULL')
    }
  }
}
