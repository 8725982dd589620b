/** Exports a run's detector: what the worker needs of the project, and the folder that appears whole or not at all. */
import { join, resolve } from 'node:path'
import type { Image } from '../../../shared/model.ts'
import type { ExportedModel, ModelExportSettings, ModelFiles } from '../../../shared/modelExportCalls.ts'
import type { ExportModelTask, WorkerMessage } from '../../../shared/workerMessages.ts'
import type { Folders } from '../folders.ts'
import { inWholeFolder } from '../formats/wholeFolder.ts'
import { ownVersion } from '../ownVersion.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { workerImages } from './detectJob.ts'
import { refuseOwnPlace } from './exportPlace.ts'
import { projectName } from './projectName.ts'
import { runFolderOf } from './runFolder.ts'
import type { JobContext } from './runner.ts'
import { runWorker } from './runWorker.ts'
import { annotationsByImage, isLabelled, labelledImages } from './trainJob.ts'

/** Pictures on which file and run are compared. */
const checkedImages = 10
/** Pictures that the ranges of int8 are taken from; more move them hardly at all. */
const calibrationImages = 64

export type ModelExport = {
  readonly run: StoredRun
  readonly settings: ModelExportSettings
  readonly folders: Folders
  /** See wholeFolder.ts. */
  readonly token: string
}

export async function runModelExport(context: JobContext, request: ModelExport): Promise<ExportedModel> {
  const { settings, folders, token } = request
  const { runId, format, precision, existing } = settings
  const directory = resolve(settings.directory)
  refuseOwnPlace(context.store, directory)
  const onMessage = (message: WorkerMessage) => {
    if (message.kind === 'progress') context.report(message.progress)
  }
  const { result, keptAside } = await inWholeFolder({ directory, existing, token }, async (folder) => {
    const task = taskOf(context.store, request, folder)
    const made = (await runWorker({ task, folders, signal: context.signal, onMessage })) as ModelFiles
    context.signal.throwIfAborted()
    return made
  })
  return { runId, format, precision, directory, keptAside, ...result }
}

function taskOf(store: Store, { run, settings, folders }: ModelExport, folder: string): ExportModelTask {
  const { format, precision, measure } = settings
  const usable = store.images.usable()
  const ofPart = (part: Image['split']) => usable.filter(({ split }) => split === part)
  const unseen = [...ofPart('test'), ...ofPart('val'), ...ofPart(null), ...ofPart('train')]
  const withLabels = (images: readonly Image[]) =>
    labelledImages(store, images, annotationsByImage(store, images), run.categories)
  return {
    kind: 'exportModel',
    runFolder: runFolderOf(store.path, run.id),
    weightsFolder: join(folders.resources, 'weights'),
    examplesFolder: join(folders.resources, 'examples'),
    cacheFolder: folders.cache,
    folder,
    format,
    precision,
    origin: { boxwright: ownVersion(), project: projectName(store.path), runId: run.id, runName: run.name },
    checked: workerImages(store, unseen.slice(0, checkedImages)),
    calibration: precision === 'int8' ? workerImages(store, spread(ofPart('train'), calibrationImages)) : [],
    measured: measure === 'none' ? null : { split: measure, images: withLabels(ofPart(measure).filter(isLabelled)) },
  }
}

/** So many, evenly over all. */
function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count)
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)]!)
}
