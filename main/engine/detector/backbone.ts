/**
 * Backbones: image → feature maps at strides 8, 16 and 32.
 *
 * `pretrained` is MobileNetV2 (Sandler et al., 2018) as it was trained inside an SSD detector on Open Images, batch norm
 * folded into biases. `scratch` is a small residual network of plain 3 x 3 convolutions, which a processor computes faster
 * than depthwise ones.
 * In: scaled images [batch, size, size, 3] (inputScaling.ts). Out: [batch, size / stride, size / stride, channels] for each stride.
 */
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { addBias, relu6 } from '../tensorflow/ops.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'
import { type Builder, convolutionBlock, type Layer, type Pass, sequence } from './layers.ts'
import type { PretrainedLayer, PretrainedWeights } from './pretrained.ts'

export type Backbone = {
  readonly channels: readonly [number, number, number]
  readonly run: (images: Tensor, pass: Pass) => readonly [Tensor, Tensor, Tensor]
}

/** The one that the settings ask for. */
export function backboneOf(builder: Builder, pretrained: PretrainedWeights | null, settings: TrainSettings): Backbone {
  return settings.start === 'pretrained'
    ? pretrainedBackbone(builder, pretrained!, settings)
    : scratchBackbone(builder, settings)
}

/** Channels of the first stage; each further one has twice as many. */
const firstChannels = { small: 8, medium: 16, large: 32 } as const

export function scratchBackbone(builder: Builder, { width }: Pick<TrainSettings, 'width'>): Backbone {
  const widths = [1, 2, 4, 8, 16].map((times) => firstChannels[width] * times)
  const stages = widths.map((outputs, index) => {
    const inputs = index === 0 ? 3 : widths[index - 1]!
    const down = convolutionBlock(builder, `backbone/${index}/down`, { inputs, outputs, kernel: 3, stride: 2 })
    if (index === 0) return down
    return sequence(
      down,
      bottleneck(builder, `backbone/${index}/a`, outputs),
      bottleneck(builder, `backbone/${index}/b`, outputs),
    )
  })
  return {
    channels: [widths[2]!, widths[3]!, widths[4]!],
    run: (images, pass) => {
      let x = images
      const maps = stages.map((stage) => {
        x = stage(x, pass)
        return x
      })
      return [maps[2]!, maps[3]!, maps[4]!]
    },
  }
}

/** Narrow, 3 x 3, add (He et al., "Deep residual learning", 2016). */
function bottleneck(builder: Builder, name: string, width: number): Layer {
  const inner = sequence(
    convolutionBlock(builder, `${name}/narrow`, { inputs: width, outputs: width / 2, kernel: 1 }),
    convolutionBlock(builder, `${name}/wide`, { inputs: width / 2, outputs: width, kernel: 3 }),
  )
  return (x, pass) => x.add(inner(x, pass))
}

/** The last layers of MobileNetV2 at strides 8, 16 and 32, before the channels are widened again. */
const taps = ['op56', 'op124', 'op170'] as const

export function pretrainedBackbone(
  builder: Builder,
  weights: PretrainedWeights,
  settings: Pick<TrainSettings, 'frozen' | 'backboneRate'>,
): Backbone {
  const run = pretrainedMaps(builder, weights, settings, taps)
  return {
    channels: [32, 96, 320],
    run: (images, pass) => run(images, pass) as [Tensor, Tensor, Tensor],
  }
}

/** The shipped network up to the named layers: images → their outputs, in the order of the names. */
export function pretrainedMaps(
  builder: Builder,
  { layers, tensors }: PretrainedWeights,
  settings: Pick<TrainSettings, 'frozen' | 'backboneRate'>,
  names: readonly string[],
): (images: Tensor, pass: Pass) => readonly Tensor[] {
  const used = layersBelow(layers, names)
  const lastFrozen = { none: 0, early: numberOf(taps[0]), all: numberOf(taps[2]) }[settings.frozen]
  for (const layer of used) {
    if (layer.type === 'add') continue
    for (const part of ['kernel', 'bias'] as const) {
      const { shape, values } = tensors.get(`${layer.name}/${part}`)!
      builder.add({
        name: `backbone/${layer.name}/${part}`,
        kind: numberOf(layer.name) <= lastFrozen ? 'frozen' : 'weights',
        shape,
        initial: values,
        rate: settings.backboneRate,
        decays: part === 'kernel',
      })
    }
  }
  return (images, pass) => {
    const outputs = new Map<string, Tensor>([['input', images]])
    for (const layer of used) outputs.set(layer.name, runPretrained(layer, outputs, pass))
    return names.map((name) => outputs.get(name)!)
  }
}

export function runPretrained(layer: PretrainedLayer, outputs: ReadonlyMap<string, Tensor>, pass: Pass): Tensor {
  if (layer.type === 'add') return outputs.get(layer.inputs[0]!)!.add(outputs.get(layer.inputs[1]!)!)
  const x = outputs.get(layer.inputs[0]!)! as never
  const kernel = pass.parameter(`backbone/${layer.name}/kernel`) as never
  const convolved: Tensor =
    layer.type === 'conv'
      ? tf.conv2d(x, kernel, layer.stride, 'same')
      : tf.depthwiseConv2d(x, kernel, layer.stride, 'same')
  const biased = addBias(convolved, pass.parameter(`backbone/${layer.name}/bias`))
  const given = layer.isRelu6 ? relu6(biased) : biased
  pass.watch?.(`backbone/${layer.name}`, given)
  return given
}

/** The layers that the named ones are computed from, in order. */
export function layersBelow(layers: readonly PretrainedLayer[], names: readonly string[]): PretrainedLayer[] {
  const wanted = new Set(names)
  for (const layer of [...layers].reverse())
    if (wanted.has(layer.name)) for (const input of layer.inputs) wanted.add(input)
  return layers.filter((layer) => wanted.has(layer.name))
}

function numberOf(name: string): number {
  return Number(name.slice(2))
}
