/** Evaluations: what a run detected in the images of a part, with the probability of every class. */
import type { Database } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Evaluation, EvaluationData, EvaluationSplit } from '../../../shared/reports.ts'

export type NewDetection = {
  readonly imageId: number
  readonly categoryId: number
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly score: number
  /** One number for each class of the run. */
  readonly probabilities: Float32Array
}

export type EvaluationStore = ReturnType<typeof evaluationStore>

type DetectionRow = Omit<NewDetection, 'probabilities'> & { id: number; probabilities: Buffer }

export function evaluationStore(db: Database) {
  const select = `SELECT evaluation.id, run_id AS runId, split, json_array_length(image_ids) AS images,
    (SELECT count(*) FROM detection WHERE evaluation_id = evaluation.id) AS detections, created_at AS createdAt FROM evaluation`
  const all = db.prepare(`${select} ORDER BY evaluation.id DESC`)
  const one = db.prepare(`${select} WHERE evaluation.id = ?`)
  const imageIds = db.prepare('SELECT image_ids FROM evaluation WHERE id = ?').pluck()
  const insert = db.prepare('INSERT INTO evaluation (run_id, split, image_ids, created_at) VALUES (?, ?, ?, ?)')
  const former = db.prepare('SELECT id FROM evaluation WHERE run_id = ? AND split = ?').pluck()
  const setImages = db.prepare('UPDATE evaluation SET image_ids = ? WHERE id = ?')
  const removeFormer = db.prepare('DELETE FROM evaluation WHERE run_id = ? AND split = ?')
  const addDetection = db.prepare(
    `INSERT INTO detection (evaluation_id, image_id, category_id, x1, y1, x2, y2, score, probabilities)
     VALUES (@evaluationId, @imageId, @categoryId, @x1, @y1, @x2, @y2, @score, @probabilities)`,
  )
  const detections = db.prepare(
    `SELECT id, image_id AS imageId, category_id AS categoryId, x1, y1, x2, y2, score, probabilities
     FROM detection WHERE evaluation_id = ? ORDER BY id`,
  )

  const addDetections = (evaluationId: number, found: readonly NewDetection[]): void => {
    for (const { probabilities, ...detection } of found) {
      const { buffer, byteOffset, byteLength } = probabilities
      addDetection.run({ evaluationId, ...detection, probabilities: Buffer.from(buffer, byteOffset, byteLength) })
    }
  }
  return {
    list: () => all.all() as Evaluation[],
    get: (id: number): Evaluation => {
      const row = one.get(id) as Evaluation | undefined
      if (!row) throw new BoxwrightError('not-found', `The project has no evaluation ${id}.`)
      return row
    },
    imageIds: (id: number) => JSON.parse(imageIds.get(id) as string) as number[],
    /** Stores an evaluation whole; a former one of the same run and part is replaced. */
    add: db.transaction(
      (runId: number, split: EvaluationSplit, images: readonly number[], found: readonly NewDetection[]): number => {
        removeFormer.run(runId, split)
        const id = Number(insert.run(runId, split, JSON.stringify(images), Date.now()).lastInsertRowid)
        addDetections(id, found)
        return id
      },
    ),
    /** Adds images to the evaluation of the run and part, which begins with the first of them. */
    extend: db.transaction(
      (runId: number, split: EvaluationSplit, images: readonly number[], found: readonly NewDetection[]): number => {
        const known = former.get(runId, split) as number | undefined
        const id = known ?? Number(insert.run(runId, split, '[]', Date.now()).lastInsertRowid)
        const earlier = JSON.parse(imageIds.get(id) as string) as number[]
        setImages.run(JSON.stringify([...earlier, ...images]), id)
        addDetections(id, found)
        return id
      },
    ),
    found: foundReader(db),
    detections: (id: number): EvaluationData['detections'] => toColumns(detections.all(id) as DetectionRow[]),
  }
}

type Found = Omit<NewDetection, 'probabilities'>

/** Without the probabilities: by image, the surest first. */
function foundReader(db: Database): (id: number, leastScore: number) => Found[] {
  const select = db.prepare(
    `SELECT image_id AS imageId, category_id AS categoryId, x1, y1, x2, y2, score
     FROM detection WHERE evaluation_id = ? AND score >= ? ORDER BY image_id, score DESC, id`,
  )
  return (id, leastScore) => select.all(id, leastScore) as Found[]
}

function toColumns(rows: readonly DetectionRow[]): EvaluationData['detections'] {
  return {
    ids: rows.map((row) => row.id),
    imageIds: rows.map((row) => row.imageId),
    categoryIds: rows.map((row) => row.categoryId),
    boxes: rows.flatMap((row) => [row.x1, row.y1, row.x2, row.y2]),
    scores: rows.map((row) => row.score),
    probabilities: rows.map((row) => toNumbers(row.probabilities)),
  }
}

function toNumbers(blob: Buffer): number[] {
  return Array.from({ length: blob.byteLength / 4 }, (_, index) => blob.readFloatLE(index * 4))
}
