/**
 * What each region learns: proposals and labelled boxes of a picture, compared with the labels inside the graph, a fixed number of
 * them drawn at random, a quarter of it objects (Girshick, "Fast R-CNN", 2015, section 2.3). Labelled boxes are candidates too, so
 * that the second stage learns from the first step on, when proposals still are anywhere (Girshick's published code).
 *
 * In: proposals [batch, proposals, 5] without a gradient, labels padded to the same room, a random number for each candidate.
 * Out: `regionSamples` regions of each picture with what they should say.
 */
import { columnsOf, pairwiseIou, rowsOf } from '../../tensorflow/pairwiseIou.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { regionObjectIou, regionObjects, regionSamples } from './config.ts'
import { proposedBoxes } from './proposedBoxes.ts'

export type RegionLabels = {
  /** x1, y1, x2, y2 in network pixels; unused places hold any box; [batch, room, 4]. */
  readonly labelBoxes: Tensor
  /** Class of each box, `ignoredLabel` or `unusedLabel`; int32 [batch, room]. */
  readonly labelClasses: Tensor
  /** In [0, 1); [batch, proposals + room]. */
  readonly lots: Tensor
}

export const ignoredLabel = -1
export const unusedLabel = -2

export type Regions = {
  /** [batch, regions, 4] */
  readonly boxes: Tensor
  /** 0 for a place that is not used, else 1; [batch, regions]. */
  readonly weights: Tensor
  /** 1 where the region shows an object, 0 for background and unused places; [batch, regions]. */
  readonly objects: Tensor
  /** Of the label that it overlaps most; int32 [batch, regions]; without meaning for background. */
  readonly classes: Tensor
  /** [batch, regions, 4], alike. */
  readonly labels: Tensor
}

/** How many regions of a picture are drawn, and how many of them show objects at most. */
export type Drawn = { readonly regions: number; readonly objects: number }

export function sampleRegions(
  proposals: Tensor,
  { labelBoxes, labelClasses, lots }: RegionLabels,
  drawn: Drawn = { regions: regionSamples, objects: regionObjects },
): Regions {
  const isLabel = tf.greaterEqual(labelClasses, 0).toFloat() // [batch, room]
  const boxes = tf.concat([proposedBoxes(proposals), labelBoxes], 1) as Tensor // [batch, candidates, 4]
  const isProposal = tf.greater(columnOf(proposals, 4), 0).toFloat()
  const isThere = tf.concat([isProposal, isLabel], 1) // [batch, candidates]

  // A product with 0 leaves the places that hold no label behind every one that does.
  const overlaps = pairwiseIou(boxes, labelBoxes).add(1).mul(asRow(isLabel)).sub(1) // [batch, candidates, room]
  const best = overlaps.argMax(2) // [batch, candidates]
  const overlapsOne = tf.greaterEqual(overlaps.max(2), regionObjectIou).toFloat()
  const isObject = isThere.mul(overlapsOne) as Tensor
  const isIgnored = standInside(boxes, labelBoxes, tf.equal(labelClasses, ignoredLabel).toFloat())
  const isBackground = isThere.mul(tf.sub(1, overlapsOne)).mul(tf.sub(1, isIgnored)) as Tensor

  const { indices, weights } = draw(isObject, isBackground, lots, drawn)
  const chosenLabels = tf.gather(best, indices as never, 1, 1) as Tensor // [batch, regions]
  return {
    boxes: tf.gather(boxes, indices as never, 1, 1),
    weights,
    objects: tf.gather(isObject, indices as never, 1, 1),
    classes: tf.gather(labelClasses, chosenLabels as never, 1, 1),
    labels: tf.gather(labelBoxes, chosenLabels as never, 1, 1),
  }
}

/**
 * Objects first, up to their share, then background; places that neither can fill have weight 0. Everything takes part with a
 * number that is the larger, the rather it is chosen: 2 for objects that won, 1 for background, and a part of its lot.
 */
function draw(isObject: Tensor, isBackground: Tensor, lots: Tensor, { regions, objects }: Drawn) {
  const part = lots.mul(0.5)
  const objectLots = isObject.mul(part.add(1)) // 0, or 1 and more
  const last = tf.topk(objectLots, objects).values.slice([0, objects - 1], [-1, 1]) // [batch, 1]
  const hasWon = isObject.mul(tf.greaterEqual(objectLots, last).toFloat())
  const rank = hasWon.mul(part.add(2)).add(isBackground.mul(part.add(1)))
  const { values, indices } = tf.topk(rank, regions) // [batch, regions]
  return { indices, weights: tf.greater(values, 0).toFloat() }
}

/** 1 for each of [batch, n, 4] whose centre lies in one of [batch, m, 4] that `counts` [batch, m]; [batch, n]. */
function standInside(boxes: Tensor, regions: Tensor, counts: Tensor): Tensor {
  const [x1, y1, x2, y2] = columnsOf(boxes)
  const [left, top, right, bottom] = rowsOf(regions)
  const [x, y] = [x1.add(x2).mul(0.5), y1.add(y2).mul(0.5)] // [batch, n, 1]
  const beside = tf.greaterEqual(x, left).toFloat().mul(tf.lessEqual(x, right).toFloat())
  const between = tf.greaterEqual(y, top).toFloat().mul(tf.lessEqual(y, bottom).toFloat())
  return beside.mul(between).mul(asRow(counts)).max(2)
}

/** [batch, m] → [batch, 1, m] */
const asRow = (values: Tensor): Tensor => values.reshape([values.shape[0]!, 1, -1])

function columnOf(matrix: Tensor, index: number): Tensor {
  return matrix.slice([0, 0, index], [-1, -1, 1]).reshape([matrix.shape[0]!, -1]) // [batch, rows]
}
