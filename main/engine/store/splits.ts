/** What dealing images to parts needs of the project: the images, how they look, and how they were dealt last. */
import type { Database } from 'better-sqlite3'
import type { PartedImage } from '../../../shared/split/groups.ts'
import type { Likeness } from '../../../shared/split/nearCopies.ts'
import { type SplitSettings, splitSettings, usualSplitSettings } from '../../../shared/split/settings.ts'

/** A picture that was looked at; `modifiedAt` is the time of the file then. */
export type SeenPicture = Likeness & { readonly modifiedAt: number | null }

// Labelled, or verified to hold nothing: such images say something to a detector.
const dealable = `error IS NULL AND width IS NOT NULL AND review IS NOT 'rejected'
  AND (review = 'verified' OR annotation_count > 0)`
const seen = 'image_likeness.image_id = image.id AND image_likeness.modified_at IS image.modified_at'

export function splitStore(db: Database) {
  const images = db.prepare(
    `SELECT id, root_id AS rootId, path, split, is_split_locked AS isLocked FROM image WHERE ${dealable}
     ORDER BY root_id, sort_key`,
  )
  const unseen = db
    .prepare(
      `SELECT id FROM image WHERE ${dealable} AND NOT EXISTS (SELECT 1 FROM image_likeness WHERE ${seen})
       ORDER BY root_id, sort_key`,
    )
    .pluck()
  const likenesses = db.prepare(
    `SELECT image.id, hash, color FROM image JOIN image_likeness ON ${seen} ORDER BY image.id`,
  )
  const countSeen = db.prepare(`SELECT count(*) FROM image JOIN image_likeness ON ${seen}`).pluck()
  let writes = 0
  const setSeen = db.prepare(
    `INSERT INTO image_likeness VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET modified_at = excluded.modified_at, hash = excluded.hash, color = excluded.color`,
  )
  const readSettings = db.prepare("SELECT value FROM meta WHERE key = 'split_settings'").pluck()
  const writeSettings = db.prepare(
    "INSERT INTO meta VALUES ('split_settings', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  )

  return {
    /** Images that can be dealt, in the order of the list. */
    images: (): PartedImage[] =>
      (images.all() as (Omit<PartedImage, 'isLocked'> & { isLocked: 0 | 1 })[]).map((row) => ({
        ...row,
        isLocked: row.isLocked === 1,
      })),
    /** Dealable images that were not looked at as they are now. */
    unseen: () => unseen.all() as number[],
    setSeen: db.transaction((pictures: readonly SeenPicture[]): void => {
      writes += 1
      for (const { imageId, modifiedAt, hash, color } of pictures) {
        setSeen.run(imageId, modifiedAt, hash, color[0] * 65536 + color[1] * 256 + color[2])
      }
    }),
    /** Another text when `likenesses` may give something else. */
    likenessVersion: () => `${writes} ${countSeen.get()}`,
    /** Of all images that were looked at as they are now. */
    likenesses: (): Likeness[] =>
      (likenesses.all() as { id: number; hash: string; color: number }[]).map(({ id, hash, color }) => ({
        imageId: id,
        hash,
        color: [color >> 16, (color >> 8) & 255, color & 255],
      })),
    /** How the images were dealt last; the usual way in a project where they never were. */
    settings: (): SplitSettings => {
      const text = readSettings.get() as string | undefined
      return text === undefined ? usualSplitSettings : splitSettings.parse(JSON.parse(text))
    },
    setSettings: (settings: SplitSettings): void => void writeSettings.run(JSON.stringify(settings)),
  }
}
