/**
 * A search over training settings as one job: trial after trial is trained as an ordinary run, as far as its rung goes, and
 * those that are worth it go on from where they rested. What a trial has reached is in the project file before the next begins,
 * so a search that was cut off goes on, in the middle of a trial where its training noted its place.
 */
import type { Emit } from '../../../shared/api.ts'
import { BoxwrightError, type ErrorCode } from '../../../shared/errors.ts'
import type { Progress } from '../../../shared/model.ts'
import { bestOf, nextStep, type SearchStep } from '../../../shared/search/halving.ts'
import { withValues } from '../../../shared/search/sampling.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import type { Folders } from '../folders.ts'
import type { StoredSearch, StoredTrial } from '../store/searches.ts'
import type { Store } from '../store/store.ts'
import { forgetResumePlace, hasResumePlace } from './runFolder.ts'
import type { JobContext } from './runner.ts'
import { type SearchClock, searchClock } from './searchClock.ts'
import type { SearchControl } from './searchControl.ts'
import { affordableTrials, type SearchCourse, searchProgress } from './searchProgress.ts'
import { abortedAs, runTraining, type TrainingData, trainControl } from './trainJob.ts'
import { isWholeEnd } from './wholeEnds.ts'

export type SearchJob = {
  readonly searchId: number
  readonly control: SearchControl
  readonly data: TrainingData
  readonly folders: Folders
  readonly emit: Emit
}
export type SearchResult = {
  readonly searchId: number
  readonly trials: number
  readonly endReason: 'done' | 'time'
  /** The number of the best trial, its run, and what it reached. */
  readonly best: { readonly number: number; readonly runId: number | null; readonly score: number } | null
}

export async function runSearch(context: JobContext, job: SearchJob): Promise<SearchResult> {
  const { store, signal } = context
  const { searchId, control, emit } = job
  const { settings, secondsUsed } = store.searches.get(searchId)
  const limit = settings.minutes === null ? null : settings.minutes * 60
  const clock = searchClock({ used: secondsUsed, limit, onUp: control.finish })
  control.follow(clock)
  let endReason = 'failed'
  try {
    const reason = await trainTrials(context, job, clock)
    const result = resultOf(store.searches.get(searchId), reason)
    endReason = reason
    return result
  } finally {
    clock.stop()
    store.searches.setSecondsUsed(searchId, clock.elapsed())
    store.searches.end(searchId, signal.aborted ? abortedAs(signal) : endReason)
    emit('search.changed', { searchId })
  }
}

async function trainTrials(
  context: JobContext,
  job: SearchJob,
  clock: SearchClock,
): Promise<SearchResult['endReason']> {
  const { store, signal } = context
  const { searchId, emit } = job
  for (;;) {
    signal.throwIfAborted()
    const search = store.searches.get(searchId)
    const open = search.trials.filter(({ state }) => state === 'open')
    if (open.length > 0 && clock.left() === 0) {
      giveUp(store, search, { numbers: open.map(({ number }) => number), state: 'left' })
      continue
    }
    const course = courseOf(search, clock)
    const step = nextStep(search.plan, search.trials, (rung) => affordableTrials(course, rung))
    if (step.kind === 'end') return search.trials.some(({ state }) => state === 'left') ? 'time' : 'done'
    if (step.kind === 'stop') giveUp(store, search, { numbers: step.numbers, state: 'stopped' })
    else await trainTrial(context, job, { search, clock, step })
    emit('search.changed', { searchId })
  }
}

/** @throws BoxwrightError `job-failed` when no trial could be trained */
function resultOf({ id, trials }: StoredSearch, endReason: SearchResult['endReason']): SearchResult {
  const failed = trials.find(({ state }) => state === 'failed')
  if (failed && trials.every(({ state }) => state === 'failed')) {
    throw new BoxwrightError('job-failed', `None of the trials could be trained. The first one said:\n${failed.error}`)
  }
  const best = bestOf(trials)
  return {
    searchId: id,
    trials: trials.length,
    endReason,
    best: best && { number: best.number, runId: best.runId, score: best.score! },
  }
}

type GivenUp = { readonly numbers: readonly number[]; readonly state: 'stopped' | 'left' }

/** Their best weights stay; the place to go on from, several times as large, has no use any more. */
function giveUp(store: Store, { id, trials }: StoredSearch, { numbers, state }: GivenUp): void {
  store.searches.setStates(id, numbers, state)
  for (const { number, runId } of trials) {
    if (runId !== null && numbers.includes(number)) forgetResumePlace(store.path, runId)
  }
}

const courseOf = ({ plan, trials }: StoredSearch, clock: SearchClock): SearchCourse => ({
  ...{ plan, trials },
  elapsed: clock.elapsed(),
  secondsLeft: clock.left(),
})

type TrialGo = {
  readonly search: StoredSearch
  readonly clock: SearchClock
  readonly step: Extract<SearchStep, { kind: 'train' }>
}

/** What is wrong with a trial alone: the others may do better. */
const faultsOfTrial: ReadonlySet<ErrorCode> = new Set([
  'loss-not-finite',
  'out-of-memory',
  'nothing-to-train',
  'worker-killed',
  'job-failed',
])

async function trainTrial(context: JobContext, job: SearchJob, go: TrialGo): Promise<void> {
  const { store, signal } = context
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await trainOnce(context, job, go)
    } catch (error) {
      if (signal.aborted || !(error instanceof BoxwrightError) || !faultsOfTrial.has(error.code)) throw error
      // Whoever ended the process may not have meant the trial: it goes on, once.
      if (error.code === 'worker-killed' && isFirst) continue
      return failTrial(store, { searchId: job.searchId, number: go.step.number, reason: error.message })
    }
  }
}

type Failed = { readonly searchId: number; readonly number: number; readonly reason: string }

function failTrial(store: Store, { searchId, number, reason }: Failed): void {
  store.searches.failTrial(searchId, number, reason)
  const { runId } = store.searches.get(searchId).trials[number - 1]!
  if (runId !== null) forgetResumePlace(store.path, runId)
}

async function trainOnce(context: JobContext, job: SearchJob, { search, clock, step }: TrialGo): Promise<void> {
  const { store, signal } = context
  const { searchId, control, data, folders } = job
  const { plan, settings: searched } = search
  const trial = store.searches.get(searchId).trials[step.number - 1]!
  const settings = trialSettings(search, trial)
  const { runId, isResumed, isWhole } = placeOf(context, job, { trial, settings })
  if (!isWhole) {
    const trialControl = trainControl()
    control.begin(step.number, trialControl)
    const { until } = plan.rungs[step.rung]!
    const rest = step.rung === plan.rungs.length - 1 ? null : { resource: plan.resource, until }
    const report = (progress: Progress) =>
      context.report(searchProgress(courseOf(search, clock), { ...step, progress }))
    const emit: Emit = (name, event) => {
      if (name === 'run.epoch') store.searches.setSecondsUsed(searchId, clock.elapsed())
      job.emit(name, event)
    }
    job.emit('search.changed', { searchId })
    try {
      const own = { runId, isResumed, rest, control: trialControl, data, settings, folders, emit }
      await runTraining({ ...context, report }, own)
    } finally {
      control.end()
    }
    signal.throwIfAborted()
  }
  const run = store.runs.get(runId)
  const score = searched.objective === 'ap' ? run.bestAp : run.bestAp50
  const isLast = step.rung === plan.rungs.length - 1
  const isCut = clock.left() === 0 && !isWholeEnd(run.endReason)
  store.searches.finishRung(searchId, step.number, {
    state: isCut ? 'left' : isLast ? 'done' : 'open',
    rungsDone: isCut ? trial.rungsDone : step.rung + 1,
    score,
  })
}

function trialSettings({ settings: { base }, plan }: StoredSearch, { values }: StoredTrial): TrainSettings {
  const whole = plan.rungs.at(-1)!.until
  const length = plan.resource === 'epochs' ? { epochs: whole, seconds: null } : { epochs: null, seconds: whole }
  return withValues({ ...base, ...length }, values)
}

type Place = { readonly runId: number; readonly isResumed: boolean; readonly isWhole: boolean }
type Placed = { readonly trial: StoredTrial; readonly settings: TrainSettings }

/** The run of a trial: a new one, or the one that rests or was cut off. */
function placeOf({ store, jobId }: JobContext, { searchId, data }: SearchJob, { trial, settings }: Placed): Place {
  const { number, runId } = trial
  if (runId === null) {
    const name = `${settings.detector} ${settings.size} S${searchId}.${number}`
    const { categories, snapshot } = data
    const added = store.searches.addRun({ id: searchId, number }, { jobId, name, settings, categories, snapshot })
    return { runId: added, isResumed: false, isWhole: false }
  }
  // It may have been cut off when it was whole and only that was not noted yet.
  if (isWholeEnd(store.runs.get(runId).endReason)) return { runId, isResumed: false, isWhole: true }
  const isResumed = hasResumePlace(store.path, runId)
  store.runs.reopen(runId, jobId)
  if (!isResumed) store.runs.forgetEpochsAfter(runId, 0)
  return { runId, isResumed, isWhole: false }
}
