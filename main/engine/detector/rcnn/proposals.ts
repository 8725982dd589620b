/**
 * Proposals of an R-CNN: of each shape the windows that stand out most from what lies beside them (contrast.ts), without those that
 * overlap a better one by much (Girshick et al., "Rich feature hierarchies", 2014, took the two thousand of selective search; a fixed number and plain
 * arithmetic fit into the recorded graph).
 * In: images [batch, size, size, 3] of 0..255. Out: [batch, proposals, 5]: x1, y1, x2, y2 in network pixels and how much they stand
 * out; places that nothing is left for are all zeros. No gradient.
 */
import { suppressOverlapping } from '../../tensorflow/ops.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import type { Windows } from '../regions/windows.ts'
import { contrastCandidates, contrastIou, contrastProposals } from './config.ts'
import { contrastOf } from './contrast.ts'

export function proposeByContrast(images: Tensor, { boxes, counts }: Windows): Tensor {
  const contrast = contrastOf(images, boxes) // [batch, windows]
  const ofShapes = counts.map((count, shape) => {
    const first = counts.slice(0, shape).reduce((sum, before) => sum + before, 0)
    const own = tf.tensor(boxes.subarray(first * 4, (first + count) * 4), [count, 4])
    const { values, indices } = tf.topk(contrast.slice([0, first], [-1, count]), Math.min(contrastCandidates, count))
    const best = tf.gather(own, indices as never) as Tensor // [batch, candidates, 4]
    // Suppression wants numbers above 0; the order stays.
    const sureness = tf.sigmoid(values as Tensor) as Tensor
    return suppressOverlapping(best, sureness, { count: contrastProposals, iou: contrastIou })
  })
  return tf.concat(ofShapes, 1) as Tensor // [batch, shapes x proposals, 5]
}
