/** What tells which images to label next: how unsure the model is, how different the picture is. Can be computed again. */
import type { Database } from 'better-sqlite3'
import type { OrderReason } from '../../../shared/assistantCalls.ts'

export type Unsure = NonNullable<OrderReason['unsure']>
export type Uncertainty = { readonly imageId: number; readonly uncertainty: number; readonly unsure: Unsure | null }
/** `features` are directions in one byte a number: only the angle between two of them means something. */
export type SeenImage = { readonly imageId: number; readonly modifiedAt: number | null; readonly features: Int8Array }
export type Difference = { readonly imageId: number; readonly difference: number }

export function imageRankStore(db: Database) {
  const unseen = db
    .prepare(
      `SELECT image.id FROM image LEFT JOIN image_features ON image_id = image.id
       WHERE image.error IS NULL AND image.width IS NOT NULL
       AND (image_id IS NULL OR image_features.modified_at IS NOT image.modified_at) ORDER BY root_id, sort_key`,
    )
    .pluck()
  const setFeatures = db.prepare(
    `INSERT INTO image_features VALUES (?, ?, ?)
     ON CONFLICT (image_id) DO UPDATE SET modified_at = excluded.modified_at, features = excluded.features`,
  )
  const features = db.prepare(
    `SELECT image_id AS imageId, features, image.annotation_count > 0 OR image.review IS NOT NULL AS isLabelled
     FROM image_features JOIN image ON image.id = image_id ORDER BY root_id, sort_key`,
  )
  const setUncertainty = db.prepare(
    `INSERT INTO image_rank (image_id, uncertainty, unsure) VALUES (@imageId, @uncertainty, @unsure)
     ON CONFLICT (image_id) DO UPDATE SET uncertainty = excluded.uncertainty, unsure = excluded.unsure`,
  )
  const forgetDifferences = db.prepare('UPDATE image_rank SET difference = NULL, difference_place = NULL')
  const setDifference = db.prepare(
    `INSERT INTO image_rank (image_id, difference, difference_place) VALUES (@imageId, @difference, @place)
     ON CONFLICT (image_id) DO UPDATE SET difference = excluded.difference, difference_place = excluded.difference_place`,
  )
  const reasons = db.prepare(
    'SELECT image_id AS imageId, unsure, difference FROM image_rank WHERE image_id IN (SELECT value FROM json_each(?))',
  )

  return {
    /** Images whose picture was not looked at as it is now. */
    unseen: () => unseen.all() as number[],
    setSeen: db.transaction((images: readonly SeenImage[]): void => {
      for (const { imageId, modifiedAt, features: seen } of images) {
        setFeatures.run(imageId, modifiedAt, Buffer.from(seen.buffer, seen.byteOffset, seen.byteLength))
      }
    }),
    seen: (): { readonly imageId: number; readonly isLabelled: boolean; readonly features: Int8Array }[] =>
      (features.all() as { imageId: number; features: Buffer; isLabelled: 0 | 1 }[]).map((row) => ({
        imageId: row.imageId,
        isLabelled: row.isLabelled === 1,
        features: new Int8Array(row.features.buffer, row.features.byteOffset, row.features.byteLength),
      })),
    setUncertainties: db.transaction((images: readonly Uncertainty[]): void => {
      for (const { unsure, ...image } of images)
        setUncertainty.run({ ...image, unsure: unsure && JSON.stringify(unsure) })
    }),
    /** In their order, the most different first; former ones go. */
    setDifferences: db.transaction((images: readonly Difference[]): void => {
      forgetDifferences.run()
      for (const [index, image] of images.entries()) setDifference.run({ ...image, place: index + 1 })
    }),
    reasons: (imageIds: readonly number[]): OrderReason[] =>
      (reasons.all(JSON.stringify(imageIds)) as (Omit<OrderReason, 'unsure'> & { unsure: string | null })[]).map(
        (row) => ({ ...row, unsure: row.unsure === null ? null : JSON.parse(row.unsure) }),
      ),
  }
}
