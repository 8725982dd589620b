/** IoU of boxes with boxes, inside a graph. */
import { type Tensor, tf } from './tensorflow.ts'

type Columns = [x1: Tensor, y1: Tensor, x2: Tensor, y2: Tensor]

/** [..., 4] as four tensors [..., 1]. */
export const columnsOf = (boxes: Tensor): Columns => tf.split(boxes, 4, boxes.rank - 1) as Columns

/** [batch, m, 4] as four tensors [batch, 1, m]. */
export const rowsOf = (boxes: Tensor): Columns => tf.split(boxes.transpose([0, 2, 1]), 4, 1) as Columns

/** Of each of [batch, n, 4] with each of [batch, m, 4]; [batch, n, m]. 0 where neither has an area. */
export function pairwiseIou(a: Tensor, b: Tensor): Tensor {
  const [ax1, ay1, ax2, ay2] = columnsOf(a) // [batch, n, 1]
  const [bx1, by1, bx2, by2] = rowsOf(b) // [batch, 1, m]
  const width = tf.relu(tf.minimum(ax2, bx2).sub(tf.maximum(ax1, bx1)))
  const height = tf.relu(tf.minimum(ay2, by2).sub(tf.maximum(ay1, by1)))
  const shared = width.mul(height) // [batch, n, m]
  const areas = ax2
    .sub(ax1)
    .mul(ay2.sub(ay1))
    .add(bx2.sub(bx1).mul(by2.sub(by1)))
  return shared.div(tf.maximum(areas.sub(shared), 1e-6))
}
