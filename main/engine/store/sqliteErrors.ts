/** What SQLite's error codes mean to a user. */
import { SqliteError } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'

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
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_WRITE') {
    return new BoxwrightError('disk-full', `The disk of ${path} is full. Free some space and repeat the last step.`, {
      path,
    })
  }
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
