/**
 * What a region costs: its softmax over classes and background, and the offsets of its class where something is said of its box
 * (loss.ts). Which label it learns is decided as in sampleRegions.ts.
 */
import { oneHot, smoothed } from '../../../../shared/lessons/probabilities.ts'
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { ignoredPlaces, type NetworkBoxes } from '../networkBoxes.ts'
import { type Corners, type CostTerm, cornersAt, type RowCost, type SaidNumber } from '../rowCost.ts'
import { classFactor, regionBoxFactor } from './config.ts'
import { regionClassLoss, regionLosses } from './loss.ts'
import { offsetsBetween } from './offsets.ts'
import type { Regions } from './sampleRegions.ts'
import { shownBy } from './shownBy.ts'

export type SaidOfRegion = {
  /** x1, y1, x2, y2 in network pixels; without area where there is no region */
  readonly region: Corners
  /** One for each class, then background. */
  readonly scores: Float32Array
  /** Four for each class; null where windows stay where they are. */
  readonly offsets: Float32Array | null
}

/** What is said of one of many, [rows x numbers]. */
export const ofRow = (values: Float32Array, row: number, rows: number): Float32Array =>
  values.subarray((row * values.length) / rows, ((row + 1) * values.length) / rows)

/** @param from index of the region's first number among all that `cost` is given */
export function regionCost(
  { region, scores, offsets }: SaidOfRegion,
  labels: NetworkBoxes,
  settings: TrainSettings,
  from = 0,
): RowCost {
  const classes = scores.length - 1
  const label = shownBy(Float32Array.from(region), labels)[0]?.label ?? null
  const [x1, y1, x2, y2] = region
  const isThere = x2 > x1 && y2 > y1
  const isIgnored = ignoredPlaces(labels)((x1 + x2) / 2, (y1 + y2) / 2)
  const learned: Learned = {
    region,
    label: label === null ? null : cornersAt(labels.boxes, label),
    category: label === null ? likeliest(scores, classes) : labels.classes[label]!,
    counts: isThere && (label !== null || !isIgnored),
  }
  const ofBox = offsets ? [...offsets.subarray(learned.category * 4, learned.category * 4 + 4)] : []
  const numbers = [...ofBox.map(offset), ...[...scores].map((value, place) => score(value, place, classes))]
  const terms = termsOf(learned, { classes, settings, from, hasBox: offsets !== null })
  return { label, numbers, terms }
}

function likeliest(scores: Float32Array, classes: number): number {
  const own = scores.subarray(0, classes)
  return own.indexOf(own.reduce((most, value) => Math.max(most, value)))
}

const offset = (value: number, place: number): SaidNumber => ({
  name: (['tx', 'ty', 'tw', 'th'] as const)[place]!,
  category: null,
  value,
})

const score = (value: number, place: number, classes: number): SaidNumber =>
  place === classes ? { name: 'background', category: null, value } : { name: 'class', category: place, value }

type Learned = {
  readonly region: Corners
  readonly label: Corners | null
  /** That of the label, else the likeliest, whose box would count. */
  readonly category: number
  readonly counts: boolean
}

type Subject = {
  readonly classes: number
  readonly settings: TrainSettings
  readonly from: number
  readonly hasBox: boolean
}

function termsOf(learned: Learned, { classes, settings, from, hasBox }: Subject): RowCost['terms'] {
  const { region, label, category, counts } = learned
  const ofScores = from + (hasBox ? 4 : 0)
  const even = new Array<number>(classes).fill(1)
  const scoresOf = (said: Tensor) => said.slice([ofScores], [classes + 1]).reshape([1, classes + 1]) as Tensor
  const classTerm: CostTerm = {
    name: 'class',
    formula: counts
      ? {
          kind: 'classes',
          from: ofScores,
          loss: 'cross-entropy',
          targets: smoothed(oneHot(label ? category : classes, classes + 1), settings.labelSmoothing),
          focalGamma: 0,
          weight: settings.classWeight * classFactor,
        }
      : null,
    cost: (said: Tensor) => regionClassLoss(scoresOf(said), regionsOf(learned), settings, even),
  }
  if (!hasBox) return [classTerm]
  const weight = settings.boxWeight * regionBoxFactor
  const boxTerm: CostTerm = {
    name: 'box',
    formula: label && counts ? { kind: 'offsets', from, wanted: offsetsBetween(region, label), weight } : null,
    cost: (said: Tensor) => {
      const ofClass = tf
        .oneHot(tf.tensor1d([category], 'int32'), classes)
        .toFloat()
        .reshape([1, classes, 1])
      const offsets = said.slice([from], [4]).reshape([1, 1, 4]).mul(ofClass) as Tensor // [1, classes, 4]
      return regionLosses({ scores: scoresOf(said), offsets }, regionsOf(learned), settings, even).box
    },
  }
  return [boxTerm, classTerm]
}

/** A batch of one picture of one region. */
function regionsOf({ region, label, category, counts }: Learned): Regions {
  return {
    boxes: tf.tensor3d([[region]]),
    weights: tf.tensor2d([[counts ? 1 : 0]]),
    objects: tf.tensor2d([[label && counts ? 1 : 0]]),
    classes: tf.tensor2d([[category]], [1, 1], 'int32'),
    labels: tf.tensor3d([[label ?? region]]),
  } as Regions
}
