/**
 * What is said of regions as boxes and probabilities, inside the graph. Each region gives one box: that of its likeliest class, as its
 * own offsets say (Girshick, "Fast R-CNN", 2015, section 2.2).
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { objectLogit } from '../classification.ts'
import type { DecodedOutput } from '../family.ts'
import { decodeOffsets } from './offsets.ts'

/** Scores [batch x regions, classes + 1] before the softmax, background last; offsets [batch x regions, classes, 4]. */
export type RegionOutput = { readonly scores: Tensor; readonly offsets: Tensor }

/**
 * @param proposals [batch, proposals, 5]: x1, y1, x2, y2 and how sure it is; 0 for an empty place
 * @returns boxes [batch, proposals, 4] and probabilities [batch, proposals, classes]; 0 for empty places
 */
export function decodeRegions(output: RegionOutput, proposals: Tensor, size: number): DecodedOutput {
  const [batch, count] = proposals.shape as [number, number, number]
  const probabilities = ofClasses(output) // [batch * proposals, classes]
  const classes = probabilities.shape[1]!
  const regions = proposals.slice([0, 0, 0], [-1, -1, 4])
  const isThere = tf.greater(proposals.slice([0, 0, 4], [-1, -1, 1]), 0).toFloat() // [batch, proposals, 1]
  return {
    boxes: decodeOffsets(likeliestOffsets(output).reshape([batch, count, 4]), regions).clipByValue(0, size),
    probabilities: probabilities.reshape([batch, count, classes]).mul(isThere),
  }
}

/** Offsets of the likeliest class, and how sure that a region shows anything but background; [batch x regions, 5]. */
export function regionNumbers(output: RegionOutput): Tensor {
  const classes = output.offsets.shape[1]!
  const background = output.scores.slice([0, classes], [-1, 1])
  const isThere = objectLogit(output.scores.slice([0, 0], [-1, classes]), background) // [batch * regions, 1]
  return tf.concat([likeliestOffsets(output), isThere], 1) as Tensor
}

function ofClasses({ scores, offsets }: RegionOutput): Tensor {
  const all = tf.softmax(scores as never) as Tensor // [batch * regions, classes + 1]
  return all.slice([0, 0], [-1, offsets.shape[1]!])
}

function likeliestOffsets(output: RegionOutput): Tensor {
  const best = ofClasses(output).argMax(1) // [batch * regions]
  return tf.gather(output.offsets, best as never, 1, 1) as Tensor // [batch * regions, 4]
}
