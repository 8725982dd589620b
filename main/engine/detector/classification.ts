/**
 * Losses of probabilities: is something here, and what is it. In: logits and targets in [0, 1] of the same shape.
 *
 * - bce: binary cross-entropy, each number by itself
 * - focal: the same, with easy examples weighing less (Lin et al., 2017; for targets between 0 and 1: Li et al.,
 *   "Generalized focal loss", 2020, equation 3)
 * - mse: squared error behind a sigmoid, as in the first YOLO; its gradient vanishes where the sigmoid is flat
 * - cross-entropy: of the softmax over all classes, which shut each other out
 */
import { assertNever } from '../../../shared/errors.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'

type ElementLoss = TrainSettings['objectnessLoss']

/** @returns one loss for each element */
export function elementLoss(kind: ElementLoss, logits: Tensor, targets: Tensor, focalGamma: number): Tensor {
  switch (kind) {
    case 'bce':
      return binaryCrossEntropy(logits, targets)
    case 'focal':
      return focalLoss(logits, targets, focalGamma)
    case 'mse':
      return tf.sigmoid(logits).sub(targets).square()
    default:
      return assertNever(kind)
  }
}

/** @returns one loss for each row of [rows, classes] */
export function classRowLoss(
  kind: TrainSettings['classLoss'],
  logits: Tensor,
  targets: Tensor,
  focalGamma: number,
): Tensor {
  if (kind === 'cross-entropy') return softmaxCrossEntropy(logits, targets)
  return rowSums(elementLoss(kind, logits, targets, focalGamma))
}

/** Cross-entropy of sigmoid(logits) with targets in [0, 1], without overflow. */
export function binaryCrossEntropy(logits: Tensor, targets: Tensor): Tensor {
  return tf.softplus(logits).sub(logits.mul(targets))
}

/** With gamma 0 it is the binary cross-entropy. */
function focalLoss(logits: Tensor, targets: Tensor, gamma: number): Tensor {
  // The epsilon keeps the power's gradient finite where the prediction is exact.
  const error = targets.sub(tf.sigmoid(logits)).abs().add(1e-6)
  return binaryCrossEntropy(logits, targets).mul(tf.pow(error, gamma))
}

export function softmaxCrossEntropy(logits: Tensor, targets: Tensor): Tensor {
  return rowSums(targets.mul(tf.logSoftmax(logits as never))).neg()
}

/**
 * How sure a softmax with background is that something is there: the logit of one less the probability of background.
 * @param classes scores before the softmax, [..., classes]
 * @param background [..., 1]
 * @returns [..., 1]
 */
export function objectLogit(classes: Tensor, background: Tensor): Tensor {
  return tf.logSumExp(classes as never, -1, true).sub(background)
}

/** A product of matrices, because the package's gradient of a plain sum is a constant of the full size. */
export function rowSums(values: Tensor): Tensor {
  const [rows, columns] = values.shape as [number, number]
  return tf.matMul(values as never, tf.ones([columns, 1])).reshape([rows])
}

/** int32 [rows] → [rows, count] */
export function oneHot(classes: Tensor, count: number): Tensor {
  return tf.equal(classes.reshape([-1, 1]), tf.range(0, count, 1, 'int32').reshape([1, -1])).toFloat() // [positives, classes]
}

/** A part of the certainty goes to all classes alike (Szegedy et al., "Rethinking the Inception architecture", 2016, section 7). */
export function smoothed(targets: Tensor, part: number): Tensor {
  return part === 0 ? targets : targets.mul(1 - part).add(part / targets.shape[1]!)
}

/**
 * Sum over all elements, rows weighted. A product of matrices, because the package's gradient of a plain sum is a constant
 * of the full size.
 * @param values [rows] or [rows, columns]
 * @param weights [rows]
 */
export function weightedSum(values: Tensor, weights: Tensor): Tensor {
  const rows = values.shape[0]!
  const sums = tf.matMul(weights.reshape([1, rows]), values.reshape([rows, values.size / rows])) // [1, columns]
  return sums.sum()
}

/** Mean of the rows that count, each the sum of its columns; 0 where none does. Shapes as above. */
export function weightedMean(values: Tensor, weights: Tensor): Tensor {
  return weightedSum(values, weights).div(tf.maximum(weights.sum(), 1))
}
