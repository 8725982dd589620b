/**
 * The loss of a few pictures as a function of the head's weights alone: what lies before the head is computed once and stays, batch
 * norm keeps its running statistics, a second stage keeps its proposals, the classes weigh alike. So thousands of weights can be tried
 * in the time of a training step each.
 */
import { seededRandom } from '../../../../shared/random.ts'
import { type Tensor, type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import type { Sample } from '../batch.ts'
import { batchOf, evaluationPass } from '../explain.ts'
import type { Pass } from '../layers.ts'
import type { RestoredDetector } from '../loadDetector.ts'
import { flatten, type Layout, layoutOf, named, unflatten } from '../parameters.ts'

export type HeadLoss = {
  readonly layout: Layout
  /** The run's weights of the head, in the order of the layout; [weights]. */
  readonly start: Tensor
  /** What else the loss depends on, too large for a constant of a graph: what the head reads, and what it should say. */
  readonly state: TensorMap
  /** @param weights as `start` @param state as above @param dropout as in a step of training */
  readonly of: (weights: Tensor, state: TensorMap, dropout?: Tensor | null) => Tensor
  readonly dispose: () => void
}

export function headLossOf(restored: RestoredDetector, samples: readonly Sample[]): HeadLoss {
  const { detector, info } = restored
  const { head, losses } = detector.learning
  const layout = layoutOf(
    detector.layouts.weights.specs.filter(({ name }) => head.some((begin) => name.startsWith(begin))),
    'weights',
  )
  const others = new Map<string, Tensor>()
  const { start, given } = tf.tidy(() => {
    const pass = evaluationPass(restored)
    for (const { specs } of [detector.layouts.statistics, detector.layouts.frozen]) {
      for (const { name } of specs) others.set(name, tf.keep(pass.parameter(name).clone()))
    }
    const weights = flatten(layout.specs.map(({ name }) => pass.parameter(name)))
    return { start: weights, given: givenTo(restored, samples, pass) } as never
  }) as { start: Tensor; given: TensorMap }
  // A state has floats alone.
  const [state, whole] = [true, false].map((isFloat) =>
    Object.fromEntries(Object.entries(given).filter(([, { dtype }]) => (dtype === 'float32') === isFloat)),
  ) as [TensorMap, TensorMap]
  const even = info.categories.map(() => 1)
  return {
    layout,
    start,
    state,
    of: (weights, floats, dropout = null) => {
      const values = named(layout, unflatten(layout, weights))
      const parameter = (name: string) => values.get(name) ?? others.get(name)!
      const pass: Pass = { isTraining: false, dropout, parameter, setStatistic: () => {} }
      const all = { ...floats, ...whole }
      const terms = Object.values(losses(all, all, pass, even))
      return terms.reduce((sum, term) => sum.add(term)).reshape([])
    },
    dispose: () => tf.dispose([start, ...Object.values(given), ...others.values()]),
  }
}

/** What the head reads of the pictures, and what it should say. */
function givenTo({ detector, info }: RestoredDetector, samples: readonly Sample[], pass: Pass): TensorMap {
  const settings = { ...info.settings, batch: samples.length, mosaic: 0, mixup: 0 }
  const labels = samples.map((sample) => sample.labels)
  const targets = detector.targetsOf(labels, detector.roomFor(labels, settings), seededRandom(0))
  const images = tf.concat(samples.map(({ pixels }) => batchOf(pixels, settings.size)) as never[]) as Tensor // [images, side, side, 3]
  const inputs = detector.learning.inputs(images, targets, pass)
  return { ...detector.learning.still?.(inputs, pass), ...targets, ...inputs }
}
