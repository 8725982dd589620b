/**
 * The operations of ops.ts as calls of the TensorFlow library that the package does not wrap. Each is one call, and so much
 * faster than the same arithmetic composed of smaller ones.
 */

import { cropGradient } from './cropGradient.ts'
import type { BatchNormalised, Ops, SuppressionLimits } from './ops.ts'
import { libraryBackend, type NodeBackend, type OpAttribute, type Tensor, tf } from './tensorflow.ts'

const constants = () => libraryBackend().binding
const type = (name: string, value: number): OpAttribute => ({ name, type: constants().TF_ATTR_TYPE, value })
const float = (name: string, value: number): OpAttribute => ({ name, type: constants().TF_ATTR_FLOAT, value })
const text = (name: string, value: string): OpAttribute => ({ name, type: constants().TF_ATTR_STRING, value })
const flag = (name: string, value: boolean): OpAttribute => ({ name, type: constants().TF_ATTR_BOOL, value })
const ofFloats = (name = 'T'): OpAttribute => type(name, constants().TF_FLOAT)

/** Runs an operation that has one output. */
const single: NodeBackend['executeSingleOutput'] = (name, attributes, inputs) =>
  libraryBackend().executeSingleOutput(name, attributes, inputs)

export const libraryOps: Ops = {
  relu: rectifier('Relu', 'ReluGrad'),
  relu6: rectifier('Relu6', 'Relu6Grad'),
  leakyRelu,
  addBias,
  batchNormalise,
  transformImages,
  cropAndResize,
  stopGradient: (x) => single('StopGradient', [ofFloats()], [x]),
  suppressOverlapping,
  toHsv: (images) => single('RGBToHSV', [ofFloats()], [images]),
  fromHsv: (images) => single('HSVToRGB', [ofFloats()], [images]),
  standardNormal,
}

/** The package composes these gradients of comparisons and full-size constants, which costs more than the convolution. */
function rectifier(forward: string, backward: string): (x: Tensor) => Tensor {
  const rectify = tf.customGrad((...args: unknown[]) => {
    const [x, save] = args as [Tensor, (tensors: Tensor[]) => void]
    const value = single(forward, [ofFloats()], [x])
    save([value])
    const gradFunc = (dy: Tensor, [y]: Tensor[]) => single(backward, [ofFloats()], [dy, y!])
    return { value, gradFunc: gradFunc as never }
  })
  return (x) => rectify(x)
}

function leakyRelu(x: Tensor, slope: number): Tensor {
  const attributes = [ofFloats(), float('alpha', slope)]
  const rectify = tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor, (tensors: Tensor[]) => void]
    save([input])
    const gradFunc = (dy: Tensor, [saved]: Tensor[]) => single('LeakyReluGrad', attributes, [dy, saved!])
    return { value: single('LeakyRelu', attributes, [input]), gradFunc: gradFunc as never }
  })
  return rectify(x)
}

function addBias(x: Tensor, bias: Tensor): Tensor {
  const attributes = [ofFloats(), text('data_format', 'NHWC')]
  const add = tf.customGrad((...args: unknown[]) => {
    const [input, shift] = args as [Tensor, Tensor]
    const gradFunc = (dy: Tensor) => [dy.clone(), single('BiasAddGrad', attributes, [dy])]
    return { value: single('BiasAdd', attributes, [input, shift]), gradFunc: gradFunc as never }
  })
  return add(x, bias)
}

function batchNormalise(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number): BatchNormalised {
  const attributes = (isTraining: boolean) => [
    ofFloats('T'),
    ofFloats('U'),
    float('epsilon', epsilon),
    text('data_format', 'NHWC'),
    flag('is_training', isTraining),
  ]
  let mean: Tensor | null = null
  let variance: Tensor | null = null
  const normalise = tf.customGrad((...args: unknown[]) => {
    const [input, scale, shift, save] = args as [Tensor, Tensor, Tensor, (tensors: Tensor[]) => void]
    const empty = tf.tensor1d([], 'float32')
    const outputs = libraryBackend().executeMultipleOutputs(
      'FusedBatchNormV3',
      [...attributes(true), float('exponential_avg_factor', 1)],
      [input, scale, shift, empty, empty],
      6,
    )
    const [value, batchMean, batchVariance, ...reserved] = outputs as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]
    mean = tf.keep(batchMean)
    variance = tf.keep(batchVariance)
    save([input, scale, ...reserved])
    const gradFunc = (dy: Tensor, saved: Tensor[]) =>
      libraryBackend()
        .executeMultipleOutputs('FusedBatchNormGradV3', attributes(true), [dy, ...saved], 5)
        .slice(0, 3)
    return { value, gradFunc: gradFunc as never }
  })
  const y = normalise(x, gamma, beta)
  return { y, mean: mean as unknown as Tensor, variance: variance as unknown as Tensor }
}

function transformImages(images: Tensor, maps: Tensor, fill: number): Tensor {
  const [, height, width] = images.shape as [number, number, number, number]
  const attributes = [ofFloats('dtype'), text('interpolation', 'BILINEAR'), text('fill_mode', 'CONSTANT')]
  return single('ImageProjectiveTransformV3', attributes, [
    images,
    maps,
    tf.tensor1d([height, width], 'int32'),
    tf.scalar(fill),
  ])
}

function cropAndResize(maps: Tensor, boxes: Tensor, owners: Tensor, size: number): Tensor {
  const attributes = [ofFloats(), text('method', 'bilinear')]
  const crop = tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor, (tensors: Tensor[]) => void]
    // They may have been computed within the step, which would have forgotten them by then.
    save([boxes, owners])
    const { shape } = input
    const gradFunc = (dy: Tensor, [where, whose]: [Tensor, Tensor]) => cropGradient(dy, where, whose, shape)
    const value = single(
      'CropAndResize',
      [...attributes, float('extrapolation_value', 0)],
      [input, boxes, owners, tf.tensor1d([size, size], 'int32')],
    )
    return { value, gradFunc: gradFunc as never }
  })
  return crop(maps)
}

function suppressOverlapping(boxes: Tensor, scores: Tensor, { count, iou }: SuppressionLimits): Tensor {
  const [batch, n] = scores.shape as [number, number]
  const attributes = [flag('pad_per_class', false), flag('clip_boxes', false)]
  const inputs = [
    boxes.reshape([batch, n, 1, 4]),
    scores.reshape([batch, n, 1]),
    tf.scalar(count, 'int32'),
    tf.scalar(count, 'int32'),
    tf.scalar(iou),
    tf.scalar(0),
  ]
  const outputs = libraryBackend().executeMultipleOutputs('CombinedNonMaxSuppression', attributes, inputs, 4)
  const [kept, sureness] = outputs as [Tensor, Tensor, Tensor, Tensor]
  return tf.concat([kept, sureness.reshape([batch, count, 1])], 2) as Tensor // [batch, count, 5]
}

function standardNormal(shape: readonly number[], seed: Tensor): Tensor {
  const attributes = [ofFloats('dtype'), type('T', constants().TF_INT32), type('Tseed', constants().TF_INT32)]
  return single('StatelessRandomNormal', attributes, [tf.tensor1d([...shape], 'int32'), seed])
}
