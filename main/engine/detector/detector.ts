/** The one-stage detector whole: backbone, neck and head joined, with the layout of its parameters. */
import { seededRandom } from '../../../shared/random.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { type Tensor, type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import type { AnchorSet } from './anchors.ts'
import { pretrainedBackbone, scratchBackbone } from './backbone.ts'
import { buildGrid, type Grid } from './grid.ts'
import { buildHead, type Head } from './head.ts'
import { type InputScaling, scaleInput } from './inputScaling.ts'
import type { Builder, Pass } from './layers.ts'
import { buildNeck, type FeatureMaps } from './neck.ts'
import { type Layout, layoutOf, named, type ParameterSpec, unflatten } from './parameters.ts'
import type { PretrainedWeights } from './pretrained.ts'

export type DetectorShape = {
  readonly settings: TrainSettings
  readonly classes: number
  readonly anchors: AnchorSet
  /** Needed when the settings start from pretrained weights. */
  readonly pretrained: PretrainedWeights | null
  readonly scaling: InputScaling
}

export type Detector = {
  readonly grid: Grid
  readonly classes: number
  readonly layouts: { readonly weights: Layout; readonly frozen: Layout; readonly statistics: Layout }
  /** images [batch, size, size, 3] of 0..255 → [batch, anchors, 5 + classes] */
  readonly run: (images: Tensor, pass: Pass) => Tensor
  /** The two halves of `run`: images → the neck's maps → [batch, anchors, 5 + classes] */
  readonly features: (images: Tensor, pass: Pass) => FeatureMaps
  readonly head: Head
}

export function buildDetector({ settings, classes, anchors, pretrained, scaling }: DetectorShape): Detector {
  const specs: ParameterSpec[] = []
  const builder: Builder = { random: seededRandom(settings.seed), style: settings, add: (spec) => specs.push(spec) }
  const backbone =
    settings.start === 'pretrained'
      ? pretrainedBackbone(builder, pretrained!, settings)
      : scratchBackbone(builder, settings)
  const neck = buildNeck(builder, backbone, settings)
  const head = buildHead(builder, {
    channels: settings.neckChannels,
    anchorsPerCell: settings.anchorsPerScale,
    classes,
  })
  const features = (images: Tensor, pass: Pass) => neck(backbone.run(scaleInput(images, scaling), pass), pass)
  return {
    grid: buildGrid(settings.size, anchors),
    classes,
    layouts: {
      weights: layoutOf(specs, 'weights'),
      frozen: layoutOf(specs, 'frozen'),
      statistics: layoutOf(specs, 'statistics'),
    },
    run: (images, pass) => head(features(images, pass), pass),
    features,
    head,
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
