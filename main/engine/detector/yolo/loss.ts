/**
 * The losses, each a named scalar, and their weighted sum. All are sums over the batch divided by the number of assigned
 * anchors, so that crowded and sparse pictures weigh alike.
 *
 * - box: distance of every assigned anchor's box from its label (boxLoss.ts)
 * - objectness: of every anchor; assigned ones aim at the IoU they reach, all others at 0 (classification.ts). Methods of second
 *   order search along lines, for which the loss must be one of the weights alone: there assigned ones aim at 1, since an aim that
 *   moves with the boxes, and has no gradient, makes the loss rise where its gradient says that it falls
 * - class: of the assigned anchors, rare classes weighing more if the settings say so (classification.ts)
 */
import { isSecondOrder, type TrainSettings } from '../../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { boxDistance } from '../boxLoss.ts'
import { type BoxColumns, type CellColumns, decodeBoxes, detached, iouOf } from '../boxRegression.ts'
import { classRowLoss, elementLoss, oneHot, smoothed, weightedSum } from '../classification.ts'

/** What the batch should say. `positives` is the room for assigned anchors; unused places have weight 0. */
export type Targets = {
  /** Row of the flattened output [batch * anchors] for each assigned anchor; int32 [positives]. */
  readonly positiveRows: Tensor
  /** 1 for a used place, 0 for an unused one; [positives]. */
  readonly positiveWeights: Tensor
  /** x1, y1, x2, y2 in network pixels; [positives, 4]. */
  readonly positiveBoxes: Tensor
  /** int32 [positives]. */
  readonly positiveClasses: Tensor
  /** cell x, cell y, stride, anchor width, anchor height; [positives, 5]. */
  readonly positiveCells: Tensor
  /** 0 where an anchor is neither object nor background, else 1; [batch, anchors]. */
  readonly objectnessMask: Tensor
}

export type YoloLosses = { readonly box: Tensor; readonly objectness: Tensor; readonly class: Tensor }
export type LossSettings = Pick<
  TrainSettings,
  | 'boxLoss'
  | 'objectnessLoss'
  | 'classLoss'
  | 'focalGamma'
  | 'labelSmoothing'
  | 'boxWeight'
  | 'objectnessWeight'
  | 'classWeight'
> &
  Partial<Pick<TrainSettings, 'optimizer'>>

/**
 * @param output [batch, anchors, 5 + classes]
 * @param classFactors weight of each class in the class loss (classBalance.ts)
 * @returns the weighted terms as scalars
 */
export function lossesOf(
  output: Tensor,
  targets: Targets,
  settings: LossSettings,
  classFactors: readonly number[],
): YoloLosses {
  const [batch, anchors, width] = output.shape as [number, number, number]
  const flat = output.reshape([batch * anchors, width])
  const positive = tf.gather(flat, targets.positiveRows as never) // [positives, 5 + classes]
  const count = tf.maximum(targets.positiveWeights.sum(), 1)
  const perPositive = (values: Tensor) => weightedSum(values, targets.positiveWeights).div(count)

  const [tx, ty, tw, th] = columnsOf(positive.slice([0, 0], [-1, 4])) as [Tensor, Tensor, Tensor, Tensor]
  const cells = cellColumns(targets.positiveCells)
  const labels = boxColumns(targets.positiveBoxes)
  const predicted = decodeBoxes(tx, ty, tw, th, cells)

  const aim = detached(iouOf(predicted, labels), (reached) => {
    const values = (hasFixedAim(settings) ? tf.onesLike(reached) : tf.relu(reached)).mul(targets.positiveWeights)
    return tf.scatterND(targets.positiveRows.reshape([-1, 1]), values, [batch * anchors]) // [batch * anchors]
  })
  const objectness = flat.slice([0, 4], [-1, 1]).reshape([-1])
  const objectnessLosses = elementLoss(settings.objectnessLoss, objectness, aim, settings.focalGamma)

  const classes = positive.slice([0, 5], [-1, width - 5]) // [positives, classes]
  const classTargets = smoothed(oneHot(targets.positiveClasses, width - 5), settings.labelSmoothing)
  const factors = tf.gather(tf.tensor1d([...classFactors]), targets.positiveClasses as never) // [positives]
  const classLosses = classRowLoss(settings.classLoss, classes, classTargets, settings.focalGamma).mul(factors)

  const mask = targets.objectnessMask.reshape([-1])
  return {
    box: perPositive(boxDistance(settings.boxLoss, predicted, labels, cells)).mul(settings.boxWeight),
    objectness: weightedSum(objectnessLosses, mask).div(count).mul(settings.objectnessWeight),
    class: perPositive(classLosses).mul(settings.classWeight),
  }
}

const hasFixedAim = ({ optimizer }: LossSettings): boolean => optimizer !== undefined && isSecondOrder(optimizer)

function columnsOf(matrix: Tensor): Tensor[] {
  return tf.unstack(matrix as never, 1)
}

function boxColumns(boxes: Tensor): BoxColumns {
  const [x1, y1, x2, y2] = columnsOf(boxes) as [Tensor, Tensor, Tensor, Tensor]
  return { x1, y1, x2, y2 }
}

function cellColumns(cells: Tensor): CellColumns {
  const [cellX, cellY, stride, anchorWidth, anchorHeight] = columnsOf(cells) as [Tensor, Tensor, Tensor, Tensor, Tensor]
  return { cellX, cellY, stride, anchorWidth, anchorHeight }
}
