/**
 * TensorFlow operations that the package does not wrap, with their gradients where they have one. Each is one call of the
 * library, and so much faster than the same arithmetic composed of smaller ones.
 */
import { backend, type OpAttribute, type Tensor, tf } from './tensorflow.ts'

const { binding } = backend
const type = (name: string, value: number): OpAttribute => ({ name, type: binding.TF_ATTR_TYPE, value })
const float = (name: string, value: number): OpAttribute => ({ name, type: binding.TF_ATTR_FLOAT, value })
const text = (name: string, value: string): OpAttribute => ({ name, type: binding.TF_ATTR_STRING, value })
const flag = (name: string, value: boolean): OpAttribute => ({ name, type: binding.TF_ATTR_BOOL, value })

export const relu = rectifier('Relu', 'ReluGrad')
export const relu6 = rectifier('Relu6', 'Relu6Grad')

/** The package composes these gradients of comparisons and full-size constants, which costs more than the convolution. */
function rectifier(forward: string, backward: string): (x: Tensor) => Tensor {
  const rectify = tf.customGrad((...args: unknown[]) => {
    const [x, save] = args as [Tensor, (tensors: Tensor[]) => void]
    const value = backend.executeSingleOutput(forward, [type('T', binding.TF_FLOAT)], [x])
    save([value])
    const gradFunc = (dy: Tensor, [y]: Tensor[]) =>
      backend.executeSingleOutput(backward, [type('T', binding.TF_FLOAT)], [dy, y!])
    return { value, gradFunc: gradFunc as never }
  })
  return (x) => rectify(x)
}

/** x where positive, `slope` times x elsewhere. */
export function leakyRelu(x: Tensor, slope: number): Tensor {
  const attributes = [type('T', binding.TF_FLOAT), float('alpha', slope)]
  const rectify = tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor, (tensors: Tensor[]) => void]
    save([input])
    const gradFunc = (dy: Tensor, [saved]: Tensor[]) =>
      backend.executeSingleOutput('LeakyReluGrad', attributes, [dy, saved!])
    return { value: backend.executeSingleOutput('LeakyRelu', attributes, [input]), gradFunc: gradFunc as never }
  })
  return rectify(x)
}

/** x times sigmoid(x). Keeps only x for the gradient, not the steps in between. */
export function silu(x: Tensor): Tensor {
  const smooth = tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor, (tensors: Tensor[]) => void]
    save([input])
    const gradFunc = (dy: Tensor, [saved]: Tensor[]) => {
      const gate = tf.sigmoid(saved!)
      return dy.mul(gate.mul(saved!.mul(tf.sub(1, gate)).add(1)))
    }
    return { value: input.mul(tf.sigmoid(input)), gradFunc: gradFunc as never }
  })
  return smooth(x)
}

/**
 * Adds a number to each channel of a map. A sum like any other, but under this name TensorFlow computes it within the
 * convolution before it, and its gradient as one sum over all places.
 * @param x [batch, height, width, channels]
 * @param bias [channels]
 */
export function addBias(x: Tensor, bias: Tensor): Tensor {
  const attributes = [type('T', binding.TF_FLOAT), text('data_format', 'NHWC')]
  const add = tf.customGrad((...args: unknown[]) => {
    const [input, shift] = args as [Tensor, Tensor]
    const gradFunc = (dy: Tensor) => [dy.clone(), backend.executeSingleOutput('BiasAddGrad', attributes, [dy])]
    return {
      value: backend.executeSingleOutput('BiasAdd', attributes, [input, shift]),
      gradFunc: gradFunc as never,
    }
  })
  return add(x, bias)
}

export type BatchNormalised = {
  readonly y: Tensor
  /** Mean and variance of this batch for each channel. They outlive the surrounding tidy: dispose them. */
  readonly mean: Tensor
  readonly variance: Tensor
}

/**
 * Batch normalisation over batch, rows and columns, as in training (Ioffe and Szegedy, 2015).
 * @param x [batch, height, width, channels]
 * @param gamma [channels]
 * @param beta [channels]
 */
export function batchNormalise(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number): BatchNormalised {
  const attributes = (isTraining: boolean) => [
    type('T', binding.TF_FLOAT),
    type('U', binding.TF_FLOAT),
    float('epsilon', epsilon),
    text('data_format', 'NHWC'),
    flag('is_training', isTraining),
  ]
  let mean: Tensor | null = null
  let variance: Tensor | null = null
  const normalise = tf.customGrad((...args: unknown[]) => {
    const [input, scale, shift, save] = args as [Tensor, Tensor, Tensor, (tensors: Tensor[]) => void]
    const empty = tf.tensor1d([], 'float32')
    const outputs = backend.executeMultipleOutputs(
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
      backend.executeMultipleOutputs('FusedBatchNormGradV3', attributes(true), [dy, ...saved], 5).slice(0, 3)
    return { value, gradFunc: gradFunc as never }
  })
  const y = normalise(x, gamma, beta)
  return { y, mean: mean as unknown as Tensor, variance: variance as unknown as Tensor }
}

/**
 * Each image through its own affine map, bilinear, with `fill` where the source has nothing. No gradient.
 * @param images [batch, height, width, channels]
 * @param maps [batch, 8]: a0 a1 a2 b0 b1 b2 0 0, so that output (x, y) takes input (a0 x + a1 y + a2, b0 x + b1 y + b2)
 */
export function transformImages(images: Tensor, maps: Tensor, fill: number): Tensor {
  const [, height, width] = images.shape as [number, number, number, number]
  const attributes = [type('dtype', binding.TF_FLOAT), text('interpolation', 'BILINEAR'), text('fill_mode', 'CONSTANT')]
  return backend.executeSingleOutput('ImageProjectiveTransformV3', attributes, [
    images,
    maps,
    tf.tensor1d([height, width], 'int32'),
    tf.scalar(fill),
  ])
}

/**
 * Windows of maps, each resampled to the same size, bilinear: what is read out of a feature map for a proposed box (He et al.,
 * "Mask R-CNN", 2017, section 3). The gradient goes to the maps; the boxes are taken as they are.
 * @param maps [batch, height, width, channels]
 * @param boxes [n, 4]: y1 x1 y2 x2, where 0 and 1 are the centres of the first and the last cell
 * @param owners int32 [n], the map that each box lies in
 * @returns [n, size, size, channels]; 0 where a box reaches beyond its map
 */
export function cropAndResize(maps: Tensor, boxes: Tensor, owners: Tensor, size: number): Tensor {
  const attributes = [type('T', binding.TF_FLOAT)]
  const crop = tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor, (tensors: Tensor[]) => void]
    // They may have been computed within the step, which would have forgotten them by then.
    save([boxes, owners])
    const { shape } = input
    const gradFunc = (dy: Tensor, [where, whose]: Tensor[]) =>
      backend.executeSingleOutput(
        'CropAndResizeGradImage',
        [...attributes, text('method', 'bilinear')],
        [dy, where!, whose!, tf.tensor1d(shape, 'int32')],
      )
    const value = backend.executeSingleOutput(
      'CropAndResize',
      [...attributes, text('method', 'bilinear'), float('extrapolation_value', 0)],
      [input, boxes, owners, tf.tensor1d([size, size], 'int32')],
    )
    return { value, gradFunc: gradFunc as never }
  })
  return crop(maps)
}

/** The same values as a constant of the optimisation: no gradient flows back, and what is computed from it needs none. */
export const stopGradient = (x: Tensor): Tensor =>
  backend.executeSingleOutput('StopGradient', [type('T', binding.TF_FLOAT)], [x])

/**
 * Non-maximum suppression of each picture by itself: the surest boxes, without those that overlap a surer one by more than `iou`.
 * No gradient.
 * @param boxes [batch, n, 4]: x1, y1, x2, y2
 * @param scores [batch, n], larger than 0
 * @returns [batch, count, 5]: box and score, surest first; places that nothing is left for are 0
 */
export function suppressOverlapping(
  boxes: Tensor,
  scores: Tensor,
  { count, iou }: { readonly count: number; readonly iou: number },
): Tensor {
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
  const outputs = backend.executeMultipleOutputs('CombinedNonMaxSuppression', attributes, inputs, 4)
  const [kept, sureness] = outputs as [Tensor, Tensor, Tensor, Tensor]
  return tf.concat([kept, sureness.reshape([batch, count, 1])], 2) as Tensor // [batch, count, 5]
}

/** Red, green and blue in [0, 1] as hue, saturation and value in [0, 1]; [..., 3]. No gradient. */
export const toHsv = (images: Tensor): Tensor =>
  backend.executeSingleOutput('RGBToHSV', [type('T', binding.TF_FLOAT)], [images])

/** The inverse of `toHsv`. */
export const fromHsv = (images: Tensor): Tensor =>
  backend.executeSingleOutput('HSVToRGB', [type('T', binding.TF_FLOAT)], [images])

/**
 * Normal random numbers that depend on the seed alone, so that a recorded graph gives other ones for another seed and the
 * same ones for the same.
 * @param seed int32 [2]
 */
export function standardNormal(shape: readonly number[], seed: Tensor): Tensor {
  const attributes = [type('dtype', binding.TF_FLOAT), type('T', binding.TF_INT32), type('Tseed', binding.TF_INT32)]
  return backend.executeSingleOutput('StatelessRandomNormal', attributes, [tf.tensor1d([...shape], 'int32'), seed])
}
