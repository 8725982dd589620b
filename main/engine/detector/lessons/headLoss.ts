/**
 * The loss of a few pictures as a function of the head's weights alone: backbone and neck are computed once and stay, batch norm
 * keeps its running statistics, the classes weigh alike. So thousands of weights can be tried in the time of a training step each.
 */
import { seededRandom } from '../../../../shared/random.ts'
import { type Tensor, type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import type { Sample } from '../batch.ts'
import { batchOf, evaluationPass } from '../explain.ts'
import type { Pass } from '../layers.ts'
import type { RestoredDetector } from '../loadDetector.ts'
import { flatten, type Layout, layoutOf, named, unflatten } from '../parameters.ts'
import { lossesOf, type Targets } from '../yolo/loss.ts'
import { oneStageOf } from './oneStage.ts'

export type HeadLoss = {
  readonly layout: Layout
  /** The run's weights of the head, in the order of the layout; [weights]. */
  readonly start: Tensor
  /** What else the loss depends on, and what is too large for a constant of a graph: the neck's maps and what the head should say. */
  readonly state: TensorMap
  /** @param weights as `start` @param state as above @param dropout as in a step of training */
  readonly of: (weights: Tensor, state: TensorMap, dropout?: Tensor | null) => Tensor
  readonly dispose: () => void
}

export function headLossOf(restored: RestoredDetector, samples: readonly Sample[]): HeadLoss {
  const { detector, info } = restored
  const { features, head } = oneStageOf(restored)
  const settings = { ...info.settings, batch: samples.length, mosaic: 0, mixup: 0 }
  const labels = samples.map((sample) => sample.labels)
  const { objectnessMask, ...targets } = detector.targetsOf(
    labels,
    detector.roomFor(labels, settings),
    seededRandom(0),
  ) as TensorMap & { readonly objectnessMask: Tensor }
  const layout = layoutOf(
    detector.layouts.weights.specs.filter(({ name }) => name.startsWith('head/')),
    'weights',
  )
  const others = new Map<string, Tensor>()
  const [start, ...maps] = tf.tidy(() => {
    const pass = evaluationPass(restored)
    for (const { specs } of [detector.layouts.statistics, detector.layouts.frozen]) {
      for (const { name } of specs) others.set(name, tf.keep(pass.parameter(name).clone()))
    }
    const images = tf.concat(samples.map(({ pixels }) => batchOf(pixels, settings.size)) as never[]) as Tensor // [images, side, side, 3]
    return [flatten(layout.specs.map(({ name }) => pass.parameter(name))), ...features(images, pass)]
  }) as [Tensor, Tensor, Tensor, Tensor]
  const even = info.categories.map(() => 1)
  return {
    layout,
    start,
    state: { fine: maps[0]!, middle: maps[1]!, coarse: maps[2]!, objectnessMask },
    of: (weights, state, dropout = null) => {
      const values = named(layout, unflatten(layout, weights))
      const parameter = (name: string) => values.get(name) ?? others.get(name)!
      const pass: Pass = { isTraining: false, dropout, parameter, setStatistic: () => {} }
      const own = { ...targets, objectnessMask: state.objectnessMask! } as unknown as Targets
      const terms = lossesOf(head([state.fine!, state.middle!, state.coarse!], pass), own, settings, even)
      return terms.box.add(terms.objectness).add(terms.class).reshape([])
    },
    dispose: () => tf.dispose([start, ...maps, objectnessMask, ...Object.values(targets), ...others.values()]),
  }
}
