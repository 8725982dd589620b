/**
 * Proposals that do not follow the first stage: boxes around the labels and anchors anywhere, drawn once. A search along a line needs
 * a loss that is one of the weights alone; proposals that move with the weights, through which no gradient flows, would make its
 * value and its slope speak of two functions. So the methods of second order (../secondOrder) learn the second stage from these, as
 * Fast R-CNN (Girshick, 2015) learned from proposals that came from elsewhere; in detection the first stage proposes.
 *
 * In: the labels of a batch, the anchors of the grid. Out: [batch, proposals, 5] as `proposeRegions` gives them.
 */
import type { Random } from '../../../../shared/random.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { largestShift, largestStretch, proposalCount } from './config.ts'

/** @param anchors x1, y1, x2, y2 in network pixels; length 4 x rows */
export function fixedProposals(
  labels: readonly NetworkBoxes[],
  { anchors, size }: { readonly anchors: Float32Array; readonly size: number },
  random: Random,
): Tensor {
  const proposals = labels.flatMap(({ boxes, classes }) => {
    const labelled = [...classes.keys()].filter((label) => classes[label]! >= 0)
    return Array.from({ length: proposalCount }, (_, place) => {
      const isAround = labelled.length > 0 && place < proposalCount / 2
      const box = isAround
        ? jittered(boxes.subarray(labelled[place % labelled.length]! * 4), random)
        : anchors.subarray(4 * random.below(anchors.length / 4))
      return [0, 1, 2, 3].map((edge) => Math.min(size, Math.max(0, box[edge]!)))
    })
  })
  const places = proposals.flatMap((box) => [...box, isBox(box) ? 1 : 0])
  return tf.tensor3d(places, [labels.length, proposalCount, 5])
}

/** An anchor beyond the border is cut away altogether. */
const isBox = ([x1, y1, x2, y2]: readonly number[]): boolean => x2! > x1! && y2! > y1!

/** A box moved by a part of its sides and stretched; of some the IoU with it is above a half, of others below. */
function jittered([x1, y1, x2, y2]: Float64Array, random: Random): number[] {
  const [width, height] = [x2! - x1!, y2! - y1!]
  const either = (most: number) => (2 * random.next() - 1) * most
  const x = (x1! + x2!) / 2 + either(largestShift) * width
  const y = (y1! + y2!) / 2 + either(largestShift) * height
  const halfWidth = (width * Math.exp(either(largestStretch))) / 2
  const halfHeight = (height * Math.exp(either(largestStretch))) / 2
  return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight]
}
