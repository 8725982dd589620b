/**
 * What an anchor of a two-stage detector costs in the first stage (loss.ts), and, where it learns a label, what the proposal that shows
 * this label best costs in the second (../regions/rowCost.ts).
 */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { type Tensor, type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { offsetsBetween } from '../regions/offsets.ts'
import { ofRow, regionCost } from '../regions/rowCost.ts'
import { shownBy } from '../regions/shownBy.ts'
import { type Corners, type CostTerm, cornersAt, type RowCost, type RowCosts, type SaidNumber } from '../rowCost.ts'
import { assignAnchors } from './assignAnchors.ts'
import { proposalBoxFactor } from './config.ts'
import { type AnchorTargets, proposalLosses } from './loss.ts'

type Parts = {
  /** x1, y1, x2, y2 of the anchors; length 4 x rows. */
  readonly anchors: Float32Array
  readonly settings: TrainSettings
  /** output [1, anchors, 5], proposals [1, proposals, 5], scores [proposals, classes + 1], offsets [proposals, classes, 4] */
  readonly look: RowCosts['look']
}

const names = ['tx', 'ty', 'tw', 'th', 'objectness'] as const

export function twoStageRowCosts({ anchors, settings, look }: Parts): RowCosts {
  return {
    look,
    of: (row, values, labels) => {
      const { objects, background } = assignAnchors(anchors, labels)
      const label = objects.find((each) => each.row === row)?.box ?? null
      const first = {
        anchor: cornersAt(anchors, row),
        label: label === null ? null : cornersAt(labels.boxes, label),
        counts: label !== null || background.includes(row),
      }
      const numbers = [...ofRow(values.output!, row, anchors.length / 4)].map(
        (value, place): SaidNumber => ({ name: names[place]!, category: null, value }),
      )
      const second = label === null ? null : secondStage(label, values, labels, settings)
      return {
        label,
        numbers: [
          ...numbers,
          ...(second?.numbers ?? []).map((number) => ({ ...number, isOfSecondStage: true as const })),
        ],
        terms: [...termsOf(first, settings), ...(second?.terms ?? [])],
      }
    },
  }
}

/** Null where no proposal shows the label. */
function secondStage(
  label: number,
  { proposals, scores, offsets }: Parameters<RowCosts['of']>[1],
  labels: NetworkBoxes,
  settings: TrainSettings,
): RowCost | null {
  const rows = proposals!.length / 5
  const boxes = Float32Array.from({ length: rows * 4 }, (_, at) => proposals![Math.floor(at / 4) * 5 + (at % 4)]!)
  const [best] = shownBy(boxes, labels)
    .filter((each) => each.label === label)
    .sort((a, b) => b.fit - a.fit)
  if (!best) return null
  const said = {
    region: cornersAt(boxes, best.row),
    scores: ofRow(scores!, best.row, rows),
    offsets: ofRow(offsets!, best.row, rows),
  }
  return regionCost(said, labels, settings, names.length)
}

/** An anchor that is neither object nor background (`counts` false) learns nothing. */
type First = { readonly anchor: Corners; readonly label: Corners | null; readonly counts: boolean }

function termsOf(first: First, settings: TrainSettings): CostTerm[] {
  const { anchor, label, counts } = first
  const { objectnessLoss, focalGamma, objectnessWeight, boxWeight } = settings
  const cost = (name: 'proposalBox' | 'proposalObjectness') => (said: Tensor) => {
    const output = said.slice([0], [names.length]).reshape([1, 1, names.length]) as Tensor
    return proposalLosses(output, targetsOf(first), settings)[name]
  }
  return [
    {
      name: 'proposalBox',
      formula: label && {
        kind: 'offsets',
        from: 0,
        wanted: offsetsBetween(anchor, label),
        weight: boxWeight * proposalBoxFactor,
      },
      cost: cost('proposalBox'),
    },
    {
      name: 'proposalObjectness',
      formula: counts
        ? { kind: 'element', at: 4, loss: objectnessLoss, target: label ? 1 : 0, focalGamma, weight: objectnessWeight }
        : null,
      cost: cost('proposalObjectness'),
    },
  ]
}

/** A batch of one picture of one anchor. */
function targetsOf({ anchor, label, counts }: First): TensorMap & AnchorTargets {
  return {
    anchorRows: tf.tensor1d([0], 'int32'),
    anchorWeights: tf.tensor1d([counts ? 1 : 0]),
    anchorObjects: tf.tensor1d([label ? 1 : 0]),
    anchorBoxes: tf.tensor2d([anchor]),
    anchorLabels: tf.tensor2d([label ?? anchor]),
  }
}
