/**
 * What each default box says: four offsets and a number for the background and each class, by one convolution of every map (Liu et
 * al., "SSD", 2016, section 2.1). The finest map is shallow, so two layers look at a place and its surroundings before that.
 *
 * With pretrained weights the convolutions start from those of the shipped network: all offsets, and the classes of the project that
 * it knows by name, with its background. What it does not know starts near zero.
 * In: the trunk's maps. Out: [batch, priors, 4] and [batch, priors, 1 + classes], map by map, row by row, cell by cell.
 */
import { everydayClasses, everydayClassOf } from '../../../../shared/everydayClasses.ts'
import { addBias } from '../../tensorflow/ops.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { objectnessPrior, outputDeviation } from '../config.ts'
import { boxLayers, classLayers } from '../everyday.ts'
import type { DetectorShape } from '../family.ts'
import { type Builder, type Layer, type Pass, separableBlock, sequence } from '../layers.ts'
import type { PretrainedWeights } from '../pretrained.ts'
import { shapesOf } from '../priors.ts'
import { unknownClassBias } from './config.ts'
import type { SsdOutput } from './loss.ts'
import type { Trunk } from './trunk.ts'

export type SsdHead = (maps: readonly Tensor[], pass: Pass) => SsdOutput

const finestChannels = 128

export function buildSsdHead(builder: Builder, { channels }: Trunk, shape: DetectorShape): SsdHead {
  const finest = sequence(
    separableBlock(builder, 'ssd/finest/a', channels[0]!, finestChannels),
    separableBlock(builder, 'ssd/finest/b', finestChannels, finestChannels),
  )
  const maps = shape.anchors.map((_, map) => {
    const inputs = map === 0 ? finestChannels : channels[map]!
    const start = startOf(map, shape)
    return {
      boxes: output(builder, { name: `ssd/${map}/boxes`, inputs, columns: start.boxes }, shape.pretrained),
      classes: output(builder, { name: `ssd/${map}/classes`, inputs, columns: start.classes }, shape.pretrained),
    }
  })
  return (given, pass) => {
    const seen = [finest(given[0]!, pass), ...given.slice(1)]
    const rows = (kind: 'boxes' | 'classes', columns: number) =>
      tf.concat(
        seen.map((map, index) => {
          const batch = map.shape[0]!
          const values = maps[index]![kind](map, pass)
          return values.reshape([batch, values.size / batch / columns, columns])
        }) as never[],
        1,
      ) as Tensor
    return { offsets: rows('boxes', 4), scores: rows('classes', 1 + shape.classes) }
  }
}

/** Where the columns of an output start. */
type Start = { readonly boxes: readonly Column[]; readonly classes: readonly Column[] }

/** In a column of a convolution of the shipped network, or (null) near zero; only then the bias is the one named here. */
type Column = { readonly from: { readonly layer: string; readonly column: number } | null; readonly bias: number }

const near = (bias: number): Column => ({ from: null, bias })

function startOf(map: number, { anchors, classes, classNames, settings }: DetectorShape): Start {
  const shapes = [...anchors[map]!.keys()]
  // The finest map is our own, and so are the shapes that the shipped map has not.
  const known = map === 0 || settings.start === 'scratch' ? 0 : shapesOf(map - 1).length
  const own = Array.from({ length: classes }, (_, index) => everydayClassOf(classNames?.[index] ?? ''))
  const fresh = [near(backgroundBias(classes)), ...own.map(() => near(0))]
  const isCoinciding = own.some((place) => place !== null)
  const boxesOf = (shape: number): readonly Column[] =>
    [0, 1, 2, 3].map((number) =>
      shape < known ? { from: { layer: boxLayers[map - 1]!, column: shape * 4 + number }, bias: 0 } : near(0),
    )
  const classesOf = (shape: number): readonly Column[] => {
    if (shape >= known || !isCoinciding) return fresh
    const shipped = (place: number): Column => ({
      from: { layer: classLayers[map - 1]!, column: shape * (everydayClasses.length + 1) + place },
      bias: 0,
    })
    return [shipped(0), ...own.map((place) => (place === null ? near(unknownClassBias) : shipped(1 + place)))]
  }
  return { boxes: shapes.flatMap(boxesOf), classes: shapes.flatMap(classesOf) }
}

/** The background is so much more than each class that all of them together have the prior probability. */
function backgroundBias(classes: number): number {
  return Math.log((classes * (1 - objectnessPrior)) / objectnessPrior)
}

/** Convolution 1 x 1 with bias, each column of the kernel with a start of its own. */
function output(
  builder: Builder,
  { name, inputs, columns }: { readonly name: string; readonly inputs: number; readonly columns: readonly Column[] },
  pretrained: PretrainedWeights | null,
): Layer {
  const kernel = new Float32Array(inputs * columns.length)
  const bias = new Float32Array(columns.length)
  for (const [column, start] of columns.entries()) {
    const shipped = start.from && pretrained!.tensors.get(`${start.from.layer}/kernel`)!
    const width = shipped?.shape[3]
    for (let input = 0; input < inputs; input++) {
      kernel[input * columns.length + column] = shipped
        ? shipped.values[input * width! + start.from!.column]!
        : builder.random.normal() * outputDeviation
    }
    bias[column] = shipped
      ? pretrained!.tensors.get(`${start.from!.layer}/bias`)!.values[start.from!.column]!
      : start.bias
  }
  const shared = { kind: 'weights', rate: 1 } as const
  builder.add({
    ...shared,
    name: `${name}/kernel`,
    shape: [1, 1, inputs, columns.length],
    initial: kernel,
    decays: true,
  })
  builder.add({ ...shared, name: `${name}/bias`, shape: [columns.length], initial: bias, decays: false })
  return (x, pass) => {
    const y = tf.conv2d(x as never, pass.parameter(`${name}/kernel`) as never, 1, 'same') as Tensor // [b, h, w, columns]
    return addBias(y, pass.parameter(`${name}/bias`))
  }
}
