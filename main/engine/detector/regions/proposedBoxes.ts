import type { Tensor } from '../../tensorflow/tensorflow.ts'

/** [batch, proposals, 5] → [batch, proposals, 4]: without how sure each is. */
export function proposedBoxes(proposals: Tensor): Tensor {
  return proposals.slice([0, 0, 0], [-1, -1, 4])
}
