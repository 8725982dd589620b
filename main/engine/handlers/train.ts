/** Training: what stands in its way, which device would compute, starting it, and its runs. */
import { rmSync } from 'node:fs'
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { DeviceReport, ReadinessItem } from '../../../shared/reports.ts'
import type { TrainPreview } from '../../../shared/trainCalls.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { readSamples, runFolderOf } from '../jobs/runFolder.ts'
import { runWorker } from '../jobs/runWorker.ts'
import { gatherTrainingData } from '../jobs/trainJob.ts'
import type { Store } from '../store/store.ts'
import { runsUnderWay } from './runsUnderWay.ts'

type Part = Pick<
  EngineHandlers,
  | 'train.readiness'
  | 'train.device'
  | 'train.start'
  | 'train.order'
  | 'train.resume'
  | 'train.preview'
  | 'runs.samples'
  | 'runs.list'
  | 'runs.get'
  | 'runs.remove'
>

/** A class with fewer boxes than this is hardly learned. */
const fewBoxes = 20

export function trainHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store
  const underWay = runsUnderWay(context)
  const devices = new Map<TrainSettings['device'], Promise<DeviceReport>>()

  return {
    'train.readiness': () => readinessOf(store()),
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
      return underWay.start(settings)
    },
    'train.order': ({ runId, order }) => {
      underWay.give(runId, order)
      return {}
    },
    'train.resume': ({ runId }) => underWay.resume(runId),
    'train.preview': ({ settings, pictures }) => preview(context, settings, pictures),
    'runs.samples': ({ id }) => readSamples(store().path, store().runs.get(id).id),
    'runs.list': () => store().runs.list().map(underWay.described),
    'runs.get': ({ id }) => ({ ...underWay.described(store().runs.get(id)), epochs: store().runs.epochs(id) }),
    'runs.remove': ({ id }) => {
      const run = store().runs.get(id)
      if (run.endedAt === null && openProjectOf(context).jobs.isActive(run.jobId)) {
        throw new BoxwrightError('job-busy', `The run ${id} is still being trained. Cancel it first.`)
      }
      store().runs.remove(id)
      rmSync(runFolderOf(store().path, id), { recursive: true, force: true })
      return {}
    },
  }
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

function readinessOf(store: Store): ReadinessItem[] {
  const images = store.images.usable()
  const labelled = images.filter((image) => image.state !== 'unlabelled' && image.state !== 'rejected')
  const unlabelled = images.filter((image) => image.state === 'unlabelled').length
  const items: ReadinessItem[] = []
  const add = (
    severity: ReadinessItem['severity'],
    kind: ReadinessItem['kind'],
    message: string,
    values: ReadinessItem['values'],
  ) => items.push({ severity, kind, message, values })

  const boxes = labelled.reduce((sum, image) => sum + image.annotationCount, 0)
  if (boxes === 0) add('block', 'labels', 'No image has boxes yet.', {})
  else add('ok', 'labels', `${boxes} boxes in ${labelled.length} images.`, { boxes, images: labelled.length })

  const inPart = (name: string) => labelled.filter((image) => image.split === name).length
  const [train, val, test] = [inPart('train'), inPart('val'), inPart('test')]
  const undealt = labelled.length - train - val - test
  if (train === 0)
    add('block', 'split', 'No labelled image belongs to the training part.', { train, val, test, undealt })
  else if (undealt > 0)
    add('warning', 'split', `${undealt} labelled images belong to no part.`, { train, val, test, undealt })
  else add('ok', 'split', `Split ${train} : ${val} : ${test}.`, { train, val, test, undealt })
  if (train > 0 && val === 0)
    add('warning', 'empty-part', 'Without validation images the last weights are kept, not the best.', { part: 'val' })

  for (const category of store.categories.listCounted()) {
    if (category.annotationCount > 0 && category.annotationCount < fewBoxes) {
      const { name, annotationCount } = category
      add('warning', 'few-boxes', `The class "${name}" has only ${annotationCount} boxes.`, {
        name,
        boxes: annotationCount,
      })
    }
  }
  if (unlabelled > 0)
    add('warning', 'unlabelled', `${unlabelled} images are not labelled and will not be used.`, { images: unlabelled })
  return items
}
