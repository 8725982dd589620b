/** Folds of a cross-validation: which images each is judged on, and which are done. */
import type { Database } from 'better-sqlite3'
import type { EvaluationStore, NewDetection } from './evaluations.ts'

export type Fold = {
  /** From 1. */
  readonly number: number
  readonly imageIds: readonly number[]
  readonly isDone: boolean
}
export type FinishedFold = {
  readonly runId: number
  readonly number: number
  /** Images that could be read. */
  readonly judged: readonly number[]
  readonly detections: readonly NewDetection[]
}

type FoldRow = { number: number; imageIds: string; doneAt: number | null }

export function foldStore(db: Database, evaluations: EvaluationStore) {
  const ofRun = db.prepare(
    'SELECT number, image_ids AS imageIds, done_at AS doneAt FROM fold WHERE run_id = ? ORDER BY number',
  )
  const insert = db.prepare('INSERT INTO fold (run_id, number, image_ids) VALUES (?, ?, ?)')
  const setDone = db.prepare('UPDATE fold SET done_at = ? WHERE run_id = ? AND number = ?')

  return {
    ofRun: (runId: number): Fold[] =>
      (ofRun.all(runId) as FoldRow[]).map(({ number, imageIds, doneAt }) => ({
        number,
        imageIds: JSON.parse(imageIds),
        isDone: doneAt !== null,
      })),
    add: db.transaction((runId: number, folds: readonly (readonly number[])[]): void => {
      for (const [place, imageIds] of folds.entries()) insert.run(runId, place + 1, JSON.stringify(imageIds))
    }),
    /** A fold is done together with its detections, or not at all. @returns the evaluation that all folds share */
    finish: db.transaction(({ runId, number, judged, detections }: FinishedFold): number => {
      setDone.run(Date.now(), runId, number)
      return evaluations.extend(runId, 'folds', judged, detections)
    }),
  }
}
