/** What an anchor of a YOLO costs: its box, its objectness, and its classes (loss.ts). */

import { oneHot, smoothed } from '../../../../shared/lessons/probabilities.ts'
import { isSecondOrder, type TrainSettings } from '../../../../shared/trainSettings.ts'
import { type Tensor, type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import type { GridLayout } from '../family.ts'
import type { Grid } from '../grid.ts'
import { type NetworkBoxes, overlapWithLabel } from '../networkBoxes.ts'
import { type CostTerm, cornersAt, type RowCost, type RowCosts, type SaidNumber } from '../rowCost.ts'
import { assignBoxes } from './assign.ts'
import { decodeOutput } from './decode.ts'
import { lossesOf, type Targets } from './loss.ts'

type Parts = Pick<GridLayout, 'grid' | 'features' | 'head' | 'classes'> & { readonly settings: TrainSettings }

/** Numbers before those of the classes. */
const ofBox = 5

export function yoloRowCosts({ grid, features, head, classes, settings }: Parts): RowCosts {
  return {
    look: (images, pass) => {
      const said = head(features(images, pass), pass) // [1, anchors, 5 + classes]
      return { said, boxes: decodeOutput(said, grid, settings.classLoss).boxes }
    },
    of: (row, { said, boxes }, labels) => {
      const { label, isIgnored } = learnedBy(grid, labels, row)
      const numbers = numbersOf(said!.subarray(row * (ofBox + classes), (row + 1) * (ofBox + classes)))
      const reached = label === null ? 0 : overlapWithLabel(boxes!, row, labels, label)
      const learner = { row, label, isIgnored, reached }
      return { label, numbers, terms: termsOf(learner, { grid, labels, classes, settings }) }
    },
  }
}

function numbersOf(said: Float32Array): SaidNumber[] {
  const names = ['tx', 'ty', 'tw', 'th', 'objectness'] as const
  return [...said].map((value, place) => {
    const name = names[place]
    return name ? { name, category: null, value } : { name: 'class', category: place - ofBox, value }
  })
}

function learnedBy(grid: Grid, labels: NetworkBoxes, row: number): { label: number | null; isIgnored: boolean } {
  const { rows, boxes, ignoredRows } = assignBoxes(grid, labels)
  const place = rows.indexOf(row)
  return { label: place < 0 ? null : boxes[place]!, isIgnored: ignoredRows.includes(row) }
}

type Learner = {
  readonly row: number
  readonly label: number | null
  readonly isIgnored: boolean
  readonly reached: number
}
type Subject = {
  readonly grid: Grid
  readonly labels: NetworkBoxes
  readonly classes: number
  readonly settings: TrainSettings
}

function termsOf(
  { row, label, isIgnored, reached }: Learner,
  { grid, labels, classes, settings }: Subject,
): RowCost['terms'] {
  const { boxLoss, objectnessLoss, classLoss, focalGamma, labelSmoothing, optimizer } = settings
  const cell = {
    cellX: grid.cellX[row]!,
    cellY: grid.cellY[row]!,
    stride: grid.stride[row]!,
    anchorWidth: grid.anchorWidth[row]!,
    anchorHeight: grid.anchorHeight[row]!,
  }
  const learned = label === null ? null : { box: cornersAt(labels.boxes, label), category: labels.classes[label]! }
  const cost = (name: 'box' | 'objectness' | 'class') => (said: Tensor) => {
    const output = said.reshape([1, 1, ofBox + classes]) as Tensor
    const targets = targetsOf(Object.values(cell), learned, isIgnored)
    return lossesOf(output, targets, settings, new Array<number>(classes).fill(1))[name]
  }
  const target = label !== null && isSecondOrder(optimizer) ? 1 : reached
  const terms: CostTerm[] = [
    {
      name: 'box',
      formula: learned && {
        kind: 'decoded',
        from: 0,
        loss: boxLoss,
        cell,
        box: learned.box,
        weight: settings.boxWeight,
      },
      cost: cost('box'),
    },
    {
      name: 'objectness',
      formula: isIgnored
        ? null
        : { kind: 'element', at: 4, loss: objectnessLoss, target, focalGamma, weight: settings.objectnessWeight },
      cost: cost('objectness'),
    },
    {
      name: 'class',
      formula: learned && {
        kind: 'classes',
        from: ofBox,
        loss: classLoss,
        targets: smoothed(oneHot(learned.category, classes), labelSmoothing),
        focalGamma,
        weight: settings.classWeight,
      },
      cost: cost('class'),
    },
  ]
  return terms
}

/** A batch of one picture of one anchor. Where it learns nothing, what it would learn has no weight, but is a sound box. */
function targetsOf(
  cell: readonly number[],
  learned: { readonly box: readonly number[]; readonly category: number } | null,
  isIgnored: boolean,
): TensorMap & Targets {
  return {
    positiveRows: tf.tensor1d([0], 'int32'),
    positiveWeights: tf.tensor1d([learned ? 1 : 0]),
    positiveBoxes: tf.tensor2d([[...(learned?.box ?? [0, 0, 8, 8])]]),
    positiveClasses: tf.tensor1d([learned?.category ?? 0], 'int32'),
    positiveCells: tf.tensor2d([[...cell]]),
    objectnessMask: tf.tensor2d([[isIgnored ? 0 : 1]]),
  }
}
