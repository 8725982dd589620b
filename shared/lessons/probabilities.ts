/**
 * From the numbers of a network to probabilities, and how wrong they are: the losses of probabilities by their formulas, each
 * with its gradient with respect to the numbers before they are squashed (logits). In and out: plain numbers.
 */
import { assertNever } from '../errors.ts'
import type { TrainSettings } from '../trainSettings.ts'

export type LossAndGradient = { readonly value: number; readonly gradient: number }
export type LossAndGradients = { readonly value: number; readonly gradients: readonly number[] }

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** e^x of each as a part of their sum. The largest is taken off first, so that none overflows. */
export function softmax(logits: readonly number[]): number[] {
  const largest = Math.max(...logits)
  const powers = logits.map((x) => Math.exp(x - largest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

export const oneHot = (category: number, classes: number): number[] =>
  Array.from({ length: classes }, (_, place) => (place === category ? 1 : 0))

/** A part of the certainty goes to all classes alike. */
export const smoothed = (targets: readonly number[], part: number): number[] =>
  targets.map((target) => target * (1 - part) + part / targets.length)

/** Loss of one number behind a sigmoid. @param target 0 to 1 */
export function elementLoss(
  kind: TrainSettings['objectnessLoss'],
  logit: number,
  target: number,
  focalGamma: number,
): LossAndGradient {
  switch (kind) {
    case 'bce':
      return binaryCrossEntropy(logit, target)
    case 'focal':
      return focalLoss(logit, target, focalGamma)
    case 'mse':
      return { value: errorOf(logit, target) ** 2, gradient: 2 * errorOf(logit, target) * slopeOf(logit) }
    default:
      return assertNever(kind)
  }
}

/** Loss of the classes of one box. @param targets one for each class */
export function classLoss(
  kind: TrainSettings['classLoss'],
  logits: readonly number[],
  targets: readonly number[],
  focalGamma: number,
): LossAndGradients {
  if (kind === 'cross-entropy') return softmaxCrossEntropy(logits, targets)
  const parts = logits.map((logit, place) => elementLoss(kind, logit, targets[place]!, focalGamma))
  return { value: sumOf(parts.map(({ value }) => value)), gradients: parts.map(({ gradient }) => gradient) }
}

/** −t ln σ(x) − (1 − t) ln(1 − σ(x)), written so that nothing overflows. */
export function binaryCrossEntropy(logit: number, target: number): LossAndGradient {
  const softplus = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)))
  return { value: softplus - logit * target, gradient: errorOf(logit, target) }
}

/** Cross-entropy times |σ(x) − t|^γ: what is nearly right hardly counts. */
function focalLoss(logit: number, target: number, gamma: number): LossAndGradient {
  const entropy = binaryCrossEntropy(logit, target)
  const error = errorOf(logit, target)
  // As in training, where it keeps the power's gradient finite.
  const size = Math.abs(error) + 1e-6
  const growth = gamma * size ** (gamma - 1) * Math.sign(error) * slopeOf(logit)
  return { value: entropy.value * size ** gamma, gradient: entropy.gradient * size ** gamma + entropy.value * growth }
}

function softmaxCrossEntropy(logits: readonly number[], targets: readonly number[]): LossAndGradients {
  const probabilities = softmax(logits)
  const certainty = sumOf(targets)
  return {
    value: -sumOf(targets.map((target, place) => (target === 0 ? 0 : target * Math.log(probabilities[place]!)))),
    gradients: probabilities.map((probability, place) => certainty * probability - targets[place]!),
  }
}

const errorOf = (logit: number, target: number): number => sigmoid(logit) - target
/** How steep the sigmoid is. */
const slopeOf = (logit: number): number => sigmoid(logit) * (1 - sigmoid(logit))
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
