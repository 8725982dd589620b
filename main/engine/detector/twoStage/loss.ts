/**
 * The losses of both stages, each a named scalar, made small together (Ren et al., "Faster R-CNN", 2015, sections 3.1.2 and 3.2:
 * approximate joint training).
 *
 * - proposalObjectness: of the drawn anchors, object or background
 * - proposalBox: of the drawn anchors that learn a box: smooth L1 of their offsets
 * - class: of the drawn regions: cross-entropy over all classes and background
 * - box: of the drawn regions that show an object: smooth L1 of the offsets of its class
 *
 * Each is the mean over what it is about, so that crowded and sparse pictures weigh alike.
 */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { smoothAbsolute } from '../boxLoss.ts'
import { elementLoss, oneHot, smoothed, softmaxCrossEntropy, weightedSum } from '../classification.ts'
import { classFactor, proposalBoxFactor, regionBoxFactor } from './config.ts'
import { encodeOffsets } from './offsets.ts'
import type { Regions } from './sampleRegions.ts'
import type { RegionOutput } from './secondHead.ts'

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

export type LossSettings = Pick<
  TrainSettings,
  'objectnessLoss' | 'focalGamma' | 'labelSmoothing' | 'boxWeight' | 'objectnessWeight' | 'classWeight'
>

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

/** @param classFactors weight of each class in the class loss (classBalance.ts); background weighs 1 */
export function regionLosses(
  { scores, offsets }: RegionOutput,
  regions: Regions,
  settings: LossSettings,
  classFactors: readonly number[],
) {
  const [rows, classes] = offsets.shape as [number, number, number]
  const ofClass = oneHot(saidBy(regions, classes), classes).reshape([rows, 1, classes]) // all 0 for background
  const own = tf.matMul(ofClass as never, offsets as never).reshape([rows, 4]) // [regions, 4]
  const wanted = encodeOffsets(regions.boxes.reshape([rows, 4]), regions.labels.reshape([rows, 4]))
  const distance = smoothAbsolute(own.sub(wanted))
  return {
    class: regionClassLoss(scores, regions, settings, classFactors),
    box: weightedMean(distance, regions.objects.reshape([rows])).mul(settings.boxWeight * regionBoxFactor),
  }
}

/** @param scores [batch x regions, classes + 1], background last */
export function regionClassLoss(
  scores: Tensor,
  regions: Regions,
  settings: Pick<LossSettings, 'labelSmoothing' | 'classWeight'>,
  classFactors: readonly number[],
): Tensor {
  const [rows, columns] = scores.shape as [number, number]
  const said = saidBy(regions, columns - 1)
  const aims = smoothed(oneHot(said, columns), settings.labelSmoothing) // [regions, classes + 1]
  const factors = tf.gather(tf.tensor1d([...classFactors, 1]), said as never) as Tensor
  const entropy = softmaxCrossEntropy(scores, aims).mul(factors)
  return weightedMean(entropy, regions.weights.reshape([rows])).mul(settings.classWeight * classFactor)
}

/** The class that each region should say, or background; int32 [batch x regions]. */
function saidBy({ objects, classes: labelled }: Regions, background: number): Tensor {
  const rows = objects.size
  return tf.where(
    tf.greater(objects.reshape([rows]), 0),
    labelled.reshape([rows]),
    tf.fill([rows], background, 'int32'),
  )
}

/** Mean of the rows that count, each the sum of its columns; 0 where none does. */
function weightedMean(values: Tensor, weights: Tensor): Tensor {
  return weightedSum(values, weights).div(tf.maximum(weights.sum(), 1))
}
