/**
 * How an object differs from a default box, as four numbers: the centre's distance in parts of the box's sides, and the logarithm of
 * the ratio of the sides, each divided by the usual spread of such numbers (Liu et al., "SSD", 2016, section 2.2; the spreads 0.1 and
 * 0.2 are those of its implementation, there called variances).
 *
 * In: boxes x1, y1, x2, y2 and default boxes in network pixels. Out: y, x, height, width, in the order of the shipped network.
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import type { Priors } from '../priors.ts'
import { centreSpread, sizeSpread } from './config.ts'

export type Offsets = readonly [y: number, x: number, height: number, width: number]

/** @param row of the default box that learns the box */
export function encodeOffsets(
  [x1, y1, x2, y2]: ArrayLike<number> & Iterable<number>,
  priors: Priors,
  row: number,
): Offsets {
  const [width, height] = [priors.width[row]!, priors.height[row]!]
  return [
    ((y1! + y2!) / 2 - priors.centreY[row]!) / height / centreSpread,
    ((x1! + x2!) / 2 - priors.centreX[row]!) / width / centreSpread,
    Math.log((y2! - y1!) / height) / sizeSpread,
    Math.log((x2! - x1!) / width) / sizeSpread,
  ]
}

/**
 * @param offsets [batch, priors, 4]
 * @returns x1, y1, x2, y2 in network pixels; [batch, priors, 4]
 */
export function decodeOffsets(offsets: Tensor, priors: Priors): Tensor {
  const given = (values: Float32Array) => tf.tensor(values, [1, values.length, 1])
  const column = (index: number) => offsets.slice([0, 0, index], [-1, -1, 1]) // [batch, priors, 1]
  const [width, height] = [given(priors.width), given(priors.height)]
  const y = column(0).mul(centreSpread).mul(height).add(given(priors.centreY))
  const x = column(1).mul(centreSpread).mul(width).add(given(priors.centreX))
  const halfHeight = column(2).mul(sizeSpread).exp().mul(height).div(2)
  const halfWidth = column(3).mul(sizeSpread).exp().mul(width).div(2)
  return tf.concat([x.sub(halfWidth), y.sub(halfHeight), x.add(halfWidth), y.add(halfHeight)], 2) // [batch, priors, 4]
}
