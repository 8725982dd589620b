/**
 * Training by all images at once: the gradients of the batches of a pass are added up, and the weights change once. With a rule of
 * first order (optimizer.ts) that is batch gradient descent; the methods of second order (secondOrder/) ask for the value and the
 * gradient of several places before they take a step, and so want the very same pictures at each: they are augmented once and for all.
 */
import { type Random, seededRandom, shuffled } from '../../../shared/random.ts'
import { isSecondOrder } from '../../../shared/trainSettings.ts'
import { readValues } from '../tensorflow/readValues.ts'
import { tf } from '../tensorflow/tensorflow.ts'
import { buildBatch } from './batch.ts'
import { batchesOf } from './batchesOf.ts'
import { optimizerScalars } from './optimizer.ts'
import { decayVector, initialVector } from './parameters.ts'
import { averageKeepAt } from './schedule.ts'
import { conjugateGradient } from './secondOrder/conjugateGradient.ts'
import { lbfgs } from './secondOrder/lbfgs.ts'
import { newton } from './secondOrder/newton.ts'
import type { Minimiser, Objective, Point } from './secondOrder/objective.ts'
import { filledUp, type Labelled, loadSamples, type TrainingSession } from './trainingSession.ts'

type LossValues = Readonly<Record<string, number>>

/** Losses and gradient as means over the batches that were seen. */
type Seen = {
  readonly losses: LossValues
  readonly gradient: Float64Array
  readonly batches: number
  readonly isWhole: boolean
}

export type FullBatchStep = {
  /** Null when no batch could be seen. */
  readonly losses: LossValues | null
  readonly batches: number
  /** True when a method of second order finds no lower place: it has arrived. */
  readonly isSettled: boolean
}

/** Asked before each batch with the done part of the pass. */
type MayGoOn = (part: number) => Promise<boolean>

export type FullBatchTrainer = {
  readonly step: (mayGoOn: MayGoOn, learningRate: number, stepsDone: number) => Promise<FullBatchStep>
}

export function fullBatchTrainer(session: TrainingSession): FullBatchTrainer {
  const { optimizer } = session.task.settings
  return isSecondOrder(optimizer) ? secondOrderTrainer(session, minimisers[optimizer]()) : descentTrainer(session)
}

const minimisers = { newton, 'conjugate-gradient': conjugateGradient, lbfgs } as const satisfies Record<
  string,
  () => Minimiser
>

function descentTrainer(session: TrainingSession): FullBatchTrainer {
  const { model, task, train, random } = session
  const { batch, average } = task.settings
  return {
    step: async (mayGoOn, learningRate, stepsDone) => {
      const seen = await gradientOverAll(session, batchesOf(shuffled(train, random), batch), random, mayGoOn)
      if (seen.batches === 0) return { losses: null, batches: 0, isSettled: false }
      const inputs = {
        gradient: tf.tensor1d(Float32Array.from(seen.gradient)),
        ...optimizerScalars(stepsDone, learningRate),
        averageKeep: tf.scalar(averageKeepAt(average, stepsDone)),
      }
      tf.dispose(Object.values(model.run('update', inputs)))
      tf.dispose(Object.values(inputs))
      return { losses: seen.losses, batches: seen.batches, isSettled: false }
    },
  }
}

/** Thrown through a method whose objective was cut short; caught where the method was asked. */
class CutShort extends Error {}

function secondOrderTrainer(session: TrainingSession, minimiser: Minimiser): FullBatchTrainer {
  const { model, task, train } = session
  const { seed, batch } = task.settings
  const batches = batchesOf(shuffled(train, seededRandom(seed)), batch)
  /** What else belongs to a place: its losses, and the running statistics after a pass there. */
  const traces = new WeakMap<Point, Trace>()
  let here: Point | null = null
  let passes = 0

  const objectiveFrom = (statistics: Float32Array, mayGoOn: MayGoOn): Objective => {
    return async (x) => {
      const weights = Float32Array.from(x)
      model.writeState({ ...(await model.readState()), weights, average: weights, statistics })
      const seen = await gradientOverAll(session, batches, seededRandom(seed), mayGoOn)
      if (!seen.isWhole) throw new CutShort()
      passes += 1
      const point = decayed(session, { x, value: totalOf(seen.losses), gradient: seen.gradient })
      traces.set(point, { losses: seen.losses, statistics: (await model.readState()).statistics! })
      return point
    }
  }
  const settleAt = async (point: Point) => {
    const weights = Float32Array.from(point.x)
    const { statistics } = traces.get(point)!
    model.writeState({ ...(await model.readState()), weights, average: weights, statistics })
  }
  return {
    step: async (mayGoOn) => {
      const before = passes
      const { weights, statistics } = await model.readState()
      const objective = objectiveFrom(here ? traces.get(here)!.statistics : statistics!, mayGoOn)
      try {
        here ??= await objective(Float64Array.from(weights!))
        const { point, isBetter } = await minimiser.step(objective, here)
        here = point
        await settleAt(here)
        return { losses: traces.get(here)!.losses, batches: (passes - before) * batches.length, isSettled: !isBetter }
      } catch (error) {
        if (!(error instanceof CutShort)) throw error
        if (here === null) return { losses: null, batches: 0, isSettled: false }
        await settleAt(here)
        return { losses: traces.get(here)!.losses, batches: (passes - before) * batches.length, isSettled: false }
      }
    },
  }
}

type Trace = { readonly losses: LossValues; readonly statistics: Float32Array }

async function gradientOverAll(
  session: TrainingSession,
  batches: readonly (readonly Labelled[])[],
  random: Random,
  mayGoOn: MayGoOn,
): Promise<Seen> {
  const { task, detector, model, pictures, room } = session
  const gradient = new Float64Array(initialVector(detector.layouts.weights).length)
  const sums: Record<string, number> = {}
  let seen = 0
  let isWhole = true
  let next = loadSamples(pictures, batches[0]!)
  for (const [index] of batches.entries()) {
    if (!(await mayGoOn(index / batches.length))) {
      isWhole = false
      break
    }
    const samples = await next
    next = loadSamples(pictures, batches[index + 1] ?? [])
    if (samples.length === 0) continue
    const inputs = buildBatch(filledUp(samples, task.settings.batch), detector, task.settings, random, room)
    const { gradient: own, ...losses } = model.run('gradient', inputs)
    const values = await readValues(own!)
    for (let place = 0; place < gradient.length; place++) gradient[place]! += values[place]!
    for (const [name, loss] of Object.entries(losses)) sums[name] = (sums[name] ?? 0) + (await readValues(loss))[0]!
    tf.dispose([own!, ...Object.values(losses), ...Object.values(inputs)])
    seen += 1
    // Lets messages in, a cancel among them.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const mean = (sum: number) => sum / Math.max(1, seen)
  const losses = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, mean(sum)]))
  return { losses, gradient: gradient.map(mean), batches: seen, isWhole }
}

const totalOf = (losses: LossValues): number => Object.values(losses).reduce((sum, value) => sum + value, 0)

/** With half the decay times the square of each weight that decays, whose gradient pulls it towards zero. */
function decayed({ detector, task }: TrainingSession, { x, value, gradient }: Point): Point {
  const { weightDecay } = task.settings
  const decays = decayVector(detector.layouts.weights)
  const squares = x.reduce((sum, weight, place) => sum + decays[place]! * weight ** 2, 0)
  return {
    x,
    value: value + (weightDecay / 2) * squares,
    gradient: gradient.map((slope, place) => slope + weightDecay * decays[place]! * x[place]!),
  }
}
