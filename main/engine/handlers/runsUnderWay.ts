/** Runs that are being trained: starting them, going on with those that stopped, and telling them what to do meanwhile. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Run, TrainOrder } from '../../../shared/reports.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { hasResumePlace, weightsBytesOf } from '../jobs/runFolder.ts'
import {
  drawnData,
  gatherTrainingData,
  runTraining,
  type TrainControl,
  type TrainingData,
  trainControl,
} from '../jobs/trainJob.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'

export type Started = { readonly jobId: number; readonly runId: number }

export type RunsUnderWay = {
  readonly start: (settings: TrainSettings) => Started
  /** @throws BoxwrightError `not-found` when it has no place to go on from, `conflict` when what it learns from has changed */
  readonly resume: (runId: number) => Started
  /** @throws BoxwrightError `not-found` when the run is not under way */
  readonly give: (runId: number, order: TrainOrder) => void
  /** For a run that is trained as a part of other work. @returns what ends that */
  readonly follow: (runId: number, control: TrainControl) => () => void
  /** The run with what its row does not know. */
  readonly described: (run: StoredRun) => Run
}

export function runsUnderWay(context: EngineContext): RunsUnderWay {
  const project = () => openProjectOf(context)
  const controls = new Map<number, TrainControl>()

  function begin({ settings, data, isResumed, place }: Beginning): Started {
    const control = trainControl()
    const { folders, emit } = context
    const job = project().jobs.start(
      'train',
      settings,
      (jobContext) => runTraining(jobContext, { runId, isResumed, rest: null, control, data, settings, folders, emit }),
      () => controls.delete(runId),
    )
    const runId = place(job.id)
    controls.set(runId, control)
    return { jobId: job.id, runId }
  }

  function described(run: StoredRun): Run {
    return {
      ...run,
      weightsBytes: weightsBytesOf(project().store.path, run.id),
      isPaused: controls.get(run.id)?.isPaused() ?? false,
      isResumable: isResumable(project().store.path, run),
    }
  }

  return {
    described,
    start: (settings) => {
      const data = gatherTrainingData(project().store)
      const { categories, snapshot } = data
      const name = `${settings.detector} ${settings.size}`
      const place = (jobId: number) => project().store.runs.add({ jobId, name, settings, categories, snapshot })
      return begin({ settings, data, isResumed: false, place })
    },
    resume: (runId) => {
      const { runs } = project().store
      const run = described(runs.get(runId))
      if (!run.isResumable || run.folds !== null)
        throw new BoxwrightError('not-found', `The run ${runId} has no place to go on from.`)
      const data = formerData(project().store, runId)
      const place = (jobId: number) => {
        runs.reopen(runId, jobId)
        return runId
      }
      return begin({ settings: run.settings, data, isResumed: true, place })
    },
    ...ordersTo(controls, context),
  }
}

function ordersTo(controls: Map<number, TrainControl>, { emit }: EngineContext): Pick<RunsUnderWay, 'follow' | 'give'> {
  return {
    follow: (runId, control) => {
      controls.set(runId, control)
      return () => void controls.delete(runId)
    },
    give: (runId, order) => {
      const control = controls.get(runId)
      if (!control) throw new BoxwrightError('not-found', `The run ${runId} is not being trained.`)
      control.give(order)
      emit('run.ordered', { runId })
    },
  }
}

/** A run by the place it noted, a cross-validation by its folds, an ensemble by its members; with a trial its search goes on. */
function isResumable(projectPath: string, { id, endReason, folds, trial, ensemble }: StoredRun): boolean {
  if (endReason === null || trial !== null) return false
  if (ensemble !== null) return endReason !== 'combined'
  return folds === null ? hasResumePlace(projectPath, id) : endReason !== 'folds'
}

/** What a run learns from, as it was when it began. @throws BoxwrightError `conflict` when it is no more */
function formerData(store: Store, runId: number): TrainingData {
  const { isDrawn, split, labelHash } = store.runs.snapshot(runId)
  const all = gatherTrainingData(store)
  const data = isDrawn ? drawnData(all, split.train) : all
  refuseOtherLabels(runId, data, labelHash)
  return data
}

type Beginning = {
  readonly settings: TrainSettings
  readonly data: TrainingData
  readonly isResumed: boolean
  /** Makes or finds the run of the job. */
  readonly place: (jobId: number) => number
}

export function refuseOtherLabels(runId: number, data: TrainingData, labelHash: string): void {
  if (data.snapshot.labelHash === labelHash) return
  throw new BoxwrightError(
    'conflict',
    `Labels, classes or the split changed since the run ${runId} began, so its figures would no longer tell what they were learned from. Start a new run.`,
    { runId },
  )
}
