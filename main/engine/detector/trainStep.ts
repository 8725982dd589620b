/**
 * One step of training: augment, forward, losses, gradients, update. It is a function of inputs and state, so the same text
 * runs operation by operation (the reference) and as one recorded graph.
 *
 * State (all vectors): weights, frozen, statistics, average (of the weights), slot1, slot2 (of the optimizer), rates, decays.
 */
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { type Tensor, type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import { augmentImages } from './augment.ts'
import { type Detector, passOf, statisticsVector } from './detector.ts'
import type { Losses } from './family.ts'
import { type OptimizerInputs, type OptimizerState, optimize, optimizerScalars } from './optimizer.ts'
import { decayVector, flatten, initialVector, rateVector, unflatten } from './parameters.ts'

export type StepSettings = {
  readonly settings: TrainSettings
  /** Weight of each class in the class loss. */
  readonly classFactors: readonly number[]
}

export function initialState(detector: Detector): TensorMap {
  const { weights, frozen, statistics } = detector.layouts
  const start = initialVector(weights)
  return {
    weights: tf.tensor1d(start),
    frozen: tf.tensor1d(initialVector(frozen)),
    statistics: tf.tensor1d(initialVector(statistics)),
    average: tf.tensor1d(start),
    slot1: tf.zeros([start.length]),
    slot2: tf.zeros([start.length]),
    rates: tf.tensor1d(rateVector(weights)),
    decays: tf.tensor1d(decayVector(weights)),
  }
}

/** Inputs: a batch (batch.ts) and the step's scalars (`stepScalars`). */
export function trainStepOf(detector: Detector, step: StepSettings) {
  return (inputs: TensorMap, state: TensorMap) => {
    const { losses, gradient, statistics } = lossesAndGradient(detector, step, inputs, state)
    return { outputs: { ...losses }, state: { ...updated(step.settings, gradient, inputs, state), statistics } }
  }
}

function updated(settings: TrainSettings, gradient: Tensor, inputs: TensorMap, state: TensorMap) {
  const next = optimize(settings, state as unknown as OptimizerState, gradient, {
    ...inputs,
    rates: state.rates,
    decays: state.decays,
  } as unknown as OptimizerInputs)
  const average = state.average!.mul(inputs.averageKeep!).add(next.weights.mul(tf.sub(1, inputs.averageKeep!)))
  return { ...next, average }
}

/** The gradient alone, for who adds up several before the weights change. Inputs: a batch. */
export function gradientOf(detector: Detector, step: StepSettings) {
  return (inputs: TensorMap, state: TensorMap) => {
    const { losses, gradient, statistics } = lossesAndGradient(detector, step, inputs, state)
    return { outputs: { ...losses, gradient }, state: { statistics } }
  }
}

/** The change of the weights by a gradient. Inputs: the gradient of all weights and the step's scalars. */
export function updateOf(settings: TrainSettings) {
  return (inputs: TensorMap, state: TensorMap) => ({
    // A graph has to be asked for something.
    outputs: { learningRate: inputs.learningRate!.mul(1) },
    state: updated(settings, inputs.gradient!, inputs, state),
  })
}

/** Losses without a gradient, of the averaged weights as they detect. Inputs: a batch that was not augmented. */
export function measureOf(detector: Detector, { settings, classFactors }: StepSettings) {
  return (inputs: TensorMap, state: TensorMap) => {
    const { pass } = passOf(detector, evaluation, unflatten(detector.layouts.weights, state.average!), state)
    const losses = detector.losses(augmentImages(inputs, settings), inputs, pass, classFactors)
    return { outputs: { ...losses }, state: {} }
  }
}

function lossesAndGradient(
  detector: Detector,
  { settings, classFactors }: StepSettings,
  inputs: TensorMap,
  state: TensorMap,
) {
  const images = augmentImages(inputs, settings)
  let losses: Losses | null = null
  let statistics: Tensor | null = null
  const total = (...weights: Tensor[]) => {
    const mode = { isTraining: true, dropout: inputs.dropout ?? null }
    const { pass, statistics: gathered } = passOf(detector, mode, weights, state)
    const terms = detector.losses(images, inputs, pass, classFactors)
    statistics = tf.keep(statisticsVector(detector, gathered))
    losses = Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, tf.keep(term)]))
    return Object.values(terms).reduce((sum, term) => sum.add(term))
  }
  const { grads } = tf.valueAndGrads(total as never)(unflatten(detector.layouts.weights, state.weights!) as never)
  return {
    losses: losses as unknown as Losses,
    gradient: flatten(grads as Tensor[]),
    statistics: statistics as unknown as Tensor,
  }
}

/** The scalars of a step; `step` counts from 0. */
export function stepScalars(step: number, learningRate: number, averageKeep: number): TensorMap {
  return { ...optimizerScalars(step, learningRate), averageKeep: tf.scalar(averageKeep) }
}

const evaluation = { isTraining: false, dropout: null }

/** Detection with the averaged weights. Input: images [batch, size, size, 3] of 0..255; outputs: boxes and probabilities. */
export function predictStepOf(detector: Detector) {
  return (inputs: TensorMap, state: TensorMap) => {
    const { pass } = passOf(detector, evaluation, unflatten(detector.layouts.weights, state.average!), state)
    return { outputs: { ...detector.predict(inputs.images!, pass) }, state: {} }
  }
}
