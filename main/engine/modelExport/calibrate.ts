/**
 * The range of every map of a detector over some pictures: what eight bits have to cover. The whole range, not the usual one:
 * means or percentiles over the pictures cut what the surest anchors say, and cost more AP.
 */
import { type FrozenGraph, loadFrozen } from '../tensorflow/frozenGraph.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'

export type Range = { readonly min: number; readonly max: number }

export type Calibration = {
  /** @param images [1, size, size, 3] */
  readonly add: (images: Tensor) => void
  /** Of each map of four dimensions, by its name in the graph. */
  readonly ranges: ReadonlyMap<string, Range>
  readonly dispose: () => void
}

export function calibrate(graph: FrozenGraph): Calibration {
  const loaded = loadFrozen(graph)
  const ranges = new Map<string, Range>()
  const widen = (name: string, value: Tensor) => {
    if (value.rank !== 4) return
    const known = ranges.get(name) ?? { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY }
    ranges.set(name, {
      min: Math.min(known.min, tf.min(value).dataSync()[0]!),
      max: Math.max(known.max, tf.max(value).dataSync()[0]!),
    })
  }
  return {
    add: (images) => tf.dispose(Object.values(loaded.run(images, widen))),
    ranges,
    dispose: loaded.dispose,
  }
}
