/**
 * How far a predicted box is from its label. In: columns [positives] of both in network pixels, and the anchors' cells.
 * Out: one distance for each, [positives], 0 for equal boxes.
 *
 * - mse, mae, smooth-l1 (Girshick, "Fast R-CNN", 2015) compare four numbers that do not depend on the size of the picture:
 *   the centre's distance in cells and the logarithm of the ratio of width and height (Girshick et al., "R-CNN", 2014)
 * - iou (Yu et al., "UnitBox", 2016), giou (Rezatofighi et al., 2019) and ciou (Zheng et al., 2020) measure what detection is
 *   judged by: the overlap
 */
import { assertNever } from '../../../shared/errors.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'
import { type BoxColumns, type CellColumns, completeIou, generalisedIou, iouOf } from './boxRegression.ts'

export function boxDistance(
  kind: TrainSettings['boxLoss'],
  predicted: BoxColumns,
  target: BoxColumns,
  cells: CellColumns,
): Tensor {
  switch (kind) {
    case 'mse':
      return sumOf(differences(predicted, target, cells), (difference) => difference.square())
    case 'mae':
      return sumOf(differences(predicted, target, cells), (difference) => difference.abs())
    case 'smooth-l1':
      return sumOf(differences(predicted, target, cells), smoothAbsolute)
    case 'iou':
      return tf.sub(1, iouOf(predicted, target))
    case 'giou':
      return tf.sub(1, generalisedIou(predicted, target))
    case 'ciou':
      return tf.sub(1, completeIou(predicted, target).ciou)
    default:
      return assertNever(kind)
  }
}

/** Half the square near zero, the size less a half beyond 1: outliers pull with a constant force. */
export function smoothAbsolute(difference: Tensor): Tensor {
  const size = difference.abs()
  const near = tf.minimum(size, 1)
  return near.square().mul(0.5).add(size.sub(near)) as Tensor
}

function differences(predicted: BoxColumns, target: BoxColumns, { stride }: CellColumns): Tensor[] {
  const centre = (low: 'x1' | 'y1', high: 'x2' | 'y2') =>
    predicted[low].add(predicted[high]).sub(target[low]).sub(target[high]).mul(0.5).div(stride)
  const extent = (low: 'x1' | 'y1', high: 'x2' | 'y2') =>
    tf.log(predicted[high].sub(predicted[low])).sub(tf.log(target[high].sub(target[low])))
  return [centre('x1', 'x2'), centre('y1', 'y2'), extent('x1', 'x2'), extent('y1', 'y2')]
}

function sumOf(parts: readonly Tensor[], measure: (part: Tensor) => Tensor): Tensor {
  return parts.map(measure).reduce((sum, part) => sum.add(part))
}
