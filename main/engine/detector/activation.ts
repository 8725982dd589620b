/**
 * What bends the output of a layer. In and out: any shape.
 *
 * Sigmoid and tanh flatten on both sides, so that gradients vanish in deep networks; rectifiers do not (Glorot et al.,
 * 2011), the leaky one (slope 0.1 as in the YOLO family) never dies, SiLU is smooth (Ramachandran et al., 2017).
 *
 * Two are here to be seen failing. Without a bend all layers together are one linear layer, however many they are. The step of the
 * first neurons (McCulloch and Pitts, 1943) is flat on both sides: no gradient comes through it, and only what lies behind the last
 * one can learn (test/engine/detector/activation.test.ts shows both).
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
  linear: (x) => x,
  // Its slope is zero wherever it has one.
  step: (x) => relu(tf.sign(x)),
}
