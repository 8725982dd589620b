/**
 * The losses of the first stage (Ren et al., "Faster R-CNN", 2015, section 3.1.2); those of the second are ../regions/loss.ts, and
 * all of them are made small together (section 3.2: approximate joint training).
 *
 * - proposalObjectness: of the drawn anchors, object or background
 * - proposalBox: of the drawn anchors that learn a box: smooth L1 of their offsets
 *
 * Each is the mean over what it is about, so that crowded and sparse pictures weigh alike.
 * In: what the proposals' network says, [batch, anchors, 5], and `AnchorTargets`. Out: scalars.
 */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { smoothAbsolute } from '../boxLoss.ts'
import { elementLoss, weightedMean } from '../classification.ts'
import { encodeOffsets } from '../regions/offsets.ts'
import { proposalBoxFactor } from './config.ts'

/** What the drawn anchors of a batch should say; unused places have weight 0. */
export type AnchorTargets = {
  /** Row of the flattened output [batch * anchors]; int32 [drawn]. */
  readonly anchorRows: Tensor
  /** 1 for a used place, 0 for an unused one; [drawn]. */
  readonly anchorWeights: Tensor
  /** 1 for an object, 0 for background and unused places; [drawn]. */
  readonly anchorObjects: Tensor
  /** The anchor itself and the box that it learns, or itself again; x1, y1, x2, y2; [drawn, 4]. */
  readonly anchorBoxes: Tensor
  readonly anchorLabels: Tensor
}

type LossSettings = Pick<TrainSettings, 'objectnessLoss' | 'focalGamma' | 'boxWeight' | 'objectnessWeight'>

/** @param output of the proposals, [batch, anchors, 5] */
export function proposalLosses(output: Tensor, targets: AnchorTargets, settings: LossSettings) {
  const [batch, anchors, width] = output.shape as [number, number, number]
  const drawn = tf.gather(output.reshape([batch * anchors, width]), targets.anchorRows as never) as Tensor // [drawn, 5]
  const objectness = drawn.slice([0, 4], [-1, 1]).reshape([-1])
  const sure = elementLoss(settings.objectnessLoss, objectness, targets.anchorObjects, settings.focalGamma)
  const wanted = encodeOffsets(targets.anchorBoxes, targets.anchorLabels) // [drawn, 4]
  const distance = smoothAbsolute(drawn.slice([0, 0], [-1, 4]).sub(wanted)) // [drawn, 4]
  return {
    proposalObjectness: weightedMean(sure, targets.anchorWeights).mul(settings.objectnessWeight),
    proposalBox: weightedMean(distance, targets.anchorObjects).mul(settings.boxWeight * proposalBoxFactor),
  }
}
