/** The folders of a project. Images name theirs by id, so a moved folder is linked anew in one row. */
import { existsSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Root } from '../../../shared/model.ts'

export type RootStore = ReturnType<typeof rootStore>

export function rootStore(db: Database) {
  const select = 'SELECT id, path, image_count AS imageCount FROM root'
  const all = db.prepare(`${select} ORDER BY id`)
  const one = db.prepare(`${select} WHERE id = ?`)
  const byPath = db.prepare('SELECT id FROM root WHERE path = ?').pluck()
  const insert = db.prepare('INSERT INTO root (path) VALUES (?)')
  const relink = db.prepare('UPDATE root SET path = ? WHERE id = ?')
  const toRoot = (row: unknown): Root => {
    const found = row as Omit<Root, 'isPresent'>
    return { ...found, isPresent: existsSync(found.path) }
  }

  return {
    list: (): Root[] => all.all().map(toRoot),
    get: (id: number): Root => {
      const row = one.get(id)
      if (!row) throw new BoxwrightError('not-found', `The project has no folder ${id}.`)
      return toRoot(row)
    },
    /** @returns the id of the folder, which may have been in the project before */
    add: (path: string): number => (byPath.get(path) as number | undefined) ?? Number(insert.run(path).lastInsertRowid),
    relink: (id: number, path: string): void => {
      const other = byPath.get(path) as number | undefined
      if (other !== undefined && other !== id) {
        throw new BoxwrightError('conflict', `${path} is already another folder of this project.`, { path })
      }
      relink.run(path, id)
    },
  }
}
