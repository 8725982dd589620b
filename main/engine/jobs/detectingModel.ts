/** Who detects for a run: its own weights, or those of its members together. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import type { DetectingModel } from './detectJob.ts'
import { runFolderOf } from './runFolder.ts'

/** @param runId null for the detector that Boxwright brings with it */
export function detectingModel(store: Store, runId: number | null): DetectingModel {
  if (runId === null) return { source: { kind: 'everyday' }, device: 'auto' }
  return detectingRun(store, store.runs.get(runId))
}

export function detectingRun(store: Store, run: StoredRun): DetectingModel {
  const { id, ensemble, categories, settings } = run
  const { device } = settings
  if (ensemble === null) return { source: { kind: 'run', runFolder: runFolderOf(store.path, id) }, device }
  const members = ensemble.members
    .filter(({ isDone }) => isDone)
    .map(({ runId, weight }) => ({ runFolder: runFolderOf(store.path, runId), weight }))
  if (members.length === 0) {
    throw new BoxwrightError('not-found', `No member of the ensemble ${id} is trained yet. Let it go on first.`, {
      runId: id,
    })
  }
  const categoryIds = categories.map((category) => category.id)
  return { source: { kind: 'ensemble', members, categoryIds, fusion: ensemble.fusion }, device }
}
