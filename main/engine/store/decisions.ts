/** What people decided about suspects. Rows are written through the edit log, so that undo takes them back. */
import type { Database } from 'better-sqlite3'
import type { Decision, NewDecision } from '../../../shared/suspectCalls.ts'
import { nextIdOf } from './nextId.ts'
import type { Row } from './rowWriter.ts'

type DecisionRow = Omit<Decision, 'label' | 'word'> & { readonly label: string | null; readonly word: string | null }

export function decisionStore(db: Database) {
  const all = db.prepare(
    `SELECT id, image_id AS imageId, kind, verdict, annotation_id AS annotationId, other_id AS otherId, label, word,
     decided_at AS decidedAt FROM decision ORDER BY id`,
  )

  return {
    /** Oldest first. */
    list: (): Decision[] =>
      (all.all() as DecisionRow[]).map(({ label, word, ...row }) => ({
        ...row,
        label: label === null ? null : JSON.parse(label),
        word: word === null ? null : JSON.parse(word),
      })),
    nextId: nextIdOf(db, 'decision'),
  }
}

export function toDecisionRow(id: number, imageId: number, decision: NewDecision): Row & { readonly id: number } {
  const { kind, verdict, annotationId, otherId, label, word } = decision
  return {
    id,
    image_id: imageId,
    kind,
    verdict,
    annotation_id: annotationId,
    other_id: otherId,
    label: label && JSON.stringify(label),
    word: word && JSON.stringify(word),
    decided_at: Date.now(),
  }
}
