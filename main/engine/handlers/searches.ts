/** Searches over training settings: starting them, going on with those that stopped, and telling them what to do meanwhile. */
import { rmSync } from 'node:fs'
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { checkSearch } from '../../../shared/search/checkSearch.ts'
import { planSearch } from '../../../shared/search/plan.ts'
import { sampleTrials } from '../../../shared/search/sampling.ts'
import type { SearchSettings } from '../../../shared/search/settings.ts'
import type { Search } from '../../../shared/searchCalls.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { runFolderOf } from '../jobs/runFolder.ts'
import { type SearchControl, searchControl } from '../jobs/searchControl.ts'
import { runSearch } from '../jobs/searchJob.ts'
import { gatherTrainingData, type TrainingData } from '../jobs/trainJob.ts'
import type { StoredSearch } from '../store/searches.ts'
import { refuseWhileMember } from './train.ts'

type Part = Pick<
  EngineHandlers,
  'search.start' | 'search.resume' | 'search.order' | 'search.list' | 'search.get' | 'search.remove'
>

export function searchHandlers(context: EngineContext): Part {
  const controls = new Map<number, SearchControl>()
  const described = (search: StoredSearch) => describe(search, controls.get(search.id) ?? null)
  return {
    'search.start': ({ settings }) => begin(context, controls, newSearch(context, settings)),
    'search.resume': ({ searchId }) => begin(context, controls, formerSearch(context, searchId)),
    'search.order': ({ searchId, order }) => {
      const control = controls.get(searchId)
      if (!control) throw new BoxwrightError('not-found', `The search ${searchId} is not under way.`)
      control.give(order)
      context.emit('search.changed', { searchId })
      return {}
    },
    'search.list': () => openProjectOf(context).store.searches.list().map(described),
    'search.get': ({ id }) => described(searchOf(context, id)),
    'search.remove': ({ id }) => {
      remove(context, searchOf(context, id))
      return {}
    },
  }
}

const searchOf = (context: EngineContext, id: number): StoredSearch => openProjectOf(context).store.searches.get(id)

type Beginning = {
  readonly settings: SearchSettings
  readonly data: TrainingData
  /** Makes or finds the search of the job. */
  readonly place: (jobId: number) => number
}

function newSearch(context: EngineContext, settings: SearchSettings): Beginning {
  const { store } = openProjectOf(context)
  checkSearch(settings)
  const data = gatherTrainingData(store)
  refuseWithoutValidation(data)
  const trials = sampleTrials(settings)
  const plan = planSearch(settings, trials.length)
  const { labelHash } = data.snapshot
  const place = (jobId: number) => store.searches.add({ jobId, settings, plan, labelHash, trials })
  return { settings, data, place }
}

/** @throws BoxwrightError `not-split`, `nothing-to-evaluate` when all trials would end without a figure */
function refuseWithoutValidation({ images: { val } }: TrainingData): void {
  if (val.length === 0) {
    throw new BoxwrightError(
      'not-split',
      'A search chooses by the validation part, and no labelled image belongs to it. Split the images first.',
    )
  }
  // Ignore regions are no boxes to be found.
  if (!val.some(({ classes }) => classes.some((place) => place >= 0))) {
    throw new BoxwrightError(
      'nothing-to-evaluate',
      'A search chooses by the validation part, and none of its images has a box. Label some, or split the images anew.',
    )
  }
}

function formerSearch(context: EngineContext, searchId: number): Beginning {
  const { store } = openProjectOf(context)
  const search = searchOf(context, searchId)
  if (!isResumable(search)) throw new BoxwrightError('not-found', `The search ${searchId} has nothing left to do.`)
  const data = gatherTrainingData(store)
  if (data.snapshot.labelHash !== search.labelHash) {
    throw new BoxwrightError(
      'conflict',
      `Labels, classes or the split changed since the search ${searchId} began, so its trials could not be compared any more. Start a new one.`,
      { searchId },
    )
  }
  const place = (jobId: number) => {
    store.searches.reopen(searchId, jobId)
    return searchId
  }
  return { settings: search.settings, data, place }
}

function begin(context: EngineContext, controls: Map<number, SearchControl>, { settings, data, place }: Beginning) {
  const { jobs } = openProjectOf(context)
  const { folders, emit } = context
  const control = searchControl()
  const job = jobs.start(
    'search',
    settings,
    (jobContext) => runSearch(jobContext, { searchId, control, data, folders, emit }),
    () => controls.delete(searchId),
  )
  const searchId = place(job.id)
  controls.set(searchId, control)
  return { jobId: job.id, searchId }
}

function describe(search: StoredSearch, control: SearchControl | null): Search {
  const { labelHash: _, trials, ...rest } = search
  return {
    ...rest,
    isPaused: control?.isPaused() ?? false,
    isResumable: isResumable(search),
    trials: trials.map((trial) => ({ ...trial, isUnderWay: control?.trialNumber() === trial.number })),
  }
}

function isResumable({ endReason, trials }: StoredSearch): boolean {
  return endReason !== null && trials.some(({ state }) => state === 'open')
}

function remove(context: EngineContext, { id, endReason, trials }: StoredSearch): void {
  const { store } = openProjectOf(context)
  if (endReason === null) {
    throw new BoxwrightError('job-busy', `The search ${id} is still under way. Cancel it first.`)
  }
  for (const { runId } of trials) if (runId !== null) refuseWhileMember(store, runId)
  store.searches.remove(id)
  for (const { runId } of trials) {
    if (runId !== null) rmSync(runFolderOf(store.path, runId), { recursive: true, force: true })
  }
}
