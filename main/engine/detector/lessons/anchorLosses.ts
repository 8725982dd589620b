/**
 * What one anchor costs on a picture: each term of the loss, with its gradient with respect to what the head says of this anchor,
 * by the very functions of training. Everything else is held as it is; the classes weigh alike.
 * In: a picture [side, side, 3] of 0..255, its labels, a row of the head's output. Out: `AnchorLosses` of the contract.
 */
import { BoxwrightError } from '../../../../shared/errors.ts'
import type { AnchorLosses } from '../../../../shared/howCalls.ts'
import { readValues } from '../../tensorflow/readValues.ts'
import { type Tensor, type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import { batchOf, evaluationPass } from '../explain.ts'
import type { Grid } from '../grid.ts'
import type { RestoredDetector } from '../loadDetector.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { overlap } from '../nonMaximumSuppression.ts'
import { assignBoxes } from '../yolo/assign.ts'
import { decodeOutput } from '../yolo/decode.ts'
import { lossesOf, type Targets } from '../yolo/loss.ts'
import { oneStageOf } from './oneStage.ts'

export type LookedAt = { readonly pixels: Uint8Array; readonly labels: NetworkBoxes; readonly row: number }

export async function anchorLossesOf(
  restored: RestoredDetector,
  { pixels, labels, row }: LookedAt,
): Promise<AnchorLosses> {
  const { settings } = restored.info
  const { grid, features, head } = oneStageOf(restored)
  if (row >= grid.length) throw new BoxwrightError('not-found', `The detector has no anchor ${row}.`, { row })
  const [said, box] = tf.tidy(() => {
    const pass = evaluationPass(restored)
    const output = head(features(batchOf(pixels, settings.size), pass), pass)
    const { boxes } = decodeOutput(output, grid, settings.classLoss)
    return [output.slice([0, row, 0], [1, 1, -1]).flatten(), boxes.slice([0, row, 0], [1, 1, -1]).flatten()]
  }) as [Tensor, Tensor]
  const label = learnedBy(grid, labels, row)
  const numbers = [...(await readValues(said))]
  const reached = label === null ? 0 : overlap(Float32Array.of(...label.box, ...(await readValues(box))), 0, 1)
  tf.dispose([said, box])
  const terms = await termsOf(numbers, targetsOf(grid, row, label), restored)
  return { row, said: numbers, cell: cellOf(grid, row), label, aim: reached, settings: lossSettings(settings), terms }
}

type Label = NonNullable<AnchorLosses['label']>

function learnedBy(grid: Grid, labels: NetworkBoxes, row: number): Label | null {
  const { rows, boxes } = assignBoxes(grid, labels)
  const place = rows.indexOf(row)
  if (place < 0) return null
  const label = boxes[place]!
  return {
    box: [...labels.boxes.subarray(label * 4, label * 4 + 4)] as Label['box'],
    category: labels.classes[label]!,
  }
}

function cellOf({ cellX, cellY, stride, anchorWidth, anchorHeight }: Grid, row: number): AnchorLosses['cell'] {
  return {
    cellX: cellX[row]!,
    cellY: cellY[row]!,
    stride: stride[row]!,
    anchorWidth: anchorWidth[row]!,
    anchorHeight: anchorHeight[row]!,
  }
}

/** A batch of one picture of one anchor. Where it learns nothing, what it would learn has no weight, but is a sound box. */
function targetsOf(grid: Grid, row: number, label: Label | null): TensorMap & Targets {
  const { cellX, cellY, stride, anchorWidth, anchorHeight } = cellOf(grid, row)
  const cell = [cellX, cellY, stride, anchorWidth, anchorHeight]
  return {
    positiveRows: tf.tensor1d([0], 'int32'),
    positiveWeights: tf.tensor1d([label === null ? 0 : 1]),
    positiveBoxes: tf.tensor2d([label?.box ?? [0, 0, 8, 8]]),
    positiveClasses: tf.tensor1d([label?.category ?? 0], 'int32'),
    positiveCells: tf.tensor2d([cell]),
    objectnessMask: tf.tensor2d([[1]]),
  }
}

async function termsOf(said: readonly number[], targets: TensorMap & Targets, { info }: RestoredDetector) {
  const weights = info.categories.map(() => 1)
  const term = async (name: 'box' | 'objectness' | 'class') => {
    const at = tf.tensor1d([...said])
    const cost = (x: Tensor) =>
      lossesOf(x.reshape([1, 1, said.length]), targets, info.settings, weights)[name].reshape([])
    const { value, grad } = tf.valueAndGrad(cost as never)(at as never) as { value: Tensor; grad: Tensor }
    const found = { value: (await readValues(value))[0]!, gradients: [...(await readValues(grad))] }
    tf.dispose([at, value, grad])
    return found
  }
  const terms = { box: await term('box'), objectness: await term('objectness'), class: await term('class') }
  tf.dispose(Object.values(targets))
  return terms
}

function lossSettings(settings: RestoredDetector['info']['settings']): AnchorLosses['settings'] {
  const { boxLoss, objectnessLoss, classLoss, focalGamma, labelSmoothing } = settings
  const { boxWeight, objectnessWeight, classWeight } = settings
  return { boxLoss, objectnessLoss, classLoss, focalGamma, labelSmoothing, boxWeight, objectnessWeight, classWeight }
}
