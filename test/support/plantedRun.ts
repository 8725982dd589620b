/** A run that nobody trained, for tests of what comes after a training. */
import type { NewRun } from '../../main/engine/store/runs.ts'
import type { Store } from '../../main/engine/store/store.ts'
import type { JobKind } from '../../shared/model.ts'
import { defaultTrainSettings } from '../../shared/trainSettings.ts'

type PlantedRun = Partial<Omit<NewRun, 'jobId' | 'snapshot'>> & {
  readonly kind?: JobKind
  readonly snapshot?: Partial<NewRun['snapshot']>
}

/** Of all classes of the project, with its job done. @returns its id */
export function plantRun(store: Store, { kind = 'train', snapshot, ...run }: PlantedRun = {}): number {
  const job = store.jobs.add(kind, {})
  store.jobs.end(job.id, { state: 'done', result: {} })
  return store.runs.add({
    jobId: job.id,
    name: 'yolo 320',
    settings: defaultTrainSettings,
    categories: store.categories.list(),
    ...run,
    snapshot: { split: { train: [], val: [], test: [] }, labelHash: '', versions: {}, ...snapshot },
  })
}
