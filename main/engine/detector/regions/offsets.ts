/**
 * How a box differs from a reference (an anchor or a proposal), in four numbers that do not depend on its size: the centre's
 * distance as parts of the reference's width and height, and the logarithms of the ratios of both sides (Girshick et al.,
 * "R-CNN", 2014, appendix C), each divided by its usual size.
 *
 * Boxes and references: x1, y1, x2, y2 in network pixels, [..., 4]. Offsets: tx, ty, tw, th, [..., 4]. No gradient is needed.
 */
import { columnsOf } from '../../tensorflow/pairwiseIou.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import type { Corners } from '../rowCost.ts'
import { largestSideFactor, offsetScales } from './config.ts'

/** @returns the offsets that lead from the references to the boxes */
export function encodeOffsets(references: Tensor, boxes: Tensor): Tensor {
  const from = centred(references)
  const to = centred(boxes)
  const parts = [
    to.x.sub(from.x).div(from.width),
    to.y.sub(from.y).div(from.height),
    tf.log(to.width.div(from.width)),
    tf.log(to.height.div(from.height)),
  ]
  return tf.concat(parts, -1).div(tf.tensor1d([...offsetScales])) // [..., 4]
}

/** As `encodeOffsets`, of one box with an area in plain numbers. */
export function offsetsBetween(reference: Corners, box: Corners): [tx: number, ty: number, tw: number, th: number] {
  const [from, to] = [reference, box].map(([x1, y1, x2, y2]) => ({
    ...{ x: (x1 + x2) / 2, y: (y1 + y2) / 2 },
    ...{ width: x2 - x1, height: y2 - y1 },
  })) as [Centred, Centred]
  const [sx, sy, sw, sh] = offsetScales
  return [
    (to.x - from.x) / from.width / sx,
    (to.y - from.y) / from.height / sy,
    Math.log(to.width / from.width) / sw,
    Math.log(to.height / from.height) / sh,
  ]
}

type Centred = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** @returns the boxes that the offsets lead to */
export function decodeOffsets(offsets: Tensor, references: Tensor): Tensor {
  const from = centred(references)
  const [dx, dy, dw, dh] = columnsOf(offsets.mul(tf.tensor1d([...offsetScales])))
  const x = dx.mul(from.width).add(from.x)
  const y = dy.mul(from.height).add(from.y)
  const halfWidth = sideFactor(dw).mul(from.width).mul(0.5)
  const halfHeight = sideFactor(dh).mul(from.height).mul(0.5)
  return tf.concat([x.sub(halfWidth), y.sub(halfHeight), x.add(halfWidth), y.add(halfHeight)], -1) // [..., 4]
}

const sideFactor = (logarithm: Tensor): Tensor => tf.minimum(logarithm, Math.log(largestSideFactor)).exp()

/** A place that is not used may hold a box without area; its offsets count nothing but have to be numbers. */
const smallestSide = 1e-3

function centred(boxes: Tensor) {
  const [x1, y1, x2, y2] = columnsOf(boxes)
  return {
    x: x1.add(x2).mul(0.5),
    y: y1.add(y2).mul(0.5),
    width: tf.maximum(x2.sub(x1), smallestSide),
    height: tf.maximum(y2.sub(y1), smallestSide),
  }
}
