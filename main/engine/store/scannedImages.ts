/** What the scan of a folder writes about its images: their files, their headers, and which of them are missing. */
import type { Database } from 'better-sqlite3'
import { type Encoding, missingReason } from '../../../shared/model.ts'
import type { ImageFile } from './images.ts'
import { naturalSortKey } from './naturalSortKey.ts'
import { unhurried } from './unhurried.ts'

export type ScannedImage = {
  readonly rootId: number
  readonly path: string
  readonly bytes: number
  readonly modifiedAt: number
}

/** An image of the project as the scan compares it with the folder. */
export type KnownFile = {
  readonly id: number
  readonly path: string
  readonly bytes: number
  readonly modifiedAt: number
  readonly error: string | null
  readonly fingerprint: string | null
}

/** What the header of an image file says, or why it could not be read. */
export type ImageHeader =
  | {
      readonly kind: 'sound'
      readonly rawWidth: number
      readonly rawHeight: number
      readonly orientation: number
      readonly encoding: Encoding
      readonly fingerprint?: string
    }
  | { readonly kind: 'broken'; readonly reason: string }

export type KnownPage = {
  readonly rootId: number
  /** A folder with `/` at its end, or the empty text for all. */
  readonly within: string
  /** Paths after this one. */
  readonly after: string
  readonly limit: number
}

export function scannedImages(db: Database) {
  return { ...fileStatements(db), ...headerStatements(db), moveTo: moveStatement(db) }
}

function fileStatements(db: Database) {
  const known = db.prepare(
    `SELECT id, path, bytes, modified_at AS modifiedAt, error, content_hash AS fingerprint FROM image
     WHERE root_id = @rootId AND path > @after AND path >= @within AND path < @end ORDER BY path LIMIT @limit`,
  )
  const some = db.prepare(
    `SELECT id, path, bytes, modified_at AS modifiedAt, error, content_hash AS fingerprint FROM image
     WHERE id IN (SELECT value FROM json_each(?))`,
  )
  const insert = db.prepare(
    `INSERT INTO image (root_id, path, sort_key, bytes, modified_at) VALUES (@rootId, @path, @sortKey, @bytes, @modifiedAt)`,
  )
  const touch = db.prepare(
    'UPDATE image SET bytes = @bytes, modified_at = @modifiedAt, width = NULL, height = NULL, encoding = NULL, error = NULL WHERE id = @id',
  )
  const setMissing = db.prepare('UPDATE image SET error = ? WHERE id = ?')
  return {
    /** In the order of their paths. */
    knownFiles: ({ within, ...page }: KnownPage) => known.all({ ...page, within, end: endOf(within) }) as KnownFile[],
    someFiles: (ids: readonly number[]) => some.all(JSON.stringify(ids)) as KnownFile[],
    /** @returns the ids, in the order given */
    addScanned: unhurried(db, (images: readonly ScannedImage[]): number[] =>
      images.map((image) => Number(insert.run({ ...image, sortKey: naturalSortKey(image.path) }).lastInsertRowid)),
    ),
    /** The files changed since they were seen: their headers are read again. */
    markChanged: unhurried(db, (files: readonly Pick<KnownFile, 'id' | 'bytes' | 'modifiedAt'>[]): void => {
      for (const { id, bytes, modifiedAt } of files) touch.run({ id, bytes, modifiedAt })
    }),
    /** The files are gone; the images and their boxes stay, and come back with the files. */
    markMissing: unhurried(db, (ids: readonly number[]): void => {
      for (const id of ids) setMissing.run(missingReason, id)
    }),
  }
}

/** The first path that cannot begin with the folder's: its `/` replaced by the next letter, which is 0. */
const endOf = (within: string): string => (within === '' ? '\u{10ffff}' : `${within.slice(0, -1)}0`)

function headerStatements(db: Database) {
  const pending = db.prepare(
    `SELECT image.id, root.path AS rootPath, image.path, modified_at AS modifiedAt, encoding
     FROM image JOIN root ON root.id = root_id WHERE root_id = ? AND encoding IS NULL AND error IS NULL ORDER BY sort_key LIMIT ?`,
  )
  const setSound = db.prepare(
    `UPDATE image SET raw_width = @rawWidth, raw_height = @rawHeight, orientation = @orientation,
     width = @width, height = @height, encoding = @encoding, content_hash = @fingerprint WHERE id = @id`,
  )
  const setBroken = db.prepare('UPDATE image SET error = ?, width = NULL, height = NULL WHERE id = ?')
  return {
    withoutHeader: (rootId: number, limit: number) => pending.all(rootId, limit) as ImageFile[],
    setHeaders: unhurried(db, (headers: readonly { readonly id: number; readonly header: ImageHeader }[]): void => {
      for (const { id, header } of headers) {
        if (header.kind === 'broken') {
          setBroken.run(header.reason, id)
          continue
        }
        const { rawWidth, rawHeight, orientation, encoding, fingerprint = null } = header
        const isTurned = orientation >= 5
        setSound.run({
          id,
          rawWidth,
          rawHeight,
          orientation,
          width: isTurned ? rawHeight : rawWidth,
          height: isTurned ? rawWidth : rawHeight,
          encoding: JSON.stringify(encoding),
          fingerprint,
        })
      }
    }),
  }
}

function moveStatement(db: Database) {
  const isUntouched = db
    .prepare(
      `SELECT count(*) FROM image WHERE id = ? AND annotation_count = 0 AND review IS NULL AND split IS NULL
       AND NOT EXISTS (SELECT 1 FROM proposal WHERE image_id = image.id)`,
    )
    .pluck()
  const forgetLook = db.prepare('DELETE FROM image_likeness WHERE image_id = ?')
  const read = db.prepare(
    `SELECT path, sort_key, raw_width, raw_height, orientation, width, height, bytes, modified_at, content_hash, encoding, error
     FROM image WHERE id = ?`,
  )
  const remove = db.prepare('DELETE FROM image WHERE id = ?')
  const write = db.prepare(
    `UPDATE image SET path = @path, sort_key = @sort_key, raw_width = @raw_width, raw_height = @raw_height,
     orientation = @orientation, width = @width, height = @height, bytes = @bytes, modified_at = @modified_at,
     content_hash = @content_hash, encoding = @encoding, error = @error WHERE id = @id`,
  )
  /**
   * A missing image is the one that was just found under another path: it gets the file, and the new row goes.
   * @returns false when someone has worked on the new row already
   */
  return db.transaction((missingId: number, foundId: number): boolean => {
    if (isUntouched.get(foundId) !== 1) return false
    const file = read.get(foundId) as object
    forgetLook.run(foundId)
    remove.run(foundId)
    write.run({ ...file, id: missingId })
    return true
  })
}
