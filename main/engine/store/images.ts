/** The images of a project: what the scan found, and what people decided about them. */
import type { Database } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'
import {
  type Encoding,
  type Image,
  type ImageOrder,
  type ImageState,
  type Review,
  type SplitName,
  stateOfImage,
} from '../../../shared/model.ts'
import { filterSql } from './filterSql.ts'
import { scannedImages } from './scannedImages.ts'

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
  modified_at: number | null
  review: Review | null
  split: SplitName | null
  is_split_locked: 0 | 1
  annotation_count: number
  proposal_count: number
  is_changed_since_review: 0 | 1
  note: string
  error: string | null
}

export type ImageStore = ReturnType<typeof imageStore>

export function imageStore(db: Database) {
  const get = imagesByIds(db)
  return { ...imageQueries(db), get, ...usableImages(db, get), ...scannedImages(db), counts: imageCounts(db) }
}

const columns = `id, root_id, path, width, height, orientation, encoding, modified_at, review, split, is_split_locked, annotation_count,
  (SELECT count(*) FROM proposal WHERE image_id = image.id AND state = 'open') AS proposal_count, is_changed_since_review, note, error`

// What is labelled need not be labelled next; images that were not looked at come after those that were.
const isDone = '(image.annotation_count > 0 OR image.review IS NOT NULL)'
const orders: Readonly<Record<ImageOrder, string>> = {
  file: 'root_id, sort_key',
  unsure: `${isDone}, uncertainty IS NULL, uncertainty DESC, root_id, sort_key`,
  different: `${isDone}, difference_place IS NULL, difference_place, root_id, sort_key`,
}

function imageQueries(db: Database) {
  const toSql = filterSql(db).ofImages
  const one = db.prepare(`SELECT ${columns} FROM image WHERE id = ?`)
  const file = db.prepare(
    `SELECT image.id, root.path AS rootPath, image.path, modified_at AS modifiedAt, encoding
     FROM image JOIN root ON root.id = root_id WHERE image.id = ?`,
  )
  const bytesOf = db
    .prepare('SELECT coalesce(sum(bytes), 0) FROM image WHERE id IN (SELECT value FROM json_each(?))')
    .pluck()
  const at = db.prepare('SELECT id FROM image WHERE root_id = ? AND path = ?').pluck()
  const fileLengths = db.prepare('SELECT root_id AS rootId, path, bytes FROM image')

  return {
    /**
     * In the order of the list, or another.
     * @param filter see shared/filter
     * @throws BoxwrightError `bad-request`, naming the word that is not understood
     */
    ids: (filter: string, order: ImageOrder = 'file'): number[] => {
      const { where, values } = toSql(filter)
      return db
        .prepare(
          `SELECT image.id FROM image ${order === 'file' ? '' : 'LEFT JOIN image_rank ON image_id = image.id'}
           WHERE ${where} ORDER BY ${orders[order]}`,
        )
        .pluck()
        .all(values) as number[]
    },
    getOne: (id: number): Image => {
      const row = one.get(id) as ImageRow | undefined
      if (!row) throw new BoxwrightError('not-found', `The project has no image ${id}.`)
      return toImage(row)
    },
    /** The image with this path within its folder, or null. */
    idAt: (rootId: number, path: string) => (at.get(rootId, path) as number | undefined) ?? null,
    /** Paths and lengths of the files of all images, also of those that cannot be used. */
    fileLengths: () => fileLengths.all() as { rootId: number; path: string; bytes: number | null }[],
    /** Size of their files together. */
    bytesOf: (ids: readonly number[]) => bytesOf.get(JSON.stringify(ids)) as number,
    file: (id: number): ImageFile => {
      const row = file.get(id) as ImageFile | undefined
      if (!row) throw new BoxwrightError('not-found', `The project has no image ${id}.`)
      return row
    },
  }
}

/** In the order asked for; ids that are not there are left out. */
function imagesByIds(db: Database): (ids: readonly number[]) => Image[] {
  const many = db.prepare(`SELECT ${columns} FROM image WHERE id IN (SELECT value FROM json_each(?))`)
  return (ids) => {
    const rows = new Map((many.all(JSON.stringify(ids)) as ImageRow[]).map((row) => [row.id, toImage(row)]))
    return ids.flatMap((id) => rows.get(id) ?? [])
  }
}

const imagesInPiece = 2000

/** All images with a readable header, in the order of the list. */
function usableImages(db: Database, get: (ids: readonly number[]) => Image[]) {
  const choice = 'FROM image WHERE error IS NULL AND width IS NOT NULL ORDER BY root_id, sort_key'
  const all = db.prepare(`SELECT ${columns} ${choice}`)
  const idsOnly = db.prepare(`SELECT id ${choice}`).pluck()
  return {
    usable: (): Image[] => (all.all() as ImageRow[]).map(toImage),
    /** The same, some at a time, for those who let other calls be answered in between. */
    usableInPieces: function* (): Generator<Image[]> {
      const ids = idsOnly.all() as number[]
      for (let start = 0; start < ids.length; start += imagesInPiece) yield get(ids.slice(start, start + imagesInPiece))
    },
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
  const { root_id: rootId, annotation_count: annotationCount, proposal_count, modified_at, ...flags } = row
  const { is_changed_since_review, is_split_locked, ...rest } = flags
  return {
    ...rest,
    encoding: row.encoding === null ? null : (JSON.parse(row.encoding) as Encoding),
    rootId,
    modifiedAt: modified_at,
    annotationCount,
    proposalCount: proposal_count,
    isChangedSinceReview: is_changed_since_review === 1,
    isSplitLocked: is_split_locked === 1,
    state: stateOfImage(row.review, annotationCount),
  }
}
