/** The classes. Their ids are permanent; `position` is their place in exported class lists. */
import type { Database } from 'better-sqlite3'
import { nextCategoryColor } from '../../../shared/categoryColors.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Category } from '../../../shared/model.ts'
import { nextIdOf } from './nextId.ts'

export type CountedCategory = Category & { readonly annotationCount: number }
export type CategoryStore = ReturnType<typeof categoryStore>

export function categoryStore(db: Database) {
  const list = db.prepare('SELECT id, name, color, hotkey, position FROM category ORDER BY position, id')
  const counted = db.prepare(
    'SELECT id, name, color, hotkey, position, annotation_count AS annotationCount FROM category ORDER BY position, id',
  )
  const one = db.prepare('SELECT id, name, color, hotkey, position FROM category WHERE id = ?')
  const nextId = nextIdOf(db, 'category')

  const get = (id: number): Category => {
    const row = one.get(id) as Category | undefined
    if (!row) throw new BoxwrightError('not-found', `The project has no class ${id}.`)
    return row
  }
  const listAll = () => list.all() as Category[]

  return {
    list: listAll,
    listCounted: () => counted.all() as CountedCategory[],
    get,
    /** A class that is not stored yet: next id and place, a colour far from those in use, the next free digit. */
    draft: (name: string, color: string | undefined, drafted: readonly Category[] = []): Category => {
      const present = [...listAll(), ...drafted]
      const digits = '1234567890'.split('')
      return {
        id: Math.max(nextId(), ...present.map((category) => category.id + 1)),
        name: name.normalize('NFC'),
        color: color ?? nextCategoryColor(present.map((category) => category.color)),
        hotkey: digits.find((digit) => present.every((category) => category.hotkey !== digit)) ?? null,
        position: Math.max(-1, ...present.map((category) => category.position)) + 1,
      }
    },
  }
}
