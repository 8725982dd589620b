/**
 * Layers that models are made of. Building a layer names its parameters; running it is a function of its input and of the
 * pass, which knows the parameters' values. Shapes: feature maps are [batch, height, width, channels].
 */
import type { Random } from '../../../shared/random.ts'
import { batchNormalise, relu } from '../tensorflow/ops.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'
import { batchNormEpsilon, batchNormMomentum } from './config.ts'
import { type ParameterSpec, sizeOf } from './parameters.ts'

/** One run of the model over a batch. */
export type Pass = {
  readonly isTraining: boolean
  readonly parameter: (name: string) => Tensor
  /** Takes the new value of a running mean or variance; it outlives the surrounding tidy. */
  readonly setStatistic: (name: string, value: Tensor) => void
}
export type Layer = (x: Tensor, pass: Pass) => Tensor

export type Builder = {
  readonly random: Random
  readonly add: (spec: ParameterSpec) => void
}

export type ConvolutionShape = {
  readonly inputs: number
  readonly outputs: number
  readonly kernel: number
  readonly stride?: number
}

export function sequence(...layers: readonly Layer[]): Layer {
  return (x, pass) => layers.reduce((value, layer) => layer(value, pass), x)
}

/** Convolution with a kernel [k, k, in, out] and no bias: normalisation follows. */
export function convolution(builder: Builder, name: string, shape: ConvolutionShape): Layer {
  const { inputs, outputs, kernel, stride = 1 } = shape
  addKernel(builder, `${name}/kernel`, [kernel, kernel, inputs, outputs], kernel * kernel * inputs)
  return (x, pass) => tf.conv2d(x as never, pass.parameter(`${name}/kernel`) as never, stride, 'same') // [b, h / stride, w / stride, out]
}

/** One kernel [k, k, channels, 1] for each channel. */
export function depthwiseConvolution(builder: Builder, name: string, channels: number, kernel: number): Layer {
  addKernel(builder, `${name}/kernel`, [kernel, kernel, channels, 1], kernel * kernel)
  return (x, pass) => tf.depthwiseConv2d(x as never, pass.parameter(`${name}/kernel`) as never, 1, 'same') // [b, h, w, channels]
}

/** Convolution 1 x 1 with bias, for outputs. `bias` are the values at the start. */
export function outputConvolution(builder: Builder, name: string, inputs: number, bias: Float32Array): Layer {
  const outputs = bias.length
  const kernel = Float32Array.from({ length: inputs * outputs }, () => builder.random.normal() * 0.01)
  builder.add({
    name: `${name}/kernel`,
    kind: 'weights',
    shape: [1, 1, inputs, outputs],
    initial: kernel,
    rate: 1,
    decays: true,
  })
  builder.add({ name: `${name}/bias`, kind: 'weights', shape: [outputs], initial: bias, rate: 1, decays: false })
  return (x, pass) => {
    const y = tf.conv2d(x as never, pass.parameter(`${name}/kernel`) as never, 1, 'same') as Tensor // [b, h, w, outputs]
    return y.add(pass.parameter(`${name}/bias`))
  }
}

/** Batch norm with the batch's own mean and variance in training and the running ones afterwards. */
export function batchNorm(builder: Builder, name: string, channels: number): Layer {
  const filled = (value: number) => new Float32Array(channels).fill(value)
  const weight = { kind: 'weights', shape: [channels], rate: 1, decays: false } as const
  const statistic = { kind: 'statistics', shape: [channels], rate: 0, decays: false } as const
  builder.add({ ...weight, name: `${name}/gamma`, initial: filled(1) })
  builder.add({ ...weight, name: `${name}/beta`, initial: filled(0) })
  builder.add({ ...statistic, name: `${name}/mean`, initial: filled(0) })
  builder.add({ ...statistic, name: `${name}/variance`, initial: filled(1) })
  return (x, pass) => {
    const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map((part) =>
      pass.parameter(`${name}/${part}`),
    ) as [Tensor, Tensor, Tensor, Tensor]
    if (!pass.isTraining) {
      const scale = gamma.div(variance.add(batchNormEpsilon).sqrt())
      return x.mul(scale).add(beta.sub(mean.mul(scale)))
    }
    const normalised = batchNormalise(x, gamma, beta, batchNormEpsilon)
    pass.setStatistic(`${name}/mean`, towards(mean, normalised.mean))
    pass.setStatistic(`${name}/variance`, towards(variance, normalised.variance))
    return normalised.y
  }
}

function towards(running: Tensor, batch: Tensor): Tensor {
  const next = tf.keep(running.mul(batchNormMomentum).add(batch.mul(1 - batchNormMomentum)))
  batch.dispose()
  return next
}

/** Convolution, batch norm, activation: the brick of most detectors. */
export function convolutionBlock(builder: Builder, name: string, shape: ConvolutionShape): Layer {
  return sequence(convolution(builder, name, shape), batchNorm(builder, `${name}/norm`, shape.outputs), relu)
}

/** A 3 x 3 convolution split into one for each channel and a 1 x 1 over channels (Howard et al., "MobileNets", 2017). */
export function separableBlock(builder: Builder, name: string, inputs: number, outputs: number): Layer {
  return sequence(
    depthwiseConvolution(builder, `${name}/depthwise`, inputs, 3),
    convolution(builder, `${name}/pointwise`, { inputs, outputs, kernel: 1 }),
    batchNorm(builder, `${name}/norm`, outputs),
    relu,
  )
}

/** Kaiming's initialisation for rectifiers (He et al., 2015): variance 2 / fan-in. */
function addKernel(builder: Builder, name: string, shape: readonly number[], fanIn: number): void {
  const deviation = Math.sqrt(2 / fanIn)
  const initial = Float32Array.from({ length: sizeOf(shape) }, () => builder.random.normal() * deviation)
  builder.add({ name, kind: 'weights', shape, initial, rate: 1, decays: true })
}
