import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../../main/engine/store/migrations.ts'
import { applicationId, createProjectFile, openProjectFile } from '../../../main/engine/store/projectFile.ts'
import { openStore } from '../../../main/engine/store/store.ts'
import { projectFolder } from '../../support/sourceFiles.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const newest = migrations.length
const newFile = () => join(temporaryFolder(), 'a.boxwright')
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
  return 'no error'
}

describe('project file', () => {
  it('says what it is: application id, version, write-ahead log', () => {
    const { db, close } = createProjectFile(newFile())
    expect(db.pragma('application_id', { simple: true })).toBe(applicationId)
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    close()
  })

  it('is never overwritten by a new one', () => {
    const path = newFile()
    writeFileSync(path, 'mine')
    expect(codeOf(() => createProjectFile(path))).toBe('project-exists')
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })

  it('that is missing, or a folder, is refused by name', () => {
    const path = newFile()
    expect(codeOf(() => openProjectFile(path))).toBe('project-not-found')
    mkdirSync(path)
    expect(codeOf(() => openProjectFile(path))).toBe('project-not-found')
  })

  it('of another program is refused and left as it is, database or not', () => {
    const [text, foreign] = [newFile(), newFile()]
    writeFileSync(text, 'this is no database at all, only some words')
    new Database(foreign).exec('CREATE TABLE t (a); PRAGMA user_version = 7').close()
    const before = readFileSync(foreign)
    expect(codeOf(() => openProjectFile(text))).toBe('project-foreign')
    expect(codeOf(() => openProjectFile(foreign))).toBe('project-foreign')
    expect(readFileSync(foreign)).toEqual(before)
    expect(existsSync(`${foreign}-wal`)).toBe(false)
  })

  it('from a newer version is refused and left as it is', () => {
    const path = newFile()
    const { db, close } = createProjectFile(path)
    db.pragma('user_version = 99')
    close()
    const before = readFileSync(path)
    expect(codeOf(() => openProjectFile(path))).toBe('project-newer')
    expect(readFileSync(path)).toEqual(before)
  })

  it('is copied before it is migrated, and the copy is the former version', () => {
    const path = newFile()
    createProjectFile(path).close()
    const next = {
      version: newest + 1,
      name: 'test',
      up: (db: Database.Database) => db.exec('ALTER TABLE root ADD COLUMN test TEXT'),
    }
    const { db, close } = openProjectFile(path, [...migrations, next])
    expect(db.pragma('user_version', { simple: true })).toBe(newest + 1)
    close()
    const backup = new Database(`${path}.backup-version-${newest}`, { readonly: true })
    expect(backup.pragma('user_version', { simple: true })).toBe(newest)
    expect(backup.pragma('integrity_check', { simple: true })).toBe('ok')
    backup.close()
  })

  it('keeps its version when a migration fails', () => {
    const path = newFile()
    createProjectFile(path).close()
    const broken = {
      version: newest + 1,
      name: 'test',
      up: (db: Database.Database) => {
        db.exec('ALTER TABLE root ADD COLUMN test TEXT')
        throw new Error('half way')
      },
    }
    expect(() => openProjectFile(path, [...migrations, broken])).toThrow('half way')
    const { db, close } = openProjectFile(path)
    expect(db.pragma('user_version', { simple: true })).toBe(newest)
    expect(db.pragma('table_info(root)')).toHaveLength(3)
    close()
  })

  it('in a folder that cannot be written is refused with the remedy', () => {
    expect(codeOf(() => createProjectFile('/proc/nothing/a.boxwright'))).toBe('folder-not-writable')
  })
})

describe('one writer at a time', () => {
  it('a second opening is refused until the first closes', () => {
    const path = newFile()
    const first = createProjectFile(path)
    expect(codeOf(() => openProjectFile(path))).toBe('project-in-use')
    first.close()
    openProjectFile(path).close()
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  it('another process is refused and told who has it; killing the holder frees it', async () => {
    const path = newFile()
    createProjectFile(path).close()
    const holder = spawn(process.execPath, ['--input-type=module', '-e', holdScript(path)], { cwd: projectFolder })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    expect(() => openProjectFile(path)).toThrow(`process ${holder.pid} on`)
    holder.kill('SIGKILL')
    await new Promise((resolve) => holder.once('exit', resolve))
    openProjectFile(path).close()
  })
})

function holdScript(path: string): string {
  const store = JSON.stringify(join(projectFolder, 'main/engine/store/store.ts'))
  return `import { openStore } from ${store}; openStore(${JSON.stringify(path)}); console.log('open'); setInterval(() => {}, 1000)`
}

describe('a killed process', () => {
  it('loses no answered edit and leaves a sound file', async () => {
    const path = newFile()
    createProjectFile(path).close()
    const editing = spawn(process.execPath, [join(projectFolder, 'test/support/editForever.ts'), path])
    let answered = 0
    await new Promise<void>((resolve) => {
      editing.stdout.on('data', (text: Buffer) => {
        answered = Number(text.toString().trim().split('\n').at(-1))
        if (answered >= 150) resolve()
      })
    })
    editing.kill('SIGKILL')
    await new Promise((resolve) => editing.once('exit', resolve))
    const copy = join(temporaryFolder(), 'copy.boxwright')
    for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix)
    const store = openStore(copy)
    expect(store.annotations.ofImage(store.images.ids('')[0]!).length).toBeGreaterThanOrEqual(answered)
    store.close()
    const db = new Database(copy)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })
})
