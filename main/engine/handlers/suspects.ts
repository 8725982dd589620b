/** Finding wrong labels: cross-validation, and what people decide about suspects. */
import type { EngineHandlers, ParsedRequest } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { refuseConflicts } from '../../../shared/settingConflicts.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { type FoldsData, gatherFoldsData, imagesForFolds, runFolds } from '../jobs/foldsJob.ts'
import { toDecisionRow } from '../store/decisions.ts'
import { applyChange } from './annotations.ts'
import { imageGroups } from './split.ts'

type Part = Pick<EngineHandlers, 'folds.start' | 'folds.resume' | 'suspects.decisions' | 'suspects.decide'>

export function suspectHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store
  return {
    'folds.start': (request) => startFolds(context, request),
    'folds.resume': ({ runId }) => resumeFolds(context, runId),
    'suspects.decisions': () => store().decisions.list(),
    'suspects.decide': (request) => decide(context, request),
  }
}

function startFolds(context: EngineContext, { settings, folds, filter }: ParsedRequest<'folds.start'>) {
  const { store } = openProjectOf(context)
  if (settings.epochs === null && settings.seconds === null) {
    throw new BoxwrightError('bad-request', 'A fold would never end. Give it a number of epochs or a time.')
  }
  refuseConflicts(settings)
  const data = gatherFoldsData(store, imagesForFolds(store, filter), folds)
  const { categories, snapshot } = data
  const name = `${settings.detector} ${settings.size}`
  const place = (jobId: number) => store.runs.add({ jobId, name, settings, categories, snapshot })
  return begin(context, { data, settings, place })
}

function resumeFolds(context: EngineContext, runId: number) {
  const { store } = openProjectOf(context)
  const { folds, settings, endReason } = store.runs.get(runId)
  if (folds === null || endReason === null || endReason === 'folds') {
    throw new BoxwrightError('not-found', `The run ${runId} is no cross-validation that could go on.`, { runId })
  }
  const former = store.runs.snapshot(runId)
  const ids = new Set(former.split.train)
  const images = imagesForFolds(store, '').filter(({ id }) => ids.has(id))
  const data = gatherFoldsData(store, images, former.folds!)
  if (data.snapshot.labelHash !== former.labelHash) {
    throw new BoxwrightError(
      'conflict',
      `Labels or classes changed since the cross-validation ${runId} began, so its folds would no longer fit together. Start a new one.`,
      { runId },
    )
  }
  const place = (jobId: number) => {
    store.runs.reopen(runId, jobId)
    return runId
  }
  return begin(context, { data, settings, place })
}

type Beginning = {
  readonly data: FoldsData
  readonly settings: ParsedRequest<'folds.start'>['settings']
  /** Makes or finds the run of the job. */
  readonly place: (jobId: number) => number
}

function begin(context: EngineContext, { data, settings, place }: Beginning) {
  const { store, jobs } = openProjectOf(context)
  const job = jobs.start('folds', settings, (jobContext) =>
    runFolds(jobContext, {
      ...{ runId, data, settings },
      folders: context.folders,
      groups: () => imageGroups(store),
    }),
  )
  const runId = place(job.id)
  return { jobId: job.id, runId }
}

/** One step over all images that are decided about: either all of it counts, or none. */
function decide(context: EngineContext, { steps }: ParsedRequest<'suspects.decide'>) {
  const { store } = openProjectOf(context)
  const imageIds = [...new Set(steps.map(({ imageId }) => imageId))]
  const images = new Map(store.images.get(imageIds).map((image) => [image.id, image]))
  const { savedAt, editId } = store.edits.run('judge', imageIds.length === 1 ? imageIds[0]! : null, (writer) => {
    let decisionId = store.decisions.nextId()
    for (const { imageId, changes, decision } of steps) {
      const image = images.get(imageId)
      if (!image) throw new BoxwrightError('not-found', `The project has no image ${imageId}.`)
      for (const change of changes) applyChange(store, writer, image, change)
      writer.insert('decision', toDecisionRow(decisionId++, imageId, decision))
    }
  })
  announceChange(context, imageIds, true)
  return { savedAt, editId }
}
