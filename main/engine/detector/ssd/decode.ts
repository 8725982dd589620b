/**
 * From what the head says to boxes and probabilities: a softmax over background and classes, of which background is left out.
 * In: `SsdOutput`. Out: boxes [batch, priors, 4] in network pixels, probabilities [batch, priors, classes].
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import type { DecodedOutput } from '../family.ts'
import type { Priors } from '../priors.ts'
import type { SsdOutput } from './loss.ts'
import { decodeOffsets } from './offsets.ts'

export function decodeSsd({ offsets, scores }: SsdOutput, priors: Priors): DecodedOutput {
  const probabilities = tf.softmax(scores as never) as Tensor // [batch, priors, 1 + classes]
  return {
    boxes: decodeOffsets(offsets, priors),
    probabilities: probabilities.slice([0, 0, 1], [-1, -1, -1]), // [batch, priors, classes]
  }
}
