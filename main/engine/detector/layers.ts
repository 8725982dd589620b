/**
 * Layers that models are made of. Building a layer names its parameters; running it is a function of its input and of the
 * pass, which knows the parameters' values. Shapes: feature maps are [batch, height, width, channels].
 */
import type { Random } from '../../../shared/random.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { addBias, batchNormalise } from '../tensorflow/ops.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'
import { activations } from './activation.ts'
import { batchNormEpsilon, batchNormMomentum, outputDeviation } from './config.ts'
import { type Fans, weightSource } from './initialisation.ts'
import { type ParameterSpec, sizeOf } from './parameters.ts'

/** One run of the model over a batch. */
export type Pass = {
  readonly isTraining: boolean
  readonly parameter: (name: string) => Tensor
  /** Takes the new value of a running mean or variance; it outlives the surrounding tidy. */
  readonly setStatistic: (name: string, value: Tensor) => void
  /** Factor of each channel, 0 or 1 / (1 - dropout), for each place that drops out; [batch, places, channels]. Null: no dropout. */
  readonly dropout: Tensor | null
  /** For whoever looks on: what a block of layers gives. */
  readonly watch?: (block: string, values: Tensor) => void
}
export type Layer = (x: Tensor, pass: Pass) => Tensor

export type Builder = {
  readonly random: Random
  readonly style: Pick<TrainSettings, 'activation' | 'initialisation' | 'normalisation'>
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
  const fans = { fanIn: kernel * kernel * inputs, fanOut: kernel * kernel * outputs }
  addKernel(builder, `${name}/kernel`, [kernel, kernel, inputs, outputs], fans)
  return (x, pass) => tf.conv2d(x as never, pass.parameter(`${name}/kernel`) as never, stride, 'same') // [b, h / stride, w / stride, out]
}

/** One kernel [k, k, channels, 1] for each channel. */
export function depthwiseConvolution(builder: Builder, name: string, channels: number, kernel: number): Layer {
  addKernel(builder, `${name}/kernel`, [kernel, kernel, channels, 1], {
    fanIn: kernel * kernel,
    fanOut: kernel * kernel,
  })
  return (x, pass) => tf.depthwiseConv2d(x as never, pass.parameter(`${name}/kernel`) as never, 1, 'same') // [b, h, w, channels]
}

/** Convolution 1 x 1 with bias, for outputs. `bias` are the values at the start. */
export function outputConvolution(builder: Builder, name: string, inputs: number, bias: Float32Array): Layer {
  const outputs = bias.length
  const kernel = Float32Array.from({ length: inputs * outputs }, () => builder.random.normal() * outputDeviation)
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
    return addBias(y, pass.parameter(`${name}/bias`))
  }
}

/** Every number of the last axis to every output, without a bias: normalisation follows. In: [..., inputs]. Out: [..., outputs]. */
function dense(builder: Builder, name: string, inputs: number, outputs: number): Layer {
  addKernel(builder, `${name}/kernel`, [inputs, outputs], { fanIn: inputs, fanOut: outputs })
  return (x, pass) => {
    const rows = x.reshape([-1, inputs])
    const y = tf.matMul(rows as never, pass.parameter(`${name}/kernel`) as never) // [rows, outputs]
    return y.reshape([...x.shape.slice(0, -1), outputs]) // [..., outputs]
  }
}

/** Batch norm, or, where the settings want none, a bias for each channel. */
export function normalisation(builder: Builder, name: string, channels: number): Layer {
  if (builder.style.normalisation === 'batch') return batchNorm(builder, name, channels)
  const initial = new Float32Array(channels)
  builder.add({ name: `${name}/beta`, kind: 'weights', shape: [channels], initial, rate: 1, decays: false })
  return (x, pass) => addBias(x, pass.parameter(`${name}/beta`))
}

/** Batch norm with the batch's own mean and variance in training and the running ones afterwards. */
function batchNorm(builder: Builder, name: string, channels: number): Layer {
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
      return addBias(x.mul(scale), beta.sub(mean.mul(scale)))
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
  return sequence(
    convolution(builder, name, shape),
    normalisation(builder, `${name}/norm`, shape.outputs),
    activations[builder.style.activation],
    seen(name),
  )
}

function seen(name: string): Layer {
  return (x, pass) => {
    pass.watch?.(name, x)
    return x
  }
}

/** Dense layer, batch norm, activation. In: [batch, things, 1, inputs]. Out: [batch, things, 1, outputs]. */
export function denseBlock(builder: Builder, name: string, inputs: number, outputs: number): Layer {
  return sequence(
    dense(builder, name, inputs, outputs),
    normalisation(builder, `${name}/norm`, outputs),
    activations[builder.style.activation],
  )
}

/** A 3 x 3 convolution split into one for each channel and a 1 x 1 over channels (Howard et al., "MobileNets", 2017). */
export function separableBlock(builder: Builder, name: string, inputs: number, outputs: number): Layer {
  return sequence(
    depthwiseConvolution(builder, `${name}/depthwise`, inputs, 3),
    convolution(builder, `${name}/pointwise`, { inputs, outputs, kernel: 1 }),
    normalisation(builder, `${name}/norm`, outputs),
    activations[builder.style.activation],
    seen(name),
  )
}

/** Where channels drop out: how many layers, and how many channels each has at most. */
export type DropoutPlaces = { readonly places: number; readonly channels: number }

/** Which channels are switched off in a step, the others made up for it; [batch, places, channels]. Null where none is. */
export function dropoutFactors(
  batch: number,
  { places, channels }: DropoutPlaces,
  part: number,
  random: Random,
): Tensor | null {
  if (part === 0 || places === 0) return null
  const values = Float32Array.from({ length: batch * places * channels }, () =>
    random.isBelow(part) ? 0 : 1 / (1 - part),
  )
  return tf.tensor(values, [batch, places, channels])
}

/**
 * Switches whole channels off in training (Srivastava et al., "Dropout", 2014; by channel: Tompson et al., 2015, since
 * neighbouring pixels of a map say nearly the same). `place` is which of the pass's factors this layer takes.
 */
export function dropout(place: number): Layer {
  return (x, { dropout: factors }) => {
    if (!factors) return x
    const [batch, , channels] = factors.shape as [number, number, number]
    return x.mul(factors.slice([0, place, 0], [-1, 1, -1]).reshape([batch, 1, 1, channels]))
  }
}

function addKernel(builder: Builder, name: string, shape: readonly number[], fans: Fans): void {
  const next = weightSource(builder.style.initialisation, fans, builder.random)
  const initial = Float32Array.from({ length: sizeOf(shape) }, next)
  builder.add({ name, kind: 'weights', shape, initial, rate: 1, decays: true })
}
