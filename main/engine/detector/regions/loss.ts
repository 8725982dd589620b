/**
 * What a detector that looks at regions pays for each that was drawn (Girshick, "Fast R-CNN", 2015, section 2.3):
 *
 * - class: cross-entropy over all classes and background
 * - box: of those that show an object: smooth L1 of the offsets of its class
 *
 * Each is the mean over what it is about, so that crowded and sparse pictures weigh alike.
 * In: `RegionOutput` (decodeRegions.ts) and `Regions` (sampleRegions.ts). Out: scalars.
 */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { smoothAbsolute } from '../boxLoss.ts'
import { oneHot, smoothed, softmaxCrossEntropy, weightedMean } from '../classification.ts'
import { classFactor, regionBoxFactor } from './config.ts'
import type { RegionOutput } from './decodeRegions.ts'
import { encodeOffsets } from './offsets.ts'
import type { Regions } from './sampleRegions.ts'

type RegionLossSettings = Pick<TrainSettings, 'labelSmoothing' | 'boxWeight' | 'classWeight'>

/** @param classFactors weight of each class in the class loss (classBalance.ts); background weighs 1 */
export function regionLosses(
  { scores, offsets }: RegionOutput,
  regions: Regions,
  settings: RegionLossSettings,
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
  settings: Pick<RegionLossSettings, 'labelSmoothing' | 'classWeight'>,
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
