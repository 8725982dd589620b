/**
 * The twelve figures of COCO and the average precision of each category.
 * Source: `COCOeval` of pycocotools/cocoeval.py with iouType "bbox" and its standard parameters; equal to it to 1e-9.
 * Shapes: T = 10 IoU thresholds, R = 101 recalls, D detections of a category.
 */
import { precisionAtRecalls } from './averagePrecision.ts'
import { type CategoryIndex, indexCategories } from './categoryIndex.ts'
import { type AreaRange, areaRanges, iouThresholds, recallDetections, recallThresholds } from './cocoParameters.ts'
import type { Dataset, MetricCategory, NumberColumn } from './dataset.ts'
import { type Matches, matchCategory, outcome } from './match.ts'
import { meanOf } from './sum.ts'

/** pycocotools' figures under their usual names; -1 where no category has a ground truth that counts. */
export type CocoFigures = {
  readonly AP: number
  readonly AP50: number
  readonly AP75: number
  readonly APs: number
  readonly APm: number
  readonly APl: number
  readonly AR1: number
  readonly AR10: number
  readonly AR100: number
  readonly ARs: number
  readonly ARm: number
  readonly ARl: number
}

/** Of one category; null where it has no ground truth that counts. */
export type CocoCategory = {
  readonly id: number
  readonly name: string
  readonly AP: number | null
  readonly AP50: number | null
  /** Precision at the 101 recalls, IoU 0.5, all sizes, 100 detections. [R] */
  readonly precision50: Float64Array | null
  readonly groundTruths: number
  readonly sizes: { readonly [size in ObjectSize]: CocoSize }
}

export type ObjectSize = Exclude<keyof typeof areaRanges, 'all'>

/** Of the objects of one size; null where there is none that counts. */
export type CocoSize = { readonly AP: number | null; readonly AP50: number | null; readonly groundTruths: number }

export type CocoResult = { readonly figures: CocoFigures; readonly categories: readonly CocoCategory[] }

export function evaluateCoco(dataset: Dataset): CocoResult {
  return summariseCoco(indexCategories(dataset))
}

/** For callers that need the index for more than this. */
export function summariseCoco(indexes: readonly CategoryIndex[]): CocoResult {
  return summariseCurves(indexes.map(cocoCurvesOf))
}

/** For callers that keep the curves of categories whose boxes did not change. @param curves in the order of the categories */
export function summariseCurves(curves: readonly CocoCurves[]): CocoResult {
  return { figures: figuresOf(curves), categories: curves.map(categoryOf) }
}

/** Of a single category, without the figures of its sizes; null where it has no ground truth that counts. */
export function averagePrecisionOf(index: CategoryIndex): number | null {
  return averagesOf(sizeCurves(index, areaRanges.all)).AP
}

/** What one category adds to the figures of one size; without a ground truth that counts it adds nothing. */
type SizeCurves = {
  /** T entries of [R] */
  readonly precisions: readonly Float64Array[]
  /** Recall at the end, T entries for each limit of detections in an image. */
  readonly recalls: { readonly [limit in keyof typeof recallDetections]: readonly number[] }
  readonly groundTruthCount: number
}

/** All that one category adds to the figures. */
export type CocoCurves = { readonly category: MetricCategory } & {
  readonly [size in keyof typeof areaRanges]: SizeCurves
}

export function cocoCurvesOf(index: CategoryIndex): CocoCurves {
  return {
    category: index.category,
    all: sizeCurves(index, areaRanges.all),
    small: sizeCurves(index, areaRanges.small),
    medium: sizeCurves(index, areaRanges.medium),
    large: sizeCurves(index, areaRanges.large),
  }
}

function sizeCurves(index: CategoryIndex, range: AreaRange): SizeCurves {
  const matches = matchCategory(index, iouThresholds, range)
  const { groundTruthCount } = matches
  const rows = groundTruthCount === 0 ? [] : outcomeRows(matches, index.detections.length)
  const recallsWithin = (limit: number) =>
    rows.map((row) => countTruePositives(row, index.ranks, limit) / groundTruthCount)
  return {
    precisions: rows.map((row) => precisionAtRecalls(row, groundTruthCount, recallThresholds)),
    recalls: {
      AR1: recallsWithin(recallDetections.AR1),
      AR10: recallsWithin(recallDetections.AR10),
      AR100: recallsWithin(recallDetections.AR100),
    },
    groundTruthCount,
  }
}

function outcomeRows(matches: Matches, detectionCount: number): Uint8Array[] {
  return iouThresholds.map((_, row) => matches.outcomes.subarray(row * detectionCount, (row + 1) * detectionCount))
}

/** True positives among the first `limit` detections of each image. */
function countTruePositives(outcomes: Uint8Array, ranks: Int32Array, limit: number): number {
  let count = 0
  for (let detection = 0; detection < outcomes.length; detection++) {
    if (outcomes[detection] === outcome.truePositive && ranks[detection]! < limit) count++
  }
  return count
}

const row50 = 0
const row75 = 5

function figuresOf(curves: readonly CocoCurves[]): CocoFigures {
  const all = curves.map((category) => category.all)
  const small = curves.map((category) => category.small)
  const medium = curves.map((category) => category.medium)
  const large = curves.map((category) => category.large)
  return {
    AP: averagePrecision(all),
    AP50: averagePrecision(all, row50),
    AP75: averagePrecision(all, row75),
    APs: averagePrecision(small),
    APm: averagePrecision(medium),
    APl: averagePrecision(large),
    AR1: averageRecall(all, 'AR1'),
    AR10: averageRecall(all, 'AR10'),
    AR100: averageRecall(all, 'AR100'),
    ARs: averageRecall(small, 'AR100'),
    ARm: averageRecall(medium, 'AR100'),
    ARl: averageRecall(large, 'AR100'),
  }
}

/** Over all thresholds, or at the one of `row`. */
function averagePrecision(curves: readonly SizeCurves[], row?: number): number {
  return mean(
    curves.flatMap((curve) => (row === undefined ? curve.precisions : curve.precisions.slice(row, row + 1))).map(mean),
  )
}

function averageRecall(curves: readonly SizeCurves[], limit: keyof typeof recallDetections): number {
  return mean(curves.flatMap((curve) => curve.recalls[limit]))
}

/** -1 of nothing, as pycocotools has it. */
function mean(values: NumberColumn): number {
  return values.length === 0 ? -1 : meanOf(values)
}

function categoryOf({ category, all, small, medium, large }: CocoCurves): CocoCategory {
  return {
    id: category.id,
    name: category.name,
    precision50: all.precisions[row50] ?? null,
    ...averagesOf(all),
    sizes: { small: averagesOf(small), medium: averagesOf(medium), large: averagesOf(large) },
  }
}

function averagesOf(curves: SizeCurves): CocoSize {
  const hasGroundTruth = curves.groundTruthCount > 0
  return {
    AP: hasGroundTruth ? averagePrecision([curves]) : null,
    AP50: hasGroundTruth ? averagePrecision([curves], row50) : null,
    groundTruths: curves.groundTruthCount,
  }
}
