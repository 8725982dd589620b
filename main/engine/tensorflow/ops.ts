/**
 * Operations that the package lacks or composes wastefully, with their gradients where they have one. The detectors call them
 * by these names, whatever computes: with the library each is one call of TensorFlow (libraryOps.ts); on WebGPU, which has only
 * the package's own operations, it is composed of those (composedOps.ts). A test holds both equal.
 */
import { composedOps } from './composedOps.ts'
import { libraryOps } from './libraryOps.ts'
import { type Tensor, tf } from './tensorflow.ts'

export type Ops = {
  readonly relu: (x: Tensor) => Tensor
  readonly relu6: (x: Tensor) => Tensor
  readonly leakyRelu: (x: Tensor, slope: number) => Tensor
  readonly addBias: (x: Tensor, bias: Tensor) => Tensor
  readonly batchNormalise: (x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number) => BatchNormalised
  readonly transformImages: (images: Tensor, maps: Tensor, fill: number) => Tensor
  readonly cropAndResize: (maps: Tensor, boxes: Tensor, owners: Tensor, size: number) => Tensor
  readonly stopGradient: (x: Tensor) => Tensor
  readonly suppressOverlapping: (boxes: Tensor, scores: Tensor, limits: SuppressionLimits) => Tensor
  readonly toHsv: (images: Tensor) => Tensor
  readonly fromHsv: (images: Tensor) => Tensor
  readonly standardNormal: (shape: readonly number[], seed: Tensor) => Tensor
}

export type SuppressionLimits = { readonly count: number; readonly iou: number }

export type BatchNormalised = {
  readonly y: Tensor
  /** Mean and variance of this batch for each channel. They outlive the surrounding tidy: dispose them. */
  readonly mean: Tensor
  readonly variance: Tensor
}

/** Asked at each call: a process may compute on either. */
const ops = (): Ops => (tf.getBackend() === 'webgpu' ? composedOps : libraryOps)

export const relu: Ops['relu'] = (x) => ops().relu(x)
export const relu6: Ops['relu6'] = (x) => ops().relu6(x)

/** x where positive, `slope` times x elsewhere. */
export const leakyRelu: Ops['leakyRelu'] = (x, slope) => ops().leakyRelu(x, slope)

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
export const addBias: Ops['addBias'] = (x, bias) => ops().addBias(x, bias)

/**
 * Batch normalisation over batch, rows and columns, as in training (Ioffe and Szegedy, 2015).
 * @param x [batch, height, width, channels]
 * @param gamma [channels]
 * @param beta [channels]
 */
export const batchNormalise: Ops['batchNormalise'] = (x, gamma, beta, epsilon) =>
  ops().batchNormalise(x, gamma, beta, epsilon)

/**
 * Each image through its own affine map, bilinear, with `fill` where the source has nothing. No gradient.
 * @param images [batch, height, width, channels]
 * @param maps [batch, 8]: a0 a1 a2 b0 b1 b2 0 0, so that output (x, y) takes input (a0 x + a1 y + a2, b0 x + b1 y + b2)
 */
export const transformImages: Ops['transformImages'] = (images, maps, fill) => ops().transformImages(images, maps, fill)

/**
 * Windows of maps, each resampled to the same size, bilinear: what is read out of a feature map for a proposed box (He et al.,
 * "Mask R-CNN", 2017, section 3). The gradient goes to the maps; the boxes are taken as they are.
 * @param maps [batch, height, width, channels]
 * @param boxes [n, 4]: y1 x1 y2 x2, where 0 and 1 are the centres of the first and the last cell
 * @param owners int32 [n], the map that each box lies in
 * @returns [n, size, size, channels]; 0 where a box reaches beyond its map
 */
export const cropAndResize: Ops['cropAndResize'] = (maps, boxes, owners, size) =>
  ops().cropAndResize(maps, boxes, owners, size)

/** The same values as a constant of the optimisation: no gradient flows back, and what is computed from it needs none. */
export const stopGradient: Ops['stopGradient'] = (x) => ops().stopGradient(x)

/**
 * Non-maximum suppression of each picture by itself: the surest boxes, without those that overlap a surer one by more than `iou`.
 * No gradient.
 * @param boxes [batch, n, 4]: x1, y1, x2, y2
 * @param scores [batch, n], larger than 0
 * @returns [batch, count, 5]: box and score, surest first; places that nothing is left for are 0
 */
export const suppressOverlapping: Ops['suppressOverlapping'] = (boxes, scores, limits) =>
  ops().suppressOverlapping(boxes, scores, limits)

/** Red, green and blue in [0, 1] as hue, saturation and value in [0, 1]; [..., 3]. No gradient. */
export const toHsv: Ops['toHsv'] = (images) => ops().toHsv(images)

/** The inverse of `toHsv`. */
export const fromHsv: Ops['fromHsv'] = (images) => ops().fromHsv(images)

/**
 * Normal random numbers that depend on the seed alone, so that a recorded graph gives other ones for another seed and the
 * same ones for the same. Which ones is up to what computes.
 * @param seed int32 [2]
 */
export const standardNormal: Ops['standardNormal'] = (shape, seed) => ops().standardNormal(shape, seed)
