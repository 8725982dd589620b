/** What label files hold beyond the model: of whole documents in rows of their own, of images in their `extras`. */
import type { Database } from 'better-sqlite3'
import type { JsonObject } from '../../../shared/model.ts'
import { nextIdOf } from './nextId.ts'
import type { Row } from './rowWriter.ts'

/** A document that labels came from; `content` is what its format needs to write it again. */
export type StoredSource = {
  readonly id: number
  readonly format: string
  readonly key: string
  readonly file: string
  readonly content: JsonObject
}

export type SourceStore = ReturnType<typeof sourceStore>

export function sourceStore(db: Database) {
  const list = db.prepare('SELECT id, format, key, file, content FROM source WHERE format = ? ORDER BY id')
  const has = db.prepare('SELECT 1 FROM source WHERE format = ? AND key = ?').pluck()
  const extrasOf = db.prepare('SELECT extras FROM image WHERE id = ?').pluck()
  return {
    list: (format: string): StoredSource[] =>
      (list.all(format) as (Omit<StoredSource, 'content'> & { content: string })[]).map((row) => ({
        ...row,
        content: JSON.parse(row.content),
      })),
    has: (format: string, key: string): boolean => has.get(format, key) !== undefined,
    nextId: nextIdOf(db, 'source'),
    extrasOfImage: (imageId: number): JsonObject | null => {
      const text = extrasOf.get(imageId) as string | null | undefined
      return text ? JSON.parse(text) : null
    },
  }
}

export function toSourceRow({ content, ...source }: StoredSource): Row & { readonly id: number } {
  return { ...source, content: JSON.stringify(content) }
}
