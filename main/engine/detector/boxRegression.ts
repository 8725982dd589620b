/**
 * From the head's numbers to boxes, and how far a box is from another, with gradients.
 *
 * Decoding as in YOLOv5: the centre may lie half a cell outside its cell, so that neighbours can learn it; width and height
 * reach from 0 to 4 times the anchor's and cannot explode.
 */
import { relu } from '../tensorflow/ops.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'

/** Four columns of the same shape, in network pixels. */
export type BoxColumns = { readonly x1: Tensor; readonly y1: Tensor; readonly x2: Tensor; readonly y2: Tensor }
/** Where the anchors stand, each of the same shape as the columns. */
export type CellColumns = {
  readonly cellX: Tensor
  readonly cellY: Tensor
  readonly stride: Tensor
  readonly anchorWidth: Tensor
  readonly anchorHeight: Tensor
}

const epsilon = 1e-7

export function decodeBoxes(tx: Tensor, ty: Tensor, tw: Tensor, th: Tensor, cells: CellColumns): BoxColumns {
  const x = tf.sigmoid(tx).mul(2).sub(0.5).add(cells.cellX).mul(cells.stride)
  const y = tf.sigmoid(ty).mul(2).sub(0.5).add(cells.cellY).mul(cells.stride)
  const halfWidth = tf.sigmoid(tw).mul(2).square().mul(cells.anchorWidth).mul(0.5)
  const halfHeight = tf.sigmoid(th).mul(2).square().mul(cells.anchorHeight).mul(0.5)
  return { x1: x.sub(halfWidth), y1: y.sub(halfHeight), x2: x.add(halfWidth), y2: y.add(halfHeight) }
}

export function iouOf(a: BoxColumns, b: BoxColumns): Tensor {
  const intersection = intersectionOf(a, b)
  return intersection.div(areaOf(a).add(areaOf(b)).sub(intersection).add(epsilon))
}

/**
 * Generalised IoU (Rezatofighi et al., 2019): IoU, less the part of the enclosing box that neither covers; it still says in
 * which direction to go when the boxes do not touch.
 * @returns values in (-1, 1] in the columns' shape
 */
export function generalisedIou(predicted: BoxColumns, target: BoxColumns): Tensor {
  const intersection = intersectionOf(predicted, target)
  const union = areaOf(predicted).add(areaOf(target)).sub(intersection)
  const enclosing = enclosingWidthOf(predicted, target).mul(enclosingHeightOf(predicted, target)).add(epsilon)
  return intersection.div(union.add(epsilon)).sub(enclosing.sub(union).div(enclosing))
}

/**
 * Complete IoU (Zheng et al., "Distance-IoU loss", 2020): IoU, less the centres' distance and the difference in shape.
 * @param predicted gradients flow through it
 * @param target constant
 * @returns values of at most 1 in the columns' shape
 */
export function completeIou(
  predicted: BoxColumns,
  target: BoxColumns,
): { readonly iou: Tensor; readonly ciou: Tensor } {
  const iou = iouOf(predicted, target)
  const diagonal = enclosingWidthOf(predicted, target)
    .square()
    .add(enclosingHeightOf(predicted, target).square())
    .add(epsilon)
  const dx = predicted.x1.add(predicted.x2).sub(target.x1).sub(target.x2)
  const dy = predicted.y1.add(predicted.y2).sub(target.y1).sub(target.y2)
  const distance = dx.square().add(dy.square()).mul(0.25)
  const shape = tf.square(shapeAngle(target).sub(shapeAngle(predicted))).mul(4 / Math.PI ** 2) as Tensor
  // The weight of the shape term is a constant of the optimisation (section 4 of the paper).
  const weight = detached(shape.div(shape.sub(iou).add(1 + epsilon)))
  return { iou, ciou: iou.sub(distance.div(diagonal)).sub(shape.mul(weight)) }
}

/** `compute(x)` as a constant of the optimisation: its gradient with respect to x is zero, whatever operations it uses. */
export function detached(x: Tensor, compute: (x: Tensor) => Tensor = (value) => value.clone()): Tensor {
  const constant = tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor, (tensors: Tensor[]) => void]
    save([input])
    return { value: compute(input), gradFunc: ((_dy: Tensor, [saved]: Tensor[]) => tf.zerosLike(saved!)) as never }
  })
  return constant(x)
}

function intersectionOf(a: BoxColumns, b: BoxColumns): Tensor {
  const width = relu(tf.minimum(a.x2, b.x2).sub(tf.maximum(a.x1, b.x1)))
  const height = relu(tf.minimum(a.y2, b.y2).sub(tf.maximum(a.y1, b.y1)))
  return width.mul(height)
}

function enclosingWidthOf(a: BoxColumns, b: BoxColumns): Tensor {
  return tf.maximum(a.x2, b.x2).sub(tf.minimum(a.x1, b.x1))
}

function enclosingHeightOf(a: BoxColumns, b: BoxColumns): Tensor {
  return tf.maximum(a.y2, b.y2).sub(tf.minimum(a.y1, b.y1))
}

function areaOf(box: BoxColumns): Tensor {
  return box.x2.sub(box.x1).mul(box.y2.sub(box.y1))
}

function shapeAngle(box: BoxColumns): Tensor {
  return tf.atan(box.x2.sub(box.x1).div(box.y2.sub(box.y1).add(epsilon)))
}
