/** Training runs and their epochs. */
import type { Database } from 'better-sqlite3'
import type { Ensemble } from '../../../shared/ensemble.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Category, SplitName } from '../../../shared/model.ts'
import type { DeviceReport, Epoch, Run } from '../../../shared/reports.ts'
import { type TrainSettings, trainSettings } from '../../../shared/trainSettings.ts'

/** What a run was trained on, so that its figures can be judged later. */
export type RunSnapshot = {
  /** Image ids of each part. */
  readonly split: Readonly<Record<SplitName, readonly number[]>>
  /** Hash over all labels and classes that entered the run. */
  readonly labelHash: string
  readonly versions: Readonly<Record<string, string>>
  /** Of a cross-validation: how many folds were asked for. All its images are in `split.train`. */
  readonly folds?: number
  /** The training images were drawn from the part, so that some appear more than once and others not at all. */
  readonly isDrawn?: boolean
}

export type NewRun = {
  readonly jobId: number
  readonly name: string
  readonly settings: TrainSettings
  readonly categories: readonly Category[]
  readonly snapshot: RunSnapshot
}

export type RunEnd = {
  readonly bestEpoch: number | null
  readonly bestAp: number | null
  readonly bestAp50: number | null
  readonly endReason: string
}

type RunRow = {
  id: number
  jobId: number
  name: string
  settings: string
  categories: string
  snapshot: string
  device: string | null
  createdAt: number
  endedAt: number | null
  bestEpoch: number | null
  bestAp: number | null
  bestAp50: number | null
  endReason: string | null
  foldCount: number
  foldsDone: number
  searchId: number | null
  trial: number | null
  ensemble: string | null
  members: string
}

const columns = `id, job_id AS jobId, name, settings, categories, snapshot, device, created_at AS createdAt, ended_at AS endedAt,
  best_epoch AS bestEpoch, best_ap AS bestAp, best_ap50 AS bestAp50, end_reason AS endReason,
  (SELECT count(*) FROM fold WHERE run_id = run.id) AS foldCount,
  (SELECT count(*) FROM fold WHERE run_id = run.id AND done_at IS NOT NULL) AS foldsDone,
  (SELECT search_id FROM trial WHERE run_id = run.id) AS searchId, (SELECT number FROM trial WHERE run_id = run.id) AS trial,
  (SELECT json_object('method', method, 'size', size, 'fusion', json(fusion)) FROM ensemble WHERE run_id = run.id) AS ensemble,
  (SELECT json_group_array(json_object('runId', run_id, 'weight', weight, 'isDone', json(iif(is_done, 'true', 'false'))) ORDER BY number)
    FROM ensemble_member WHERE ensemble_id = run.id) AS members`

/** A run as its row holds it. Whether it is paused or could go on is not the row's to know. */
export type StoredRun = Omit<Run, 'weightsBytes' | 'isPaused' | 'isResumable'>

export type RunStore = ReturnType<typeof runStore>

export function runStore(db: Database) {
  const all = db.prepare(`SELECT ${columns} FROM run ORDER BY id DESC`)
  const one = db.prepare(`SELECT ${columns} FROM run WHERE id = ?`)
  const ofJob = db.prepare('SELECT id, name FROM run WHERE job_id = ? ORDER BY id DESC LIMIT 1')
  const insert = db.prepare(
    'INSERT INTO run (job_id, name, settings, categories, snapshot, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const setDevice = db.prepare('UPDATE run SET device = ? WHERE id = ?')
  const setSettings = db.prepare('UPDATE run SET settings = ? WHERE id = ?')
  const setBest = db.prepare('UPDATE run SET best_epoch = ?, best_ap = ?, best_ap50 = ? WHERE id = ?')
  const end = db.prepare('UPDATE run SET ended_at = ?, end_reason = ? WHERE id = ?')
  const reopen = db.prepare('UPDATE run SET job_id = ?, ended_at = NULL, end_reason = NULL WHERE id = ?')
  const remove = db.prepare('DELETE FROM run WHERE id = ?')
  const getRow = (id: number): RunRow => {
    const row = one.get(id) as RunRow | undefined
    if (!row) throw new BoxwrightError('not-found', `The project has no run ${id}.`)
    return row
  }

  return {
    list: (): StoredRun[] => (all.all() as RunRow[]).map(toRun),
    get: (id: number): StoredRun => toRun(getRow(id)),
    /** The latest, since a search or an ensemble trains several; null for a job that trains none. */
    ofJob: (jobId: number): Pick<Run, 'id' | 'name'> | null =>
      (ofJob.get(jobId) as Pick<Run, 'id' | 'name'> | undefined) ?? null,
    snapshot: (id: number): RunSnapshot => JSON.parse(getRow(id).snapshot) as RunSnapshot,
    add: (run: NewRun): number =>
      Number(
        insert.run(
          run.jobId,
          run.name,
          JSON.stringify(run.settings),
          JSON.stringify(run.categories),
          JSON.stringify(run.snapshot),
          Date.now(),
        ).lastInsertRowid,
      ),
    setDevice: (id: number, device: DeviceReport): void => void setDevice.run(JSON.stringify(device), id),
    /** Where the machine decided what the user had left open. */
    setSettings: (id: number, settings: TrainSettings): void => void setSettings.run(JSON.stringify(settings), id),
    setBest: (id: number, epoch: number, ap: number | null, ap50: number | null): void =>
      void setBest.run(epoch, ap, ap50, id),
    /** Of a run without epochs of its own. */
    setFigures: (id: number, ap: number | null, ap50: number | null): void => void setBest.run(null, ap, ap50, id),
    end: (id: number, reason: string): void => void end.run(Date.now(), reason, id),
    /** A run that goes on: of another job now, and without an end. */
    reopen: (id: number, jobId: number): void => void reopen.run(jobId, id),
    remove: (id: number): void => void remove.run(id),
    ...unendedStatements(db),
    ...epochStatements(db),
  }
}

/** Of runs that have no end of their own. */
function unendedStatements(db: Database) {
  const endOfJob = db.prepare('UPDATE run SET ended_at = ?, end_reason = ? WHERE job_id = ? AND ended_at IS NULL')
  const interruptAll = db.prepare("UPDATE run SET ended_at = ?, end_reason = 'interrupted' WHERE ended_at IS NULL")
  return {
    endOfJob: (jobId: number, reason: string): void => void endOfJob.run(Date.now(), reason, jobId),
    /** For a file in which nothing can be at work. */
    interruptAll: (): void => void interruptAll.run(Date.now()),
  }
}

function epochStatements(db: Database) {
  const insert = db.prepare(
    `INSERT OR REPLACE INTO epoch (run_id, epoch, losses, learning_rate, ap, ap50, seconds, images_per_second)
     VALUES (@runId, @epoch, @losses, @learningRate, @ap, @ap50, @seconds, @imagesPerSecond)`,
  )
  const all = db.prepare(
    `SELECT run_id AS runId, epoch, losses, learning_rate AS learningRate, ap, ap50, seconds, images_per_second AS imagesPerSecond
     FROM epoch WHERE run_id = ? ORDER BY epoch`,
  )
  const forget = db.prepare('DELETE FROM epoch WHERE run_id = ? AND epoch > ?')
  return {
    forgetEpochsAfter: (runId: number, epoch: number): void => void forget.run(runId, epoch),
    addEpoch: (epoch: Epoch): void => void insert.run({ ...epoch, losses: JSON.stringify(epoch.losses) }),
    epochs: (runId: number): Epoch[] =>
      (all.all(runId) as (Omit<Epoch, 'losses'> & { losses: string })[]).map((row) => ({
        ...row,
        losses: JSON.parse(row.losses),
      })),
  }
}

function toRun(row: RunRow): StoredRun {
  const { snapshot, foldCount, foldsDone, searchId, trial, ensemble, members, ...rest } = row
  const { split, folds } = JSON.parse(snapshot) as RunSnapshot
  return {
    ...rest,
    // Settings that are newer than the run have their defaults, which is what it was trained with.
    settings: trainSettings.parse(JSON.parse(row.settings)),
    categories: JSON.parse(row.categories),
    device: row.device === null ? null : JSON.parse(row.device),
    images: { train: split.train.length, val: split.val.length, test: split.test.length },
    // Until they are dealt only their number is known.
    folds: folds === undefined ? null : { count: foldCount || folds, done: foldsDone },
    trial: searchId === null ? null : { searchId, number: trial! },
    ensemble: ensemble === null ? null : ({ ...JSON.parse(ensemble), members: JSON.parse(members) } as Ensemble),
  }
}
