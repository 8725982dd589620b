/**
 * What is said of the classes of regions, or of windows: scores before a softmax over all classes and background, which comes last.
 * In: scores [rows, classes + 1].
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { objectLogit } from '../classification.ts'

/** Without that of background; [rows, classes]. */
export function classProbabilities(scores: Tensor): Tensor {
  const all = tf.softmax(scores as never) as Tensor // [rows, classes + 1]
  return all.slice([0, 0], [-1, scores.shape[1]! - 1])
}

/** How sure that anything but background is there, not squashed yet; [rows, 1]. */
export function objectLogits(scores: Tensor): Tensor {
  const classes = scores.shape[1]! - 1
  return objectLogit(scores.slice([0, 0], [-1, classes]), scores.slice([0, classes], [-1, 1]))
}
