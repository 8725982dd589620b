/** Evaluations: what a run detected in the images of a part, with the probability of every class. */
import type { Database } from 'better-sqlite3'
import { assert, BoxwrightError } from '../../../shared/errors.ts'
import type { EvaluatedDetections } from '../../../shared/evaluationData.ts'
import type { Evaluation, EvaluationSplit } from '../../../shared/reports.ts'

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
    detections: detectionReader(db),
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

type DetectionRow = readonly [
  id: number,
  imageId: number,
  categoryId: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  score: number,
  probabilities: Buffer | null,
]

/** Row by row into the columns: as objects, hundreds of thousands would take seconds. */
function detectionReader(db: Database) {
  const select = db
    .prepare(
      `SELECT id, image_id, category_id, x1, y1, x2, y2, score, iif(? > 0, probabilities, NULL)
       FROM detection WHERE evaluation_id = ? ORDER BY id`,
    )
    .raw()
  /** @param classes of the run; 0 leaves the probabilities out */
  return ({ id, detections }: Evaluation, images: ReadonlySet<number>, classes: number): EvaluatedDetections => {
    const column = (width = 1) => new Float64Array(detections * width)
    const [ids, imageIds, categoryIds, boxes, scores] = [column(), column(), column(), column(4), column()]
    const probabilities = new Float32Array(detections * classes)
    const ofRow = new Uint8Array(probabilities.buffer)
    const bytes = classes * Float32Array.BYTES_PER_ELEMENT
    let place = 0
    for (const row of select.iterate(classes, id) as IterableIterator<DetectionRow>) {
      if (!images.has(row[1])) continue
      ids[place] = row[0]
      imageIds[place] = row[1]
      categoryIds[place] = row[2]
      for (let side = 0; side < 4; side++) boxes[4 * place + side] = row[3 + side] as number
      scores[place] = row[7]
      if (row[8]) {
        assert(row[8].byteLength === bytes, 'a detection has a probability for each class of its run')
        ofRow.set(row[8], place * bytes)
      }
      place++
    }
    return {
      ids: ids.subarray(0, place),
      imageIds: imageIds.subarray(0, place),
      categoryIds: categoryIds.subarray(0, place),
      boxes: boxes.subarray(0, 4 * place),
      scores: scores.subarray(0, place),
      probabilities: probabilities.subarray(0, place * classes),
    }
  }
}
