/**
 * One writer at a time. The lock is an exclusive transaction on an empty database beside the project: the system lets go
 * of it when the process ends in whatever way, so no stale lock can lock a user out, on any platform.
 */
import { closeSync, fstatSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import Database, { SqliteError } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'

export type ProjectLock = { readonly release: () => void }

export function lockProject(path: string): ProjectLock {
  const lockPath = `${path}.lock`
  const holderPath = `${lockPath}.holder`
  for (;;) {
    // Held until the end: its inode cannot be reused, and closing it earlier would drop SQLite's lock (POSIX).
    const handle = openLockFile(lockPath, path)
    let db: Database.Database | null = null
    try {
      db = takeLock(lockPath, holderPath, path)
      if (isStillThere(lockPath, handle)) {
        writeFileSync(holderPath, JSON.stringify({ pid: process.pid, host: hostname() }))
        return { release: releaser(db, handle, [holderPath, lockPath]) }
      }
    } catch (error) {
      db?.close()
      closeSync(handle)
      throw error
    }
    db.close()
    closeSync(handle)
  }
}

function openLockFile(lockPath: string, path: string): number {
  try {
    return openSync(lockPath, 'a')
  } catch (error) {
    throw new BoxwrightError(
      'folder-not-writable',
      `The folder of ${path} does not exist or cannot be written (${(error as Error).message}).`,
      { path },
    )
  }
}

function takeLock(lockPath: string, holderPath: string, path: string): Database.Database {
  const db = new Database(lockPath, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (error) {
    db.close()
    if (!(error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error
    throw new BoxwrightError(
      'project-in-use',
      `${path} is open in another Boxwright${readHolder(holderPath)}. Close it there first, or go on working there.`,
      { path },
    )
  }
}

/** False when the former holder deleted the file between our opening and our locking it: the lock is then worth nothing. */
function isStillThere(lockPath: string, handle: number): boolean {
  const now = statSync(lockPath, { throwIfNoEntry: false })
  return now !== undefined && now.ino === fstatSync(handle).ino
}

function releaser(db: Database.Database, handle: number, paths: readonly string[]): () => void {
  let isReleased = false
  return () => {
    if (isReleased) return
    isReleased = true
    for (const path of paths) removeIfPossible(path)
    db.close()
    closeSync(handle)
    // Windows deletes only closed files.
    if (process.platform === 'win32') for (const path of paths) removeIfPossible(path)
  }
}

function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // A lock file left behind is harmless: only the lock on it counts.
  }
}

function readHolder(holderPath: string): string {
  try {
    const { pid, host } = JSON.parse(readFileSync(holderPath, 'utf8')) as { pid: number; host: string }
    return ` (process ${pid} on ${host})`
  } catch {
    // The holder is only told to be helpful; the refusal stands without it.
    return ''
  }
}
