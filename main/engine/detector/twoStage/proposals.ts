/**
 * From what the anchors say to a fixed number of proposals: the surest anchors, decoded, cut at the picture's border, thinned by
 * non-maximum suppression, all as TensorFlow operations inside the graph (Ren et al., "Faster R-CNN", 2015, section 3.3).
 * In: [batch, anchors, 5] (regionProposal.ts). Out: [batch, proposals, 5]: x1, y1, x2, y2 in network pixels and the probability
 * that something is there, surest first; places that nothing is left for are all zeros. No gradient flows back.
 */
import { stopGradient, suppressOverlapping } from '../../tensorflow/ops.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { decodeOffsets } from '../regions/offsets.ts'
import { proposalCandidates, proposalCount, proposalIou } from './config.ts'

/**
 * @param anchors boxes of the anchors (offsets.ts), [anchors, 4]
 * @param size side of the network's input
 */
export function proposeRegions(output: Tensor, anchors: Tensor, size: number): Tensor {
  const said = stopGradient(output)
  const [batch, rows] = said.shape as [number, number, number]
  const objectness = said.slice([0, 0, 4], [-1, -1, 1]).reshape([batch, rows])
  const { indices } = tf.topk(objectness, Math.min(proposalCandidates, rows)) // [batch, candidates]
  const surest = tf.gather(said, indices, 1, 1) as Tensor // [batch, candidates, 5]
  const references = tf.gather(anchors, indices as never) as Tensor // [batch, candidates, 4]
  const decoded = decodeOffsets(surest.slice([0, 0, 0], [-1, -1, 4]), references)
  const boxes = decoded.clipByValue(0, size) as Tensor
  const scores = tf.sigmoid(surest.slice([0, 0, 4], [-1, -1, 1])).reshape([batch, indices.shape[1]!]) // [batch, candidates]
  return suppressOverlapping(boxes, scores as Tensor, { count: proposalCount, iou: proposalIou })
}
