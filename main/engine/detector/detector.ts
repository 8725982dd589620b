/** A detector whole: the network of its family with the layout of all its parameters, and passes through it. */
import { seededRandom } from '../../../shared/random.ts'
import { type Tensor, type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import { familyOf } from './families.ts'
import type { DetectorShape, Losses, Network } from './family.ts'
import type { Builder, Pass } from './layers.ts'
import { type Layout, layoutOf, named, type ParameterSpec, unflatten } from './parameters.ts'

export type Detector = Network & {
  readonly classes: number
  /** Both parts of what is learned, one behind the other; as `learning.losses` otherwise. */
  readonly losses: (images: Tensor, targets: TensorMap, pass: Pass, classFactors: readonly number[]) => Losses
  readonly layouts: { readonly weights: Layout; readonly frozen: Layout; readonly statistics: Layout }
}

export function buildDetector(shape: DetectorShape): Detector {
  const { settings, classes } = shape
  const specs: ParameterSpec[] = []
  const builder: Builder = { random: seededRandom(settings.seed), style: settings, add: (spec) => specs.push(spec) }
  const network = familyOf(settings).build(builder, shape)
  const layouts = {
    weights: layoutOf(specs, 'weights'),
    frozen: layoutOf(specs, 'frozen'),
    statistics: layoutOf(specs, 'statistics'),
  }
  const { inputs, losses } = network.learning
  return {
    ...network,
    ...{ classes, layouts },
    losses: (images, targets, pass, classFactors) => losses(inputs(images, targets, pass), targets, pass, classFactors),
  }
}

export type PassMode = { readonly isTraining: boolean; readonly dropout: Tensor | null }

/** A pass with the given values. New running statistics are gathered in `statistics`. */
export function passOf(
  detector: Detector,
  { isTraining, dropout }: PassMode,
  weights: readonly Tensor[],
  state: TensorMap,
): { readonly pass: Pass; readonly statistics: Map<string, Tensor> } {
  const { layouts } = detector
  const values = new Map([
    ...named(layouts.weights, weights),
    ...named(layouts.frozen, unflatten(layouts.frozen, state.frozen!)),
    ...named(layouts.statistics, unflatten(layouts.statistics, state.statistics!)),
  ])
  const statistics = new Map<string, Tensor>()
  const pass: Pass = {
    isTraining,
    dropout,
    parameter: (name) => values.get(name)!,
    setStatistic: (name, value) => void statistics.set(name, value),
  }
  return { pass, statistics }
}

/** The new running statistics as one vector, in the order of the layout. Disposes the single ones. */
export function statisticsVector(detector: Detector, statistics: ReadonlyMap<string, Tensor>): Tensor {
  if (statistics.size === 0) return tf.zeros([1])
  const ordered = detector.layouts.statistics.specs.map((spec) => statistics.get(spec.name)!)
  const vector = tf.concat(ordered as never[]) as Tensor
  tf.dispose(ordered as Tensor[])
  return vector
}
