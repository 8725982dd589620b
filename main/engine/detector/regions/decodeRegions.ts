/**
 * What is said of regions as boxes and probabilities, inside the graph. Each region gives one box: that of its likeliest class, as its
 * own offsets say (Girshick, "Fast R-CNN", 2015, section 2.2).
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import type { DecodedOutput } from '../family.ts'
import { decodeOffsets } from './offsets.ts'
import { proposedBoxes } from './proposedBoxes.ts'
import { classProbabilities, objectLogits } from './scores.ts'

/** Scores [batch x regions, classes + 1] before the softmax, background last; offsets [batch x regions, classes, 4]. */
export type RegionOutput = { readonly scores: Tensor; readonly offsets: Tensor }

/**
 * @param proposals [batch, proposals, 5]: x1, y1, x2, y2 and how sure it is; 0 for an empty place
 * @returns boxes [batch, proposals, 4] and probabilities [batch, proposals, classes]; 0 for empty places
 */
export function decodeRegions({ scores, offsets }: RegionOutput, proposals: Tensor, size: number): DecodedOutput {
  const [batch, count] = proposals.shape as [number, number, number]
  const probabilities = classProbabilities(scores) // [batch * proposals, classes]
  const classes = probabilities.shape[1]!
  const likeliest = offsetsOfLikeliest(offsets, probabilities).reshape([batch, count, 4])
  const isThere = tf.greater(proposals.slice([0, 0, 4], [-1, -1, 1]), 0).toFloat() // [batch, proposals, 1]
  return {
    boxes: decodeOffsets(likeliest, proposedBoxes(proposals)).clipByValue(0, size),
    probabilities: probabilities.reshape([batch, count, classes]).mul(isThere),
  }
}

/** Offsets of the likeliest class, and how sure that a region shows anything but background; [batch x regions, 5]. */
export function regionNumbers({ scores, offsets }: RegionOutput): Tensor {
  return tf.concat([offsetsOfLikeliest(offsets, classProbabilities(scores)), objectLogits(scores)], 1) as Tensor
}

function offsetsOfLikeliest(offsets: Tensor, probabilities: Tensor): Tensor {
  const best = probabilities.argMax(1) // [batch * regions]
  return tf.gather(offsets, best as never, 1, 1) as Tensor // [batch * regions, 4]
}
