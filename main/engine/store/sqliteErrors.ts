/** What SQLite's error codes mean to a user. */
import { SqliteError } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'

/** The ways in which SQLite says that a file could not grow. */
const cannotGrow = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_TRUNCATE', 'SQLITE_IOERR_SHMSIZE'])

export function explainSqliteError(error: unknown, path: string): unknown {
  if (!(error instanceof SqliteError)) return error
  const code = error.code
  if (code.startsWith('SQLITE_NOTADB')) {
    return new BoxwrightError('project-foreign', `${path} is not a Boxwright project. It was left as it is.`, { path })
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new BoxwrightError(
      'project-damaged',
      `${path} is damaged (${error.message}). Restore it from a backup; the file was left as it is.`,
      { path },
    )
  }
  if (cannotGrow.has(code)) return diskFull(path)
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM')) {
    return new BoxwrightError(
      'folder-not-writable',
      `${path} cannot be written. Check the rights of the file and its folder.`,
      {
        path,
      },
    )
  }
  return error
}

/** The same, when the system says it of a file beside the project: no space, no share of it left, no larger file allowed. */
export function explainSystemError(error: unknown, path: string): unknown {
  const isFull = error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT|EFBIG)$/.test(String(error.code))
  return isFull ? diskFull(path) : error
}

function diskFull(path: string): BoxwrightError {
  return new BoxwrightError('disk-full', `The disk of ${path} is full. Free some space and repeat the last step.`, {
    path,
  })
}
