/** What a default box of an SSD costs: its offsets, and its softmax over background and classes (loss.ts). */
import { oneHot, smoothed } from '../../../../shared/lessons/probabilities.ts'
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { type Tensor, type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import type { GridLayout } from '../family.ts'
import type { Pass } from '../layers.ts'
import type { Priors } from '../priors.ts'
import { cornersAt, type RowCost, type RowCosts, type SaidNumber } from '../rowCost.ts'
import { type SsdOutput, ssdLosses } from './loss.ts'
import { matchBoxes } from './match.ts'
import { encodeOffsets, type Offsets } from './offsets.ts'
import type { SsdTargets } from './targets.ts'

type Parts = Pick<GridLayout, 'grid' | 'classes'> & {
  readonly priors: Priors
  readonly settings: TrainSettings
  readonly run: (images: Tensor, pass: Pass) => SsdOutput
}

export function ssdRowCosts({ grid, priors, classes, settings, run }: Parts): RowCosts {
  return {
    look: (images, pass) => ({ ...run(images, pass) }), // offsets [1, priors, 4], scores [1, priors, 1 + classes]
    of: (row, { offsets, scores }, labels) => {
      const { rows, boxes, ignoredRows } = matchBoxes(grid, labels)
      const place = rows.indexOf(row)
      const label = place < 0 ? null : boxes[place]!
      const wanted = label === null ? null : encodeOffsets(cornersAt(labels.boxes, label), priors, row)
      const learned = {
        // Background comes first.
        category: label === null ? 0 : 1 + labels.classes[label]!,
        wanted,
        isIgnored: ignoredRows.includes(row),
      }
      const said = [
        ...offsets!.subarray(row * 4, row * 4 + 4),
        ...scores!.subarray(row * (1 + classes), (row + 1) * (1 + classes)),
      ]
      return { label, numbers: said.map(named), terms: termsOf(learned, { classes, settings }) }
    },
  }
}

function named(value: number, place: number): SaidNumber {
  const name = (['ty', 'tx', 'th', 'tw', 'background'] as const)[place]
  return name ? { name, category: null, value } : { name: 'class', category: place - 5, value }
}

type Learned = { readonly category: number; readonly wanted: Offsets | null; readonly isIgnored: boolean }

function termsOf(
  { category, wanted, isIgnored }: Learned,
  { classes, settings }: Pick<Parts, 'classes' | 'settings'>,
): RowCost['terms'] {
  const cost = (name: 'box' | 'class') => (said: Tensor) => {
    const output = {
      offsets: said.slice([0], [4]).reshape([1, 1, 4]) as Tensor,
      scores: said.slice([4], [1 + classes]).reshape([1, 1, 1 + classes]) as Tensor,
    }
    const targets = targetsOf({ category, wanted, isIgnored })
    return ssdLosses(output, targets, settings, new Array<number>(classes).fill(1))[name]
  }
  return [
    {
      name: 'box',
      formula: wanted && { kind: 'offsets', from: 0, wanted: [...wanted], weight: 1 },
      cost: cost('box'),
    },
    {
      name: 'class',
      formula: isIgnored
        ? null
        : {
            kind: 'classes',
            from: 4,
            loss: 'cross-entropy',
            targets: smoothed(oneHot(category, 1 + classes), settings.labelSmoothing),
            focalGamma: 0,
            weight: 1,
          },
      cost: cost('class'),
    },
  ]
}

/** A batch of one picture of one default box. */
function targetsOf({ category, wanted, isIgnored }: Learned): TensorMap & SsdTargets {
  return {
    priorClasses: tf.tensor2d([[category]], [1, 1], 'int32'),
    priorMask: tf.tensor2d([[isIgnored ? 0 : 1]]),
    positiveRows: tf.tensor1d([0], 'int32'),
    positiveWeights: tf.tensor1d([wanted ? 1 : 0]),
    positiveOffsets: tf.tensor2d([[...(wanted ?? [0, 0, 0, 0])]]),
    negativeRanks: tf.tensor1d([0]),
  }
}
