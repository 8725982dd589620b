/**
 * The versions of the project file, oldest first. A released migration is never edited: files of that version exist.
 * Each runs in one transaction together with the new `user_version`, so a file is never between two versions.
 */
import type { Database } from 'better-sqlite3'
import { eighthSchema } from './eighthSchema.ts'
import { eleventhSchema } from './eleventhSchema.ts'
import { fifthSchema } from './fifthSchema.ts'
import { firstSchema } from './firstSchema.ts'
import { fourthSchema } from './fourthSchema.ts'
import { ninthSchema } from './ninthSchema.ts'
import { secondSchema } from './secondSchema.ts'
import { seventhSchema } from './seventhSchema.ts'
import { sixthSchema } from './sixthSchema.ts'
import { tenthSchema } from './tenthSchema.ts'
import { thirdSchema } from './thirdSchema.ts'
import { twelfthSchema } from './twelfthSchema.ts'

export type Migration = { readonly version: number; readonly name: string; readonly up: (db: Database) => void }

export const migrations: readonly Migration[] = [
  { version: 1, name: 'first schema', up: (db) => db.exec(firstSchema) },
  { version: 2, name: 'order, review and history', up: (db) => db.exec(secondSchema) },
  { version: 3, name: 'dismissed findings', up: (db) => db.exec(thirdSchema) },
  { version: 4, name: 'copied boxes', up: (db) => db.exec(fourthSchema) },
  { version: 5, name: 'sources of labels', up: (db) => db.exec(fifthSchema) },
  { version: 6, name: 'locked parts and likeness of images', up: (db) => db.exec(sixthSchema) },
  { version: 7, name: 'encodings of images', up: (db) => db.exec(seventhSchema) },
  { version: 8, name: 'folds and decisions', up: (db) => db.exec(eighthSchema) },
  { version: 9, name: 'proposals of models', up: (db) => db.exec(ninthSchema) },
  { version: 10, name: 'searches over settings', up: (db) => db.exec(tenthSchema) },
  { version: 11, name: 'labellings to compare', up: (db) => db.exec(eleventhSchema) },
  { version: 12, name: 'ensembles', up: (db) => db.exec(twelfthSchema) },
]

export function migrate(db: Database, steps: readonly Migration[]): void {
  for (const { version, up } of steps) {
    if (version <= (db.pragma('user_version', { simple: true }) as number)) continue
    db.transaction(() => {
      up(db)
      db.pragma(`user_version = ${version}`)
    })()
  }
}
