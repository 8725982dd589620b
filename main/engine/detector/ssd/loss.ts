/**
 * The losses of an SSD (Liu et al., 2016, section 2.2), divided by the number of default boxes that learn a label:
 *
 * - class: cross-entropy of the softmax over background and classes. Background is nearly everything, so of each picture only those
 *   background boxes count that are most mistaken, three for each that learns a label (hard negative mining)
 * - box: smooth L1 distance of the four offsets, of the boxes that learn a label
 */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { smoothAbsolute } from '../boxLoss.ts'
import { detached } from '../boxRegression.ts'
import { oneHot, rowSums, smoothed, softmaxCrossEntropy, weightedSum } from '../classification.ts'
import { fewestNegatives, negativesPerPositive } from './config.ts'
import type { SsdTargets } from './targets.ts'

/** What the head says: [batch, priors, 4] and [batch, priors, 1 + classes], background first, not squashed yet. */
export type SsdOutput = { readonly offsets: Tensor; readonly scores: Tensor }

export type SsdLosses = { readonly box: Tensor; readonly class: Tensor }

/**
 * @param classFactors weight of each class in the class loss (classBalance.ts)
 */
export function ssdLosses(
  { offsets, scores }: SsdOutput,
  targets: SsdTargets,
  { labelSmoothing }: Pick<TrainSettings, 'labelSmoothing'>,
  classFactors: readonly number[],
): SsdLosses {
  const [batch, priors] = scores.shape as [number, number, number]
  const rows = batch * priors
  const { entropies, positives, negatives } = mined(scores, targets, labelSmoothing) // [batch, priors] each
  const count = tf.maximum(positives.sum(), 1)
  const classes = targets.priorClasses.reshape([rows]) as Tensor
  const factors = tf.gather(tf.tensor1d([1, ...classFactors]), classes as never) as Tensor // [rows]
  const weights = positives.add(negatives).reshape([rows]).mul(factors) as Tensor

  const learned = tf.gather(offsets.reshape([rows, 4]), targets.positiveRows as never) as Tensor // [room, 4]
  const distances = rowSums(smoothAbsolute(learned.sub(targets.positiveOffsets))) // [room]
  return {
    box: weightedSum(distances, targets.positiveWeights).div(count),
    class: weightedSum(entropies.reshape([rows]), weights).div(count),
  }
}

/** What each default box is mistaken about its class, and which of them learn by it: as a label, or as background; [batch, priors] each. */
export function mined(
  scores: Tensor,
  { priorClasses, priorMask, negativeRanks }: Pick<SsdTargets, 'priorClasses' | 'priorMask' | 'negativeRanks'>,
  labelSmoothing: number,
): { readonly entropies: Tensor; readonly positives: Tensor; readonly negatives: Tensor } {
  const [batch, priors, columns] = scores.shape as [number, number, number]
  const rows = batch * priors
  const wanted = smoothed(oneHot(priorClasses.reshape([rows]), columns), labelSmoothing) // [rows, 1 + classes]
  const entropies = softmaxCrossEntropy(scores.reshape([rows, columns]), wanted).reshape([batch, priors]) as Tensor
  const positives = tf.greater(priorClasses, 0).toFloat() as Tensor
  const negatives = hardNegatives(entropies, { positives, mask: priorMask, ranks: negativeRanks })
  return { entropies, positives, negatives }
}

type Mined = { readonly positives: Tensor; readonly mask: Tensor; readonly ranks: Tensor }

/**
 * @param mistakes how wrong each default box is about its class; [batch, priors]
 * @returns 1 for the background boxes of each picture that are most mistaken, as many as its positives allow, else 0; a constant of
 * the optimisation
 */
export function hardNegatives(mistakes: Tensor, { positives, mask, ranks }: Mined): Tensor {
  const [batch, priors] = mistakes.shape as [number, number]
  const most = ranks.shape[0]!
  return detached(mistakes, (values) => {
    const isBackground = mask.mul(tf.sub(1, positives)) // [batch, priors]
    // What may not be chosen comes last: no entropy is below 0.
    const { values: worst, indices } = topOf(values.add(1).mul(isBackground), most) // [batch, most]
    const wanted = tf.maximum(positives.sum(1, true).mul(negativesPerPositive), fewestNegatives) // [batch, 1]
    const isWanted = tf.less(ranks.reshape([1, most]), wanted).toFloat() as Tensor // [batch, most]
    const chosen = isWanted.mul(tf.greater(worst, 0).toFloat() as Tensor) // [batch, most]
    const firstOfImage = tf.range(0, batch, 1, 'int32').mul(tf.scalar(priors, 'int32')).reshape([batch, 1])
    const places = indices.add(firstOfImage as never).reshape([batch * most, 1]) as Tensor
    return tf
      .scatterND(places as never, chosen.reshape([batch * most]) as never, [batch * priors])
      .reshape([batch, priors])
  })
}

function topOf(values: Tensor, count: number): { readonly values: Tensor; readonly indices: Tensor } {
  return tf.topk(values as never, count) as { values: Tensor; indices: Tensor }
}
