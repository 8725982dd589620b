/**
 * The edit log: every change of images, classes and annotations is one transaction that also stores how to turn it back.
 *
 * For each row an edit touched, the log keeps the *other* version of it: what to insert again, that it must go, or the
 * former values of the columns that changed. Undo (history.ts) swaps table and log, and redo is the same swap again; the
 * log therefore holds no second copy of what the tables hold, and undo, redo and restart need no further code.
 */
import type { Database } from 'better-sqlite3'
import type { EditKind } from '../../../shared/api.ts'
import { historyStore } from './history.ts'
import { atOnce, longSteps } from './longStep.ts'
import { longWriter } from './longWrite.ts'
import { isOfImages, type LoggedTable, type Row, type RowWriter, rowWriter } from './rowWriter.ts'

/** Writes rows inside an edit and logs their inverse. */
export type EditWriter = {
  readonly insert: (table: LoggedTable, row: Row & { readonly id: number }) => void
  readonly update: (table: LoggedTable, id: number, columns: Row) => void
  readonly remove: (table: LoggedTable, id: number) => void
  /** Makes the step one of this image's history too, though nothing in it changes. */
  readonly touch: (imageId: number) => void
}

export type EditResult = {
  /** Unix time in milliseconds. */
  readonly savedAt: number
  /** Null when there are too many to name. */
  readonly imageIds: readonly number[] | null
}

/** Steps over more images than this are announced as bulk instead of image by image. */
export const longestImageList = 500

/** Steps that leave what a person verified as it was. A merge changes names, not boxes. */
const keepsReview: ReadonlySet<EditKind> = new Set([
  'review',
  'split',
  'note',
  'order',
  'merge',
  'category',
  'dismiss',
  'labelling',
])

/** Steps that are the project's business, not that of its images: undo within an image leaves them alone. */
const isOfProject: ReadonlySet<EditKind> = new Set(['split', 'propose', 'labelling'])

export type EditStore = ReturnType<typeof editStore>

/** @param userName who works here; written down with each step */
export function editStore(db: Database, userName: string) {
  const rows = rowWriter(db)
  const steps = longSteps(db)
  const setSaved = savedAtWriter(db)
  const begin = editBeginner(db)
  const addTouched = db.prepare('INSERT OR IGNORE INTO touched_image (image_id, edit_id) VALUES (?, ?)')
  const setChangeCount = db.prepare('UPDATE edit SET change_count = ? WHERE id = ?')
  const markChanged = reviewMarker(db)
  const writerFor = loggingWriter(db, rows)

  /**
   * Runs `work` in one transaction and logs it.
   * @param imageId the only image whose row or boxes change; null for a step over several or over classes
   * @param author who or what made it, when it was not the user
   */
  function run(
    kind: EditKind,
    imageId: number | null,
    work: (writer: EditWriter) => void,
    author = userName,
  ): EditResult & Pick<Step, 'editId'> {
    steps.refuseOthers()
    const now = Date.now()
    const { editId, imageIds } = db.transaction(() => {
      const editId = begin({ kind, imageId, author, now })
      const log = writerFor(editId)
      work(log.writer)
      settle(log, { kind, imageId, editId })
      setChangeCount.run(log.changeCount(), editId)
      setSaved(now)
      return { editId, imageIds: log.imageIds }
    })()
    return { savedAt: now, editId, imageIds: imageIds.size > longestImageList ? null : [...imageIds] }
  }

  /** What follows from the changes: verdicts that were about other boxes, and the images whose step it is too. */
  function settle(log: EditLog, { kind, imageId, editId }: Step): void {
    if (!keepsReview.has(kind)) markChanged(log.boxImageIds, log.reviewedIds, log.writer)
    if (imageId === null && !isOfProject.has(kind)) for (const touched of log.imageIds) addTouched.run(touched, editId)
  }

  const history = historyStore(db, { rows, steps, setSaved })
  const long = longWriter(db, { author: userName, rows, steps, begin, writerFor, settle, setChangeCount, setSaved })

  /** Brings a long step that a crash cut off to its end, or takes it back when not all of it was written. */
  function mend(): void {
    const cutOff = steps.cutOff()
    if (cutOff?.kind === 'toggle') atOnce(history.resume(cutOff))
    else if (cutOff) atOnce(long.takeBack(cutOff.editId))
  }

  return { run, runLong: long.run, mend, inTurn: steps.inTurn, savedAt: savedAtReader(db), ...history }
}

export type EditLog = ReturnType<ReturnType<typeof loggingWriter>>
export type Step = { readonly kind: EditKind; readonly imageId: number | null; readonly editId: number }

type NewStep = Omit<Step, 'editId'> & { readonly author: string; readonly now: number }

function editBeginner(db: Database): (step: NewStep) => number {
  const forgetUndone = undoneForgetter(db)
  const add = db.prepare('INSERT INTO edit (kind, image_id, created_at, author) VALUES (?, ?, ?, ?)')
  return ({ kind, imageId, author, now }) => {
    forgetUndone(imageId)
    return Number(add.run(kind, imageId, now, author).lastInsertRowid)
  }
}

function loggingWriter(db: Database, rows: RowWriter) {
  const addChange = db.prepare(
    'INSERT INTO edit_change (edit_id, position, table_name, row_id, action, content) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return (editId: number) => {
    let position = 0
    const imageIds = new Set<number>()
    const boxImageIds = new Set<number>()
    const reviewedIds = new Set<number>()
    const log = (table: LoggedTable, id: number, action: string, content: Row | null) =>
      addChange.run(editId, position++, table, id, action, content && JSON.stringify(content))
    const touch = (table: LoggedTable, id: number, row: Row | null) => {
      if (table !== 'image' && !isOfImages(table)) return
      const imageId = table === 'image' ? id : ((row?.image_id as number | undefined) ?? rows.imageOf(table, id))
      imageIds.add(imageId)
      if (table === 'annotation') boxImageIds.add(imageId)
    }
    const writer: EditWriter = {
      insert: (table, row) => {
        rows.insert(table, row)
        touch(table, row.id, row)
        log(table, row.id, 'delete', null)
      },
      update: (table, id, columns) => {
        touch(table, id, null)
        if (table === 'image' && 'review' in columns) reviewedIds.add(id)
        log(table, id, 'update', rows.update(table, id, columns))
      },
      remove: (table, id) => {
        const row = rows.remove(table, id)
        touch(table, id, row)
        log(table, id, 'insert', row)
      },
      touch: (imageId) => void imageIds.add(imageId),
    }
    /** For a step in pieces: what the next one touches is noted anew. */
    const nextPiece = () => {
      for (const ids of [imageIds, boxImageIds, reviewedIds]) ids.clear()
    }
    return { writer, imageIds, boxImageIds, reviewedIds, changeCount: () => position, nextPiece }
  }
}

/** Marks verified images whose boxes a step changed: their verdict was about other boxes, unless the step brought it along. */
function reviewMarker(db: Database) {
  const isVerified = db
    .prepare("SELECT review = 'verified' AND is_changed_since_review = 0 FROM image WHERE id = ?")
    .pluck()
  return (imageIds: ReadonlySet<number>, reviewedIds: ReadonlySet<number>, writer: EditWriter): void => {
    for (const id of imageIds)
      if (isVerified.get(id) && !reviewedIds.has(id)) writer.update('image', id, { is_changed_since_review: 1 })
  }
}

/**
 * A new step makes undone ones unreachable: a step of one image those of that image; a step over several, or one after an
 * undone step that reached this image too, all of them, since they build on each other.
 */
function undoneForgetter(db: Database): (imageId: number | null) => void {
  const forget = db.prepare(
    `DELETE FROM edit WHERE undone_at IS NOT NULL AND (@imageId IS NULL OR image_id = @imageId OR EXISTS (
       SELECT 1 FROM edit AS undone JOIN touched_image ON edit_id = undone.id
       WHERE undone.undone_at IS NOT NULL AND touched_image.image_id = @imageId))`,
  )
  return (imageId) => void forget.run({ imageId })
}

function savedAtWriter(db: Database): (time: number) => void {
  const write = db.prepare(
    "INSERT INTO meta VALUES ('saved_at', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  )
  return (time) => void write.run(String(time))
}

function savedAtReader(db: Database): () => number | null {
  const select = db.prepare("SELECT value FROM meta WHERE key = 'saved_at'").pluck()
  return () => {
    const value = select.get() as string | undefined
    return value === undefined ? null : Number(value)
  }
}
