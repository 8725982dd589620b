/**
 * Optimizers: from the gradient of all weights to their next values. Weights, gradients and what an optimizer remembers
 * (two slots at most) are flat vectors of the same length; every rule is arithmetic on them, so the same text runs
 * operation by operation and inside a recorded graph. The rules are PyTorch's to the last detail, and held against it.
 *
 * - sgd: momentum, dampening and Nesterov's look ahead (Sutskever et al., 2013)
 * - adagrad: each weight's rate falls with the squares of its gradients so far (Duchi et al., 2011)
 * - rmsprop: the same with a memory that fades (Hinton, lecture 6e, 2012), with momentum
 * - adam: momentum and fading squares, both corrected for their start at zero (Kingma and Ba, 2015)
 * - adamw: adam with the decay of weights apart from the gradient (Loshchilov and Hutter, 2019)
 */
import type { SecondOrderOptimizer, TrainSettings } from '../../../shared/trainSettings.ts'
import { type Tensor, type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import { adagradEpsilon, adamBeta1, adamBeta2, adamEpsilon, rmspropEpsilon, rmspropKeep } from './config.ts'

export type OptimizerSettings = Pick<
  TrainSettings,
  'optimizer' | 'momentum' | 'dampening' | 'momentumForm' | 'weightDecay' | 'weightDecayL1' | 'clipNorm'
>

/** All vectors of the same length. */
export type OptimizerState = {
  readonly weights: Tensor
  readonly slot1: Tensor
  readonly slot2: Tensor
}

/** Scalars that change from step to step, and two constant vectors. */
export type OptimizerInputs = {
  readonly learningRate: Tensor
  /** What corrects Adam's means for their start at zero (`optimizerScalars`). */
  readonly adamStep: Tensor
  readonly adamFloor: Tensor
  /** 1 in the first step, 0 afterwards. */
  readonly isFirst: Tensor
  /** Learning rate of each weight as a part of the run's. */
  readonly rates: Tensor
  /** 1 for weights that decay, 0 for biases and normalisation. */
  readonly decays: Tensor
}

export function optimize(
  settings: OptimizerSettings,
  state: OptimizerState,
  gradient: Tensor,
  inputs: OptimizerInputs,
): OptimizerState {
  const clipped = settings.clipNorm === null ? gradient : clippedByNorm(gradient, settings.clipNorm)
  const decayed =
    settings.optimizer === 'adamw' ? clipped : clipped.add(decayOf(settings, state.weights, inputs.decays))
  const { direction, slot1, slot2 } = rules[settings.optimizer as FirstOrder]({
    settings,
    state,
    gradient: decayed,
    inputs,
  })
  const pull = settings.optimizer === 'adamw' ? decayOf(settings, state.weights, inputs.decays) : 0
  const weights = state.weights.sub(direction.add(pull).mul(inputs.rates).mul(inputs.learningRate))
  return { weights, slot1, slot2 }
}

/** The scalars of a step; `step` counts from 0. */
export function optimizerScalars(step: number, learningRate: number): TensorMap {
  const [correction1, correction2] = [1 - adamBeta1 ** (step + 1), 1 - adamBeta2 ** (step + 1)]
  return {
    learningRate: tf.scalar(learningRate),
    adamStep: tf.scalar(Math.sqrt(correction2) / correction1),
    adamFloor: tf.scalar(adamEpsilon * Math.sqrt(correction2)),
    isFirst: tf.scalar(step === 0 ? 1 : 0),
  }
}

type RuleInput = {
  readonly settings: OptimizerSettings
  readonly state: OptimizerState
  readonly gradient: Tensor
  readonly inputs: OptimizerInputs
}
type RuleOutput = { readonly direction: Tensor; readonly slot1: Tensor; readonly slot2: Tensor }

/** The others do not step by one gradient (fullBatch.ts). */
type FirstOrder = Exclude<TrainSettings['optimizer'], SecondOrderOptimizer>

const rules: Readonly<Record<FirstOrder, (input: RuleInput) => RuleOutput>> = {
  sgd,
  adagrad,
  rmsprop,
  adam,
  adamw: adam,
}

/** slot1: momentum. The first gradient enters whole, dampened or not. */
function sgd({ settings, state, gradient, inputs }: RuleInput): RuleOutput {
  const { momentum, dampening, momentumForm } = settings
  const gain = tf.add(inputs.isFirst.mul(dampening), 1 - dampening)
  const slot1 = state.slot1.mul(momentum).add(gradient.mul(gain))
  const direction = momentumForm === 'nesterov' ? gradient.add(slot1.mul(momentum)) : slot1
  return { direction, slot1, slot2: state.slot2 }
}

/** slot1: sum of squares. */
function adagrad({ state, gradient }: RuleInput): RuleOutput {
  const slot1 = state.slot1.add(gradient.square())
  return { direction: gradient.div(slot1.sqrt().add(adagradEpsilon)), slot1, slot2: state.slot2 }
}

/** slot1: fading mean of squares; slot2: momentum. */
function rmsprop({ settings, state, gradient }: RuleInput): RuleOutput {
  const slot1 = state.slot1.mul(rmspropKeep).add(gradient.square().mul(1 - rmspropKeep))
  const slot2 = state.slot2.mul(settings.momentum).add(gradient.div(slot1.sqrt().add(rmspropEpsilon)))
  return { direction: slot2, slot1, slot2 }
}

/**
 * slot1: fading mean of gradients; slot2: of their squares. Instead of both means their quotient is corrected (section 2 of
 * the paper), which saves two passes over all weights.
 */
function adam({ state, gradient, inputs }: RuleInput): RuleOutput {
  const slot1 = state.slot1.mul(adamBeta1).add(gradient.mul(1 - adamBeta1))
  const slot2 = state.slot2.mul(adamBeta2).add(gradient.square().mul(1 - adamBeta2))
  const direction = slot1.div(slot2.sqrt().add(inputs.adamFloor)).mul(inputs.adamStep)
  return { direction, slot1, slot2 }
}

/** Gradient of half the squares of the weights (L2) and of their sizes (L1). */
function decayOf({ weightDecay, weightDecayL1 }: OptimizerSettings, weights: Tensor, decays: Tensor): Tensor {
  const squared = weights.mul(weightDecay)
  const pull = weightDecayL1 === 0 ? squared : squared.add(tf.sign(weights).mul(weightDecayL1))
  return pull.mul(decays)
}

function clippedByNorm(gradient: Tensor, longest: number): Tensor {
  const norm = gradient.square().sum().sqrt()
  return gradient.mul(tf.minimum(1, tf.div(longest, norm.add(1e-6))))
}
