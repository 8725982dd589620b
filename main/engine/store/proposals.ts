/** Boxes that models propose. Written only through the edit log (edits.ts); this file reads them and makes rows of them. */
import type { Database } from 'better-sqlite3'
import type { Proposal } from '../../../shared/model.ts'
import { filterSql } from './filterSql.ts'
import { nextIdOf } from './nextId.ts'
import type { Row } from './rowWriter.ts'

const columns = `proposal.id, image_id AS imageId, category_id AS categoryId, x1, y1, x2, y2, proposal.score, model, run_id AS runId,
  state, annotation_id AS annotationId, proposed_at AS proposedAt`

export function proposalStore(db: Database) {
  const toSql = filterSql(db).ofImages
  const openOfImage = db.prepare(
    `SELECT ${columns} FROM proposal WHERE image_id = ? AND state = 'open' ORDER BY score DESC, id`,
  )
  const ofImages = db.prepare(
    `SELECT ${columns} FROM proposal WHERE image_id IN (SELECT value FROM json_each(?)) ORDER BY image_id, score DESC, id`,
  )
  const one = db.prepare(`SELECT ${columns} FROM proposal WHERE id = ?`)
  const idsOfCategory = db.prepare('SELECT id FROM proposal WHERE category_id = ? ORDER BY id').pluck()

  const openIn = (filter: string, compared: string): { readonly from: string; readonly values: object } => {
    const { where, values } = toSql(filter)
    return {
      values,
      from: `FROM proposal JOIN image ON image.id = proposal.image_id WHERE state = 'open' AND proposal.score ${compared} AND ${where}`,
    }
  }

  return {
    /** Those that nobody has decided about, the surest first. */
    openOfImage: (imageId: number) => openOfImage.all(imageId) as Proposal[],
    /** All, whatever became of them. */
    ofImages: (imageIds: readonly number[]) => ofImages.all(JSON.stringify(imageIds)) as Proposal[],
    find: (id: number) => (one.get(id) as Proposal | undefined) ?? null,
    idsOfCategory: (categoryId: number) => idsOfCategory.all(categoryId) as number[],
    nextId: nextIdOf(db, 'proposal'),
    /** Open ones in the images of a filter, by image, the surest first. */
    open: (filter: string, confidence: number, side: 'atLeast' | 'below'): Proposal[] => {
      const { from, values } = openIn(filter, side === 'atLeast' ? '>= @confidence' : '< @confidence')
      return db
        .prepare(`SELECT ${columns} ${from} ORDER BY proposal.image_id, proposal.score DESC, proposal.id`)
        .all({ ...values, confidence }) as Proposal[]
    },
    count: (filter: string, confidence: number): { proposals: number; images: number } => {
      const { from, values } = openIn(filter, '>= @confidence')
      return db
        .prepare(`SELECT count(*) AS proposals, count(DISTINCT image_id) AS images ${from}`)
        .get({ ...values, confidence }) as { proposals: number; images: number }
    },
  }
}

export function toProposalRow(proposal: Proposal): Row & { readonly id: number } {
  const { imageId, categoryId, runId, annotationId, proposedAt, ...rest } = proposal
  return {
    ...rest,
    image_id: imageId,
    category_id: categoryId,
    run_id: runId,
    annotation_id: annotationId,
    proposed_at: proposedAt,
  }
}
