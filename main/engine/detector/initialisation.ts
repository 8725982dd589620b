/**
 * Random weights at the start of a run.
 *
 * - normal, uniform: the same small spread for every layer (0.01 and ±0.05), whatever its size; deep networks lose or
 *   drown their signal this way, which is why the other two exist
 * - xavier (Glorot and Bengio, 2010): uniform ±sqrt(6 / (fan-in + fan-out)), made for activations that are linear near zero
 * - kaiming (He et al., 2015): normal with variance 2 / fan-in, made for rectifiers, which halve the signal
 *
 * A kernel is [k, k, in, out] or, depthwise, [k, k, channels, 1]; its fan-in is the number of inputs of one output, its
 * fan-out the number of outputs that one input reaches.
 */
import type { Random } from '../../../shared/random.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { normalDeviation, uniformLimit } from './config.ts'

export type Initialisation = TrainSettings['initialisation']
export type Fans = { readonly fanIn: number; readonly fanOut: number }

/** One random weight after the other. */
export function weightSource(initialisation: Initialisation, { fanIn, fanOut }: Fans, random: Random): () => number {
  const limit = Math.sqrt(6 / (fanIn + fanOut))
  const deviation = Math.sqrt(2 / fanIn)
  const sources = {
    normal: () => random.normal() * normalDeviation,
    uniform: () => random.between(-uniformLimit, uniformLimit),
    xavier: () => random.between(-limit, limit),
    kaiming: () => random.normal() * deviation,
  }
  return sources[initialisation]
}
