/**
 * A training run, from labelled images to the best checkpoint: epoch after epoch of steps, validate, keep the best, until
 * the epochs or the time are used up or the user has had enough.
 */
import { BoxwrightError } from '../../../shared/errors.ts'
import { shuffled } from '../../../shared/random.ts'
import type { TrainResult, TrainTask } from '../../../shared/workerMessages.ts'
import { readValues } from '../tensorflow/readValues.ts'
import { tf } from '../tensorflow/tensorflow.ts'
import { buildBatch, type Sample } from './batch.ts'
import { batchesOf } from './batchesOf.ts'
import { type RunProgress, removeCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { trainingPerValidation } from './config.ts'
import { type FullBatchTrainer, fullBatchTrainer } from './fullBatch.ts'
import { learnsFromAll } from './learning.ts'
import { type SaveRhythm, saveRhythm } from './saveRhythm.ts'
import { averageKeepAt, rateAt } from './schedule.ts'
import { type StepClock, stepClock } from './stepTimes.ts'
import {
  filledUp,
  type Labelled,
  loadSamples,
  type Machine,
  openSession,
  resumeName,
  type TrainHooks,
  type TrainingSession,
} from './trainingSession.ts'
import { stepScalars } from './trainStep.ts'
import { nothingValidated, type Validation, validate } from './validate.ts'
import { validationLoss } from './validationLoss.ts'

type EndReason = TrainResult['endReason']
type Best = { readonly epoch: number; readonly validation: Validation }

/** What changes during a run. */
type RunState = {
  step: number
  epochs: number
  best: Best | null
  /** Validations in a row that were no better than the best. */
  validationsSinceBest: number
  /** The last validation loss, and how often in a row it was higher than the one before. */
  validationLoss: number | null
  rises: number
  /** Where all images are learned from at once. */
  fullBatch: FullBatchTrainer | null
  /** Seconds that the last validation took, and seconds of training since. */
  validationSeconds: number
  secondsSinceValidation: number
  /** Seconds in steps, and those of them in which the next pictures were not there yet. */
  stepSeconds: number
  waitingSeconds: number
  saves: SaveRhythm
  clock: StepClock
}

export async function trainDetector(task: TrainTask, hooks: TrainHooks, machine: Machine): Promise<TrainResult> {
  const session = await openSession(task, hooks, machine)
  const state = startOf(session)
  try {
    let endReason: EndReason | null = wasAtRest(session) ? 'stopped' : null
    while (endReason === null) {
      endReason = await runEpoch(session, state, state.epochs + 1)
      await keepPlace(session, state, endReason)
    }
    const { best } = state
    const { ap, ap50 } = best?.validation ?? nothingValidated
    const waitingShare = state.stepSeconds > 0 ? state.waitingSeconds / state.stepSeconds : 0
    return { bestEpoch: best?.epoch ?? null, ap, ap50, epochs: state.epochs, endReason, waitingShare }
  } finally {
    session.model.dispose()
  }
}

function startOf(session: TrainingSession): RunState {
  const { resumed, hooks, task } = session
  const fullBatch = learnsFromAll(task.settings) ? fullBatchTrainer(session) : null
  const unmeasured = {
    fullBatch,
    stepSeconds: 0,
    waitingSeconds: 0,
    saves: saveRhythm(),
    clock: stepClock(hooks.onStepTimes),
  }
  if (!resumed) {
    const fresh = { step: 0, epochs: 0, best: null, validationsSinceBest: 0, validationLoss: null, rises: 0 }
    return { ...fresh, validationSeconds: 0, secondsSinceValidation: 0, ...unmeasured }
  }
  const { random: _random, secondsUsed: _secondsUsed, ...kept } = resumed
  return { ...kept, ...unmeasured }
}

/** @returns why the run ends after this epoch, or null when it goes on */
async function runEpoch(session: TrainingSession, state: RunState, epoch: number): Promise<EndReason | null> {
  const startedAt = performance.now()
  const { losses, learningRate, steps, isSettled } = state.fullBatch
    ? await runFullBatch(session, state, state.fullBatch, epoch)
    : await runSteps(session, state, epoch)
  const seconds = (performance.now() - startedAt) / 1000
  if (steps === 0) {
    // Ended before its first step: there is no such epoch.
    if (session.hooks.isCancelled()) return 'cancelled'
    if (session.hooks.isFinishing()) return 'stopped'
    throw new BoxwrightError(
      'nothing-to-train',
      'None of the training images can be decoded any more. Check the files.',
    )
  }
  state.secondsSinceValidation += seconds
  const endReason = endOf(session, state, epoch) ?? (isSettled ? 'settled' : null)
  const isDue = isValidationDue(session, state, epoch, endReason)
  const validation = isDue ? await validateAndKeep(session, state, epoch) : nothingValidated
  state.epochs = epoch
  const imagesPerSecond = (steps * session.task.settings.batch) / seconds
  const ofValidation: Record<string, number> =
    isDue && state.validationLoss !== null ? { validation: state.validationLoss } : {}
  session.hooks.onEpoch({
    epoch,
    losses: { ...losses, ...ofValidation },
    learningRate,
    ...validation,
    seconds,
    imagesPerSecond,
  })
  return endReason ?? earlyEndOf(session, state)
}

async function runSteps(session: TrainingSession, state: RunState, epoch: number) {
  const { settings } = session.task
  const batches = batchesOf(shuffled(session.train, session.random), settings.batch)
  const sums: Record<string, number> = {}
  let steps = 0
  let learningRate = 0
  let next = loadSamples(session.pictures, batches[0]!)
  for (const [index, batch] of batches.entries()) {
    await standWhilePaused(session, epoch - 1 + index / batches.length)
    if (hasToEnd(session) || (steps > 0 && (isTimeUp(session, state) || isRestTime(session, state)))) break
    const epochsDone = epoch - 1 + index / batches.length
    const startedAt = performance.now()
    const samples = await next
    const waitedUntil = performance.now()
    // The next pictures are decoded while TensorFlow computes.
    next = loadSamples(session.pictures, batches[index + 1] ?? [])
    if (samples.length === 0) continue
    learningRate = settings.learningRate * rateAt(settings, session.budget.part(epochsDone), state.step)
    const losses = await runStep(session, state, filledUp(samples, settings.batch), learningRate)
    refuseInfinite(losses, epoch, batch)
    for (const [name, value] of Object.entries(losses)) sums[name] = (sums[name] ?? 0) + value
    steps += 1
    state.waitingSeconds += (waitedUntil - startedAt) / 1000
    state.stepSeconds += (performance.now() - startedAt) / 1000
    reportStep(session, epoch, epochsDone)
    // Lets messages in, a cancel among them.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const losses = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / Math.max(1, steps)]))
  return { losses, learningRate, steps, isSettled: false }
}

/** An epoch in which the weights change once; its steps are batches that were looked at. */
async function runFullBatch(session: TrainingSession, state: RunState, fullBatch: FullBatchTrainer, epoch: number) {
  const { settings } = session.task
  const learningRate = settings.learningRate * rateAt(settings, session.budget.part(epoch - 1), state.step)
  const mayGoOn = async (part: number) => {
    await standWhilePaused(session, epoch - 1 + part)
    reportStep(session, epoch, epoch - 1 + part)
    // The first pass is seen to its end: before it there is nothing to keep.
    return !hasToEnd(session) && (epoch === 1 || !(isTimeUp(session, state) || isRestTime(session, state)))
  }
  const { losses, batches, isSettled } = await fullBatch.step(mayGoOn, learningRate, state.step)
  if (losses === null) return { losses: {}, learningRate, steps: 0, isSettled }
  refuseInfinite(losses, epoch, session.train)
  state.step += 1
  const total = Object.values(losses).reduce((sum, value) => sum + value, 0)
  return { losses: { ...losses, total }, learningRate, steps: Math.max(1, batches), isSettled }
}

async function runStep(
  session: TrainingSession,
  state: RunState,
  samples: readonly Sample[],
  learningRate: number,
): Promise<Record<string, number>> {
  const { task, detector, model, random, room } = session
  const batch = buildBatch(samples, detector, task.settings, random, room)
  const inputs = {
    ...batch,
    ...stepScalars(state.step, learningRate, averageKeepAt(task.settings.average, state.step)),
  }
  const losses = await state.clock.measure(async () => {
    const outputs = Object.entries(model.run('train', inputs))
    const values = await Promise.all(
      outputs.map(async ([name, value]) => [name, (await readValues(value))[0]!] as const),
    )
    tf.dispose(outputs.map(([, value]) => value))
    return Object.fromEntries(values)
  })
  tf.dispose(Object.values(inputs))
  state.step += 1
  return { ...losses, total: Object.values(losses).reduce((sum, value) => sum + value, 0) }
}

function refuseInfinite(losses: Readonly<Record<string, number>>, epoch: number, batch: readonly Labelled[]): void {
  if (Object.values(losses).every(Number.isFinite)) return
  const ids = batch.map(({ image }) => image.id).join(', ')
  throw new BoxwrightError(
    'loss-not-finite',
    `The loss became infinite in epoch ${epoch} (images ${ids}). Train again with a smaller learning rate.`,
    { epoch },
  )
}

function reportStep({ budget, hooks, task }: TrainingSession, epoch: number, epochsDone: number): void {
  const of = task.settings.epochs === null ? '' : ` of ${task.settings.epochs}`
  hooks.onProgress({
    value: budget.part(epochsDone),
    title: `Epoch ${epoch}${of}`,
    phase: 'training',
    secondsLeft: budget.secondsLeft(epochsDone),
  })
}

async function standWhilePaused({ hooks, budget }: TrainingSession, epochsDone: number): Promise<void> {
  const pause = hooks.whilePaused()
  if (pause === null) return
  hooks.onProgress({ value: budget.part(epochsDone), title: 'Paused', phase: 'paused', secondsLeft: null })
  await budget.standStill(() => pause)
}

const hasToEnd = ({ hooks }: TrainingSession): boolean => hooks.isCancelled() || hooks.isFinishing()

/** The last validation has to fit into the time too. */
function isTimeUp({ budget }: TrainingSession, state: RunState): boolean {
  return budget.isUp(state.validationSeconds)
}

function endOf(session: TrainingSession, state: RunState, epoch: number): EndReason | null {
  if (session.hooks.isCancelled()) return 'cancelled'
  if (session.hooks.isFinishing()) return 'stopped'
  if (epoch === session.task.settings.epochs) return 'epochs'
  if (isTimeUp(session, state)) return 'time'
  return isRestTime(session, state) || isRestEpoch(session, epoch) ? 'stopped' : null
}

/** A run that was cut off when it had just come to its rest has nothing to train. */
function wasAtRest(session: TrainingSession): boolean {
  const { resumed, task } = session
  if (!resumed || !task.rest) return false
  const { epochs, secondsUsed, validationSeconds } = resumed
  return (
    isRestEpoch(session, epochs) ||
    (task.rest.resource === 'seconds' && secondsUsed + validationSeconds >= task.rest.until)
  )
}

function isRestEpoch({ task: { rest } }: TrainingSession, epochs: number): boolean {
  return rest?.resource === 'epochs' && epochs >= rest.until
}

function isRestTime({ task: { rest }, budget }: TrainingSession, { validationSeconds }: RunState): boolean {
  return rest?.resource === 'seconds' && budget.elapsed() + validationSeconds >= rest.until
}

/** At the end always; before, so often as the settings say, but with no more than a small part of the time. */
function isValidationDue(
  { task }: TrainingSession,
  state: RunState,
  epoch: number,
  endReason: EndReason | null,
): boolean {
  if (endReason === 'cancelled') return false
  if (endReason !== null) return true
  const isAffordable = state.secondsSinceValidation >= trainingPerValidation * state.validationSeconds
  return epoch % task.settings.validateEvery === 0 && isAffordable
}

async function validateAndKeep(session: TrainingSession, state: RunState, epoch: number): Promise<Validation> {
  const startedAt = performance.now()
  const validation = await validate(session, epoch)
  const former = state.best?.validation.ap ?? null
  const isBetter = former === null || validation.ap === null || validation.ap > former
  state.validationsSinceBest = isBetter ? 0 : state.validationsSinceBest + 1
  if (session.task.settings.rises !== null) countRise(state, await validationLoss(session))
  // Of equals the later is kept: it has seen more.
  if (isBetter || validation.ap === former) await keepBest(session, state, epoch, validation)
  state.validationSeconds = (performance.now() - startedAt) / 1000
  state.secondsSinceValidation = 0
  return validation
}

function countRise(state: RunState, loss: number | null): void {
  const isRise = loss !== null && state.validationLoss !== null && loss > state.validationLoss
  state.rises = isRise ? state.rises + 1 : 0
  state.validationLoss = loss
}

/** Early stopping: by the AP that gets no better, or by the validation loss that gets worse (Prechelt, "Early stopping", 1998). */
function earlyEndOf({ task }: TrainingSession, { validationsSinceBest, rises }: RunState): EndReason | null {
  const { settings } = task
  if (settings.patience !== null && validationsSinceBest >= settings.patience) return 'patience'
  return settings.rises !== null && rises >= settings.rises ? 'rises' : null
}

async function keepBest(
  session: TrainingSession,
  state: RunState,
  epoch: number,
  validation: Validation,
): Promise<void> {
  const { average, frozen, statistics } = await session.model.readState()
  const info = { ...describe(session), epoch, step: state.step, ...validation, progress: null }
  await writeCheckpoint(session.task.runFolder, 'best', {
    info,
    state: { average: average!, frozen: frozen!, statistics: statistics! },
  })
  state.best = { epoch, validation }
  session.hooks.onBest(epoch, validation)
}

function describe({ task, anchors, scaling }: TrainingSession) {
  return {
    settings: task.settings,
    categories: task.categories.map(({ id, name }) => ({ id, name })),
    anchors: anchors.map((scale) => [...scale]),
    scaling: { mean: [...scaling.mean], deviation: [...scaling.deviation] },
  }
}

/** Ends after which nobody would want to go on. */
const finalEnds: ReadonlySet<EndReason> = new Set(['epochs', 'time', 'settled'])

/** After an epoch: where the run stands, so that it can go on after a crash or a stop. */
async function keepPlace(session: TrainingSession, state: RunState, endReason: EndReason | null): Promise<void> {
  const { task, model, random, budget } = session
  if (endReason !== null && finalEnds.has(endReason)) return removeCheckpoint(task.runFolder, resumeName)
  // A cancelled epoch stopped somewhere in its middle: the place before it is the one to go on from.
  if (endReason === 'cancelled' || (endReason === null && !state.saves.isDue())) return
  const { step, epochs, best, validationsSinceBest, validationSeconds, secondsSinceValidation } = state
  const { validationLoss: loss, rises } = state
  const progress = {
    ...{ step, epochs, best, validationsSinceBest, validationSeconds, secondsSinceValidation },
    ...{ validationLoss: loss, rises },
    secondsUsed: budget.elapsed(),
    random: [...random.state()] as RunProgress['random'],
  }
  const figures = best?.validation ?? nothingValidated
  const info = { ...describe(session), epoch: epochs, step, ...figures, progress }
  await state.saves.measure(async () =>
    writeCheckpoint(task.runFolder, resumeName, { info, state: await model.readState() }),
  )
}
