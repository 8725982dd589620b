/**
 * The second stage's numbers as boxes and probabilities, inside the graph. Each region gives one box: that of its likeliest class,
 * as its own offsets say (Girshick, "Fast R-CNN", 2015, section 2.2).
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import type { DecodedOutput } from '../family.ts'
import { decodeOffsets } from './offsets.ts'
import type { RegionOutput } from './secondHead.ts'

/**
 * @param proposals [batch, proposals, 5]: x1, y1, x2, y2 and how sure it is; 0 for an empty place
 * @returns boxes [batch, proposals, 4] and probabilities [batch, proposals, classes]; 0 for empty places
 */
export function decodeRegions({ scores, offsets }: RegionOutput, proposals: Tensor, size: number): DecodedOutput {
  const [batch, count] = proposals.shape as [number, number, number]
  const classes = offsets.shape[1]!
  const all = tf.softmax(scores as never) as Tensor // [batch * proposals, classes + 1]
  const probabilities = all.slice([0, 0], [-1, classes]) // [batch * proposals, classes]
  const best = probabilities.argMax(1) // [batch * proposals]
  const own = tf.gather(offsets, best as never, 1, 1) as Tensor // [batch * proposals, 4]
  const regions = proposals.slice([0, 0, 0], [-1, -1, 4])
  const isThere = tf.greater(proposals.slice([0, 0, 4], [-1, -1, 1]), 0).toFloat() // [batch, proposals, 1]
  return {
    boxes: decodeOffsets(own.reshape([batch, count, 4]), regions).clipByValue(0, size),
    probabilities: probabilities.reshape([batch, count, classes]).mul(isThere),
  }
}
