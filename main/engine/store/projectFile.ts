/** Creates and opens the SQLite file of a project: one writer, known format, migrated after a backup. */
import { existsSync, rmSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'
import { type Migration, migrate, migrations as releasedMigrations } from './migrations.ts'
import { lockProject, type ProjectLock } from './projectLock.ts'
import { explainSqliteError, explainSystemError } from './sqliteErrors.ts'

/** "BXWT", so that `file` and other programs can tell a project from any other SQLite file. */
export const applicationId = 0x42585754

export type ProjectFile = { readonly db: Database.Database; readonly path: string; readonly close: () => void }

export function createProjectFile(path: string): ProjectFile {
  if (existsSync(path)) {
    throw new BoxwrightError('project-exists', `${path} already exists. Open it, or choose another name.`, { path })
  }
  return withLock(path, (lock) => {
    try {
      return prepare(path, lock, { isNew: true, migrations: releasedMigrations })
    } catch (error) {
      for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
      throw error
    }
  })
}

export function openProjectFile(path: string, migrations: readonly Migration[] = releasedMigrations): ProjectFile {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new BoxwrightError(
      'project-not-found',
      `There is no project file ${path}. It may have been moved or renamed.`,
      { path },
    )
  }
  return withLock(path, (lock) => prepare(path, lock, { isNew: false, migrations }))
}

function withLock(path: string, open: (lock: ProjectLock) => ProjectFile): ProjectFile {
  let lock: ProjectLock | null = null
  try {
    lock = lockProject(path)
    return open(lock)
  } catch (error) {
    lock?.release()
    throw explainSystemError(explainSqliteError(error, path), path)
  }
}

type Preparation = { readonly isNew: boolean; readonly migrations: readonly Migration[] }

function prepare(path: string, lock: ProjectLock, { isNew, migrations }: Preparation): ProjectFile {
  const db = new Database(path)
  try {
    if (!isNew) checkFormat(db, path, migrations)
    // WAL: a killed process loses nothing that was answered, and tools can read while the engine writes.
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('busy_timeout = 5000')
    if (isNew) db.pragma(`application_id = ${applicationId}`)
    else backUpBeforeMigrating(db, path, migrations)
    migrate(db, migrations)
  } catch (error) {
    db.close()
    throw error
  }
  return {
    db,
    path,
    close: () => {
      db.close()
      lock.release()
    },
  }
}

function checkFormat(db: Database.Database, path: string, migrations: readonly Migration[]): void {
  const found = db.pragma('application_id', { simple: true })
  if (found !== applicationId) {
    throw new BoxwrightError('project-foreign', `${path} is not a Boxwright project. It was left as it is.`, { path })
  }
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > newestOf(migrations)) {
    throw new BoxwrightError(
      'project-newer',
      `${path} was written by a newer Boxwright (project version ${version}, this one knows ${newestOf(migrations)}). ` +
        'Update Boxwright to open it; the file was left as it is.',
      { path, version },
    )
  }
}

function backUpBeforeMigrating(db: Database.Database, path: string, migrations: readonly Migration[]): void {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version === newestOf(migrations)) return
  const backup = `${path}.backup-version-${version}`
  // An older backup of the same version is from an attempt that did not succeed: the file is still as it was then.
  rmSync(backup, { force: true })
  db.prepare('VACUUM INTO ?').run(backup)
}

function newestOf(migrations: readonly Migration[]): number {
  return Math.max(...migrations.map((migration) => migration.version))
}

export function projectNameOf(path: string): string {
  return basename(path).replace(/\.boxwright$/i, '')
}
