/**
 * One step of training: augment, forward, losses, gradients, update. It is a function of inputs and state, so the same text
 * runs operation by operation (the reference) and as one recorded graph.
 *
 * State (all vectors): weights, frozen, statistics, average (of the weights), moment1, moment2, rates, decays.
 */
import { type Tensor, type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import { augmentImages } from './augment.ts'
import { adamBeta1, adamBeta2, adamEpsilon, largestGradientNorm } from './config.ts'
import { type Detector, passOf, statisticsVector } from './detector.ts'
import { type Losses, type LossWeights, lossesOf, type Targets } from './loss.ts'
import { decayVector, flatten, initialVector, rateVector, unflatten } from './parameters.ts'

export function initialState(detector: Detector): TensorMap {
  const { weights, frozen, statistics } = detector.layouts
  const start = initialVector(weights)
  return {
    weights: tf.tensor1d(start),
    frozen: tf.tensor1d(initialVector(frozen)),
    statistics: tf.tensor1d(initialVector(statistics)),
    average: tf.tensor1d(start),
    moment1: tf.zeros([start.length]),
    moment2: tf.zeros([start.length]),
    rates: tf.tensor1d(rateVector(weights)),
    decays: tf.tensor1d(decayVector(weights)),
  }
}

/** Inputs: a batch (batch.ts) and the scalars learningRate, weightDecay, correction1, correction2, averageKeep. */
export function trainStepOf(detector: Detector, lossWeights: LossWeights) {
  return (inputs: TensorMap, state: TensorMap) => {
    const { losses, gradient, statistics } = lossesAndGradient(detector, lossWeights, inputs, state)
    const update = adamW(state, gradient, inputs)
    const average = state.average!.mul(inputs.averageKeep!).add(update.weights.mul(tf.sub(1, inputs.averageKeep!)))
    return { outputs: { ...losses }, state: { ...update, average, statistics } }
  }
}

function lossesAndGradient(detector: Detector, lossWeights: LossWeights, inputs: TensorMap, state: TensorMap) {
  const images = augmentImages(inputs.images!, inputs.maps!, inputs.colourings!)
  let losses: Losses | null = null
  let statistics: Tensor | null = null
  const total = (...weights: Tensor[]) => {
    const { pass, statistics: gathered } = passOf(detector, true, weights, state)
    const output = detector.run(images, pass)
    statistics = tf.keep(statisticsVector(detector, gathered))
    const terms = lossesOf(output, inputs as unknown as Targets, lossWeights)
    losses = { box: tf.keep(terms.box), objectness: tf.keep(terms.objectness), class: tf.keep(terms.class) }
    return terms.box.add(terms.objectness).add(terms.class)
  }
  const { grads } = tf.valueAndGrads(total as never)(unflatten(detector.layouts.weights, state.weights!) as never)
  return {
    losses: losses as unknown as Losses,
    gradient: flatten(grads as Tensor[]),
    statistics: statistics as unknown as Tensor,
  }
}

/** AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019) on the whole vector, gradient clipped by its norm. */
function adamW(state: TensorMap, gradient: Tensor, inputs: TensorMap) {
  const norm = gradient.square().sum().sqrt()
  const clipped = gradient.mul(tf.minimum(1, tf.div(largestGradientNorm, norm.add(1e-6))))
  const moment1 = state.moment1!.mul(adamBeta1).add(clipped.mul(1 - adamBeta1))
  const moment2 = state.moment2!.mul(adamBeta2).add(clipped.square().mul(1 - adamBeta2))
  const direction = moment1.div(inputs.correction1!).div(moment2.div(inputs.correction2!).sqrt().add(adamEpsilon))
  const decay = state.weights!.mul(state.decays!).mul(inputs.weightDecay!)
  const weights = state.weights!.sub(direction.add(decay).mul(state.rates!).mul(inputs.learningRate!))
  return { weights, moment1, moment2 }
}

/** The scalars of a step. */
export function stepScalars(step: number, learningRate: number, weightDecay: number, averageKeep: number): TensorMap {
  return {
    learningRate: tf.scalar(learningRate),
    weightDecay: tf.scalar(weightDecay),
    correction1: tf.scalar(1 - adamBeta1 ** (step + 1)),
    correction2: tf.scalar(1 - adamBeta2 ** (step + 1)),
    averageKeep: tf.scalar(averageKeep),
  }
}

/** Detection with the averaged weights. Input: images [batch, size, size, 3] of 0..255. */
export function predictStepOf(detector: Detector, decode: (output: Tensor) => TensorMap) {
  return (inputs: TensorMap, state: TensorMap) => {
    const { pass } = passOf(detector, false, unflatten(detector.layouts.weights, state.average!), state)
    return { outputs: decode(detector.run(inputs.images!, pass)), state: {} }
  }
}
