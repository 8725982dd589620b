/** The images of a project: what the scan found, and what people decided about them. */
import type { Database } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'
import {
  type Encoding,
  type Image,
  type ImageState,
  type Review,
  type SplitName,
  stateOfImage,
} from '../../../shared/model.ts'
import { filterSql } from './filterSql.ts'
import { naturalSortKey } from './naturalSortKey.ts'

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
}
export const missingReason = 'the file is not there any more'

/** What the header of an image file says, or why it could not be read. */
export type ImageHeader =
  | {
      readonly kind: 'sound'
      readonly rawWidth: number
      readonly rawHeight: number
      readonly orientation: number
      readonly encoding: Encoding
    }
  | { readonly kind: 'broken'; readonly reason: string }

/** What a job needs of an image to read its file. */
export type ImageFile = {
  readonly id: number
  readonly rootPath: string
  readonly path: string
  readonly modifiedAt: number | null
  /** JSON of its encoding; null until the header was read. */
  readonly encoding: string | null
}

type ImageRow = {
  id: number
  root_id: number
  path: string
  width: number | null
  height: number | null
  orientation: number
  encoding: string | null
  review: Review | null
  split: SplitName | null
  is_split_locked: 0 | 1
  annotation_count: number
  is_changed_since_review: 0 | 1
  note: string
  error: string | null
}

export type ImageStore = ReturnType<typeof imageStore>

export function imageStore(db: Database) {
  return { ...imageQueries(db), ...scanStatements(db), counts: imageCounts(db) }
}

const columns =
  'id, root_id, path, width, height, orientation, encoding, review, split, is_split_locked, annotation_count, is_changed_since_review, note, error'

function imageQueries(db: Database) {
  const toSql = filterSql(db).ofImages
  const one = db.prepare(`SELECT ${columns} FROM image WHERE id = ?`)
  const many = db.prepare(`SELECT ${columns} FROM image WHERE id IN (SELECT value FROM json_each(?))`)
  const file = db.prepare(
    `SELECT image.id, root.path AS rootPath, image.path, modified_at AS modifiedAt, encoding
     FROM image JOIN root ON root.id = root_id WHERE image.id = ?`,
  )
  const bytesOf = db
    .prepare('SELECT coalesce(sum(bytes), 0) FROM image WHERE id IN (SELECT value FROM json_each(?))')
    .pluck()
  const usable = db.prepare(
    `SELECT ${columns} FROM image WHERE error IS NULL AND width IS NOT NULL ORDER BY root_id, sort_key`,
  )

  return {
    /**
     * In the order of the list.
     * @param filter see shared/filter
     * @throws BoxwrightError `bad-request`, naming the word that is not understood
     */
    ids: (filter: string): number[] => {
      const { where, values } = toSql(filter)
      return db
        .prepare(`SELECT id FROM image WHERE ${where} ORDER BY root_id, sort_key`)
        .pluck()
        .all(values) as number[]
    },
    /** In the order asked for; ids that are not there are left out. */
    get: (ids: readonly number[]): Image[] => {
      const rows = new Map((many.all(JSON.stringify(ids)) as ImageRow[]).map((row) => [row.id, toImage(row)]))
      return ids.flatMap((id) => rows.get(id) ?? [])
    },
    getOne: (id: number): Image => {
      const row = one.get(id) as ImageRow | undefined
      if (!row) throw new BoxwrightError('not-found', `The project has no image ${id}.`)
      return toImage(row)
    },
    /** All images with a readable header, in the order of the list. */
    usable: (): Image[] => (usable.all() as ImageRow[]).map(toImage),
    /** Size of their files together. */
    bytesOf: (ids: readonly number[]) => bytesOf.get(JSON.stringify(ids)) as number,
    file: (id: number): ImageFile => {
      const row = file.get(id) as ImageFile | undefined
      if (!row) throw new BoxwrightError('not-found', `The project has no image ${id}.`)
      return row
    },
  }
}

function scanStatements(db: Database) {
  const known = db.prepare('SELECT id, path, bytes, modified_at AS modifiedAt, error FROM image WHERE root_id = ?')
  const insert = db.prepare(
    `INSERT INTO image (root_id, path, sort_key, bytes, modified_at) VALUES (@rootId, @path, @sortKey, @bytes, @modifiedAt)`,
  )
  const touch = db.prepare(
    'UPDATE image SET bytes = @bytes, modified_at = @modifiedAt, width = NULL, height = NULL, encoding = NULL, error = NULL WHERE id = @id',
  )
  const pending = db.prepare(
    `SELECT image.id, root.path AS rootPath, image.path, modified_at AS modifiedAt, encoding
     FROM image JOIN root ON root.id = root_id WHERE root_id = ? AND encoding IS NULL AND error IS NULL ORDER BY sort_key LIMIT ?`,
  )
  const setSound = db.prepare(
    `UPDATE image SET raw_width = @rawWidth, raw_height = @rawHeight, orientation = @orientation,
     width = @width, height = @height, encoding = @encoding, error = NULL WHERE id = @id`,
  )
  const setBroken = db.prepare('UPDATE image SET error = ?, width = NULL, height = NULL WHERE id = ?')

  return {
    knownFiles: (rootId: number) => known.all(rootId) as KnownFile[],
    /** The file is gone; the image and its boxes stay, and come back with the file. */
    markMissing: (id: number): void => void setBroken.run(missingReason, id),
    addScanned: db.transaction((images: readonly ScannedImage[]): void => {
      for (const image of images) insert.run({ ...image, sortKey: naturalSortKey(image.path) })
    }),
    /** The file changed since it was seen: its header is read again. */
    markChanged: (id: number, bytes: number, modifiedAt: number): void => void touch.run({ id, bytes, modifiedAt }),
    withoutHeader: (rootId: number, limit: number) => pending.all(rootId, limit) as ImageFile[],
    setHeaders: db.transaction((headers: readonly { readonly id: number; readonly header: ImageHeader }[]): void => {
      for (const { id, header } of headers) {
        if (header.kind === 'broken') {
          setBroken.run(header.reason, id)
          continue
        }
        const { rawWidth, rawHeight, orientation, encoding } = header
        const isTurned = orientation >= 5
        setSound.run({
          id,
          rawWidth,
          rawHeight,
          orientation,
          width: isTurned ? rawHeight : rawWidth,
          height: isTurned ? rawWidth : rawHeight,
          encoding: JSON.stringify(encoding),
        })
      }
    }),
  }
}

function imageCounts(db: Database) {
  const select = db.prepare(
    `SELECT nullif(review, '') AS review, has_boxes AS hasBoxes, nullif(split, '') AS split, is_broken AS isBroken,
     images, boxes FROM image_count`,
  )
  type Group = {
    review: Review | null
    hasBoxes: 0 | 1
    split: SplitName | null
    isBroken: 0 | 1
    images: number
    boxes: number
  }
  return () => {
    const states: Record<ImageState, number> = {
      unlabelled: 0,
      labelled: 0,
      verified: 0,
      verifiedEmpty: 0,
      rejected: 0,
    }
    const splits = { train: 0, val: 0, test: 0, none: 0 }
    const sums = { imageCount: 0, brokenImageCount: 0, annotationCount: 0 }
    for (const group of select.all() as Group[]) {
      states[stateOfImage(group.review, group.hasBoxes)] += group.images
      splits[group.split ?? 'none'] += group.images
      sums.imageCount += group.images
      sums.annotationCount += group.boxes
      if (group.isBroken) sums.brokenImageCount += group.images
    }
    return { states, splits, ...sums }
  }
}

function toImage(row: ImageRow): Image {
  const { root_id: rootId, annotation_count: annotationCount, is_changed_since_review, is_split_locked, ...rest } = row
  return {
    ...rest,
    encoding: row.encoding === null ? null : (JSON.parse(row.encoding) as Encoding),
    rootId,
    annotationCount,
    isChangedSinceReview: is_changed_since_review === 1,
    isSplitLocked: is_split_locked === 1,
    state: stateOfImage(row.review, annotationCount),
  }
}
