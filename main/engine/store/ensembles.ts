/** Ensembles: which runs belong together, how much each has to say, and how their answers become one. */
import type { Database } from 'better-sqlite3'
import type { EnsembleMethod, FusionSettings } from '../../../shared/ensemble.ts'

export type NewEnsemble = {
  readonly runId: number
  readonly method: EnsembleMethod
  readonly size: number
  readonly fusion: FusionSettings
}
export type NewMember = {
  readonly ensembleId: number
  /** From 1. */
  readonly number: number
  readonly runId: number
}
export type DoneMember = { readonly ensembleId: number; readonly number: number; readonly weight: number }
/** By the id of the image. */
export type Chances = Readonly<Record<string, number>>

export function ensembleStore(db: Database) {
  const insert = db.prepare(
    'INSERT INTO ensemble (run_id, method, size, fusion) VALUES (@runId, @method, @size, @fusion)',
  )
  const addMember = db.prepare(
    'INSERT INTO ensemble_member (ensemble_id, number, run_id, weight, is_done) VALUES (@ensembleId, @number, @runId, 1, 0)',
  )
  const setDone = db.prepare(
    'UPDATE ensemble_member SET weight = @weight, is_done = 1 WHERE ensemble_id = @ensembleId AND number = @number',
  )
  const removeMember = db.prepare('DELETE FROM ensemble_member WHERE ensemble_id = ? AND number = ?')
  const chances = db.prepare('SELECT chances FROM ensemble WHERE run_id = ?').pluck()
  const setChances = db.prepare('UPDATE ensemble SET chances = ? WHERE run_id = ?')
  const ofMember = db.prepare('SELECT ensemble_id FROM ensemble_member WHERE run_id = ? ORDER BY ensemble_id').pluck()
  return {
    add: ({ fusion, ...ensemble }: NewEnsemble): void =>
      void insert.run({ ...ensemble, fusion: JSON.stringify(fusion) }),
    /** One that begins; until it is done it has no say. */
    addMember: (member: NewMember): void => void addMember.run(member),
    /** With the chances for the next member, where they are not even. */
    finishMember: db.transaction((member: DoneMember, next: Chances | null): void => {
      setDone.run(member)
      if (next) setChances.run(JSON.stringify(next), member.ensembleId)
    }),
    removeMember: (ensembleId: number, number: number): void => void removeMember.run(ensembleId, number),
    /** Null: all images have the same chance. */
    chances: (ensembleId: number): Chances | null => {
      const text = chances.get(ensembleId) as string | null
      return text === null ? null : JSON.parse(text)
    },
    /** The ensembles that a run belongs to. */
    ofMember: (runId: number) => ofMember.all(runId) as number[],
  }
}
