/** What the rule checks found, image by image, and which images are still to be checked. */
import type { Database } from 'better-sqlite3'
import { type FindingKind, findingKinds } from '../../../shared/filter/terms.ts'
import type { Finding } from '../../../shared/rules.ts'

export type ImageFinding = Finding & { readonly imageId: number }
type FindingRow = { imageId: number; kind: FindingKind; first: number; second: number | null }

export function findingStore(db: Database) {
  const unchecked = db.prepare('SELECT image_id FROM unchecked_image LIMIT ?').pluck()
  const forget = db.prepare('DELETE FROM finding WHERE image_id = ?')
  const add = db.prepare('INSERT INTO finding (image_id, kind, annotation_id, other_id) VALUES (?, ?, ?, ?)')
  const setChecked = db.prepare('DELETE FROM unchecked_image WHERE image_id = ?')
  const counts = db.prepare('SELECT kind, count(*) AS found FROM finding GROUP BY kind')
  const imagesWith = db
    .prepare(
      `SELECT DISTINCT image_id FROM finding JOIN image ON image.id = image_id WHERE kind = ? ORDER BY root_id, sort_key`,
    )
    .pluck()
  const list = db.prepare(
    `SELECT image_id AS imageId, kind, annotation_id AS first, other_id AS second
     FROM finding JOIN image ON image.id = image_id
     WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY root_id, sort_key, finding.rowid LIMIT ?`,
  )

  return {
    /** Ids of images whose boxes changed since the last check, at most `limit` of them. */
    unchecked: (limit: number) => unchecked.all(limit) as number[],
    store: db.transaction((checked: ReadonlyMap<number, readonly Finding[]>): void => {
      for (const [imageId, findings] of checked) {
        forget.run(imageId)
        for (const { kind, annotationIds } of findings)
          add.run(imageId, kind, annotationIds[0], annotationIds[1] ?? null)
        setChecked.run(imageId)
      }
    }),
    counts: (): Record<FindingKind, number> => {
      const found = Object.fromEntries(findingKinds.map((kind) => [kind, 0])) as Record<FindingKind, number>
      for (const row of counts.all() as { kind: FindingKind; found: number }[]) found[row.kind] = row.found
      return found
    },
    /** In the order of the image list. */
    imagesWith: (kind: FindingKind) => imagesWith.all(kind) as number[],
    /** In the order of the image list. */
    list: (kinds: readonly FindingKind[], limit: number): ImageFinding[] =>
      (list.all(JSON.stringify(kinds), limit) as FindingRow[]).map(({ first, second, ...row }) => ({
        ...row,
        annotationIds: second === null ? [first] : [first, second],
      })),
  }
}
