/** Ensembles: which runs belong together, how much each has to say, and how their answers become one. */
import type { Database } from 'better-sqlite3'
import type { EnsembleMethod, FusionSettings } from '../../../shared/ensemble.ts'
import type { NewRun, RunStore } from './runs.ts'

export type NewEnsemble = { readonly method: EnsembleMethod; readonly size: number; readonly fusion: FusionSettings }
export type ChosenMember = { readonly runId: number; readonly weight: number }
export type MemberKey = {
  readonly ensembleId: number
  /** From 1. */
  readonly number: number
}
/** By the id of the image. */
export type Chances = Readonly<Record<string, number>>

export function ensembleStore(db: Database, runs: Pick<RunStore, 'add'>) {
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
    /** With the members that are there, who are done. @returns the id of its run */
    add: db.transaction(
      (run: NewRun, { fusion, ...ensemble }: NewEnsemble, chosen: readonly ChosenMember[]): number => {
        const ensembleId = runs.add(run)
        insert.run({ runId: ensembleId, ...ensemble, fusion: JSON.stringify(fusion) })
        for (const [index, { runId, weight }] of chosen.entries()) {
          const number = index + 1
          addMember.run({ ensembleId, number, runId })
          setDone.run({ ensembleId, number, weight })
        }
        return ensembleId
      },
    ),
    /**
     * One that begins; until it is done it has no say. A former one of that number stays what it is: a run that ended early.
     * @returns the id of its run
     */
    beginMember: db.transaction(({ ensembleId, number }: MemberKey, run: NewRun): number => {
      removeMember.run(ensembleId, number)
      const runId = runs.add(run)
      addMember.run({ ensembleId, number, runId })
      return runId
    }),
    /** With the chances for the next member, where they are not even. */
    finishMember: db.transaction((key: MemberKey, weight: number, next: Chances | null): void => {
      setDone.run({ ...key, weight })
      if (next) setChances.run(JSON.stringify(next), key.ensembleId)
    }),
    /** Null: all images have the same chance. */
    chances: (ensembleId: number): Chances | null => {
      const text = chances.get(ensembleId) as string | null
      return text === null ? null : JSON.parse(text)
    },
    /** The ensembles that a run belongs to. */
    ofMember: (runId: number) => ofMember.all(runId) as number[],
  }
}
