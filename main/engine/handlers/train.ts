/** Training: what stands in its way, which device would compute, starting it, and its runs. */
import { rmSync } from 'node:fs'
import type { CallResponse, EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { DeviceReport } from '../../../shared/reports.ts'
import { refuseConflicts } from '../../../shared/settingConflicts.ts'
import type { TrainPreview } from '../../../shared/trainCalls.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { notedEpochs, readSamples, runFolderOf } from '../jobs/runFolder.ts'
import { runWorker } from '../jobs/runWorker.ts'
import { gatherTrainingData } from '../jobs/trainJob.ts'
import type { Store } from '../store/store.ts'
import { resumeEnsemble } from './ensembles.ts'
import { readinessOf } from './readiness.ts'
import type { RunsUnderWay } from './runsUnderWay.ts'

type Part = Pick<
  EngineHandlers,
  | 'train.readiness'
  | 'train.device'
  | 'train.start'
  | 'train.order'
  | 'train.resume'
  | 'train.preview'
  | 'runs.ofJob'
  | 'runs.samples'
  | 'runs.list'
  | 'runs.get'
  | 'runs.remove'
>

export function trainHandlers(context: EngineContext, underWay: RunsUnderWay): Part {
  const store = () => openProjectOf(context).store
  const devices = new Map<TrainSettings['device'], Promise<DeviceReport>>()

  return {
    'train.readiness': ({ size }) => readinessOf(store(), size),
    'train.device': ({ device }) => {
      const known = devices.get(device) ?? probe(context, device)
      devices.set(device, known)
      // A failure may be mended; the next call looks again.
      known.catch(() => devices.delete(device))
      return known
    },
    'train.start': ({ settings }) => {
      if (settings.epochs === null && settings.seconds === null) {
        throw new BoxwrightError('bad-request', 'The run would never end. Give it a number of epochs or a time.')
      }
      refuseConflicts(settings)
      return underWay.start(settings)
    },
    'train.order': ({ runId, order }) => {
      underWay.give(runId, order)
      return {}
    },
    'train.resume': ({ runId }) => {
      const run = underWay.described(store().runs.get(runId))
      if (run.ensemble === null || !run.isResumable) return underWay.resume(runId)
      return resumeEnsemble(context, underWay, run)
    },
    'train.preview': ({ settings, pictures }) => preview(context, settings, pictures),
    'runs.ofJob': ({ jobId }) => runOfJob(store(), jobId),
    'runs.samples': ({ id }) => readSamples(store().path, store().runs.get(id).id),
    'runs.list': () => store().runs.list().map(underWay.described),
    'runs.get': ({ id }) => ({ ...underWay.described(store().runs.get(id)), epochs: store().runs.epochs(id) }),
    'runs.remove': ({ id }) => {
      const run = store().runs.get(id)
      // A trial that rests may still be wanted by its search.
      const isWanted = run.endedAt === null || run.trial !== null
      if (isWanted && openProjectOf(context).jobs.isActive(run.jobId)) {
        throw new BoxwrightError('job-busy', `The run ${id} is still being trained. Cancel it first.`)
      }
      refuseWhileMember(store(), id)
      store().runs.remove(id)
      rmSync(runFolderOf(store().path, id), { recursive: true, force: true })
      return {}
    },
  }
}

function runOfJob(store: Store, jobId: number): CallResponse<'runs.ofJob'> {
  const run = store.runs.ofJob(jobId)
  return run && { ...run, keptEpochs: notedEpochs(store.path, run.id) }
}

export function refuseWhileMember(store: Store, id: number): void {
  const [ensembleId] = store.ensembles.ofMember(id)
  if (ensembleId === undefined) return
  throw new BoxwrightError(
    'conflict',
    `The run ${id} is a member of the ensemble ${ensembleId}, which would be nothing without it. Remove the ensemble first.`,
    { ensembleId },
  )
}

async function probe(context: EngineContext, device: TrainSettings['device']): Promise<DeviceReport> {
  const run = {
    task: { kind: 'probe', device } as const,
    folders: context.folders,
    signal: new AbortController().signal,
  }
  return (await runWorker({ ...run, onMessage: () => {} })) as DeviceReport
}

async function preview(context: EngineContext, settings: TrainSettings, pictures: number): Promise<TrainPreview> {
  const { categories, images } = gatherTrainingData(openProjectOf(context).store)
  const task = {
    kind: 'preview',
    settings,
    categories: categories.map(({ id, name }) => ({ id, name })),
    train: images.train,
    pictures,
  } as const
  const run = { task, folders: context.folders, signal: new AbortController().signal }
  return (await runWorker({ ...run, onMessage: () => {} })) as TrainPreview
}
