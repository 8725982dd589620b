/**
 * What bends the output of a layer. In and out: any shape.
 *
 * Sigmoid and tanh flatten on both sides, so that gradients vanish in deep networks; rectifiers do not (Glorot et al.,
 * 2011), the leaky one (slope 0.1 as in the YOLO family) never dies, SiLU is smooth (Ramachandran et al., 2017).
 */
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { leakyRelu, relu, silu } from '../tensorflow/ops.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'
import { leakySlope } from './config.ts'

export type Activation = TrainSettings['activation']

export const activations: Readonly<Record<Activation, (x: Tensor) => Tensor>> = {
  sigmoid: (x) => tf.sigmoid(x),
  tanh: (x) => tf.tanh(x),
  relu,
  'leaky-relu': (x) => leakyRelu(x, leakySlope),
  silu,
}
