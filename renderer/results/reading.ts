/**
 * From one answer of `results.data` to every figure on the screen, in three steps of falling cost: once for the data, once
 * for an IoU, once for a confidence. The last two are what the sliders move.
 */

import { bestConfidence, macroF1Curve } from '../../shared/metrics/bestConfidence.ts'
import { type CategoryIndex, indexCategories } from '../../shared/metrics/categoryIndex.ts'
import { type CocoResult, summariseCoco } from '../../shared/metrics/coco.ts'
import {
  type Confusion,
  type ConfusionIndex,
  confusionAbove,
  indexConfusion,
  operatingPointsOf,
} from '../../shared/metrics/confusion.ts'
import { type CrossIndex, indexAcrossCategories } from '../../shared/metrics/crossIndex.ts'
import { type CrossMatches, matchAtIou } from '../../shared/metrics/crossMatch.ts'
import { type Dataset, datasetFromEvaluation } from '../../shared/metrics/dataset.ts'
import type { OperatingPoint } from '../../shared/metrics/precisionRecall.ts'
import { rankJointly } from '../../shared/metrics/ranking.ts'
import { meanOf, sumOf } from '../../shared/metrics/sum.ts'
import type { Category } from '../../shared/model.ts'
import type { EvaluatedImage, EvaluationData } from '../../shared/reports.ts'

export type Prepared = {
  readonly data: EvaluationData
  readonly dataset: Dataset
  /** For matching within a class, and across classes. */
  readonly indexes: readonly CategoryIndex[]
  readonly crossIndex: CrossIndex
  readonly coco: CocoResult
  readonly images: ReadonlyMap<number, EvaluatedImage>
}

export function prepare(data: EvaluationData): Prepared {
  const dataset = datasetFromEvaluation(data)
  const indexes = indexCategories(dataset)
  const images = new Map(data.images.map((image) => [image.id, image]))
  const crossIndex = indexAcrossCategories(dataset)
  return { data, dataset, indexes, crossIndex, coco: summariseCoco(indexes), images }
}

export type Matched = {
  readonly prepared: Prepared
  readonly matches: CrossMatches
  readonly confusions: ConfusionIndex
  readonly bestConfidence: number
}

export function matchAt(prepared: Prepared, iou: number): Matched {
  const matches = matchAtIou(prepared.crossIndex, iou)
  return {
    prepared,
    matches,
    confusions: indexConfusion(matches),
    bestConfidence: bestConfidenceOf(matches),
  }
}

/** Of other images than those on the screen. */
export function bestConfidenceAt(index: CrossIndex, iou: number): number {
  return bestConfidenceOf(matchAtIou(index, iou))
}

const bestConfidenceOf = (matches: CrossMatches): number => bestConfidence(macroF1Curve(rankJointly(matches)))

/** A line of the table; a figure is null where it is not defined. */
export type ClassRow = {
  readonly category: Category
  readonly groundTruths: number
  readonly ap: number | null
  readonly ap50: number | null
  readonly point: OperatingPoint
}

export type Averages = {
  readonly groundTruths: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

/** Where the confidence in use comes from. */
export type ConfidenceSource = 'chosen' | 'validation' | 'here'

export type Reading = {
  readonly confidence: number
  readonly source: ConfidenceSource
  readonly iou: number
  readonly confusion: Confusion
  readonly rows: readonly ClassRow[]
  readonly averages: Averages
}

/** `auto`: chosen on the validation part where that is known, so that it does not flatter; else `here`. */
export type WantedConfidence = number | 'auto' | 'here'

export function readAt(matched: Matched, wanted: WantedConfidence, bestOnValidation: number | null = null): Reading {
  const { prepared, matches, confusions } = matched
  const { confidence, source } = confidenceFor(matched, wanted, bestOnValidation)
  const confusion = confusionAbove(confusions, confidence)
  const points = operatingPointsOf(confusion)
  const rows = prepared.coco.categories.map(
    ({ AP, AP50, groundTruths }, place): ClassRow => ({
      category: prepared.data.categories[place]!,
      groundTruths,
      ap: AP,
      ap50: AP50,
      point: points[place]!,
    }),
  )
  return { confidence, source, iou: matches.iou, confusion, rows, averages: averagesOf(rows) }
}

function confidenceFor(
  { bestConfidence }: Matched,
  wanted: WantedConfidence,
  bestOnValidation: number | null,
): Pick<Reading, 'confidence' | 'source'> {
  if (typeof wanted === 'number') return { confidence: wanted, source: 'chosen' }
  if (wanted === 'auto' && bestOnValidation !== null) return { confidence: bestOnValidation, source: 'validation' }
  return { confidence: bestConfidence, source: 'here' }
}

/** Means over the classes for which the figure is defined; classes without a label do not enter. */
function averagesOf(rows: readonly ClassRow[]): Averages {
  const labelled = rows.filter((row) => row.groundTruths > 0)
  const mean = (read: (point: OperatingPoint) => number | null) => {
    const values = labelled.map((row) => read(row.point)).filter((value) => value !== null)
    return values.length === 0 ? null : meanOf(values)
  }
  return {
    groundTruths: sumOf(rows.map((row) => row.groundTruths)),
    precision: mean((point) => point.precision),
    recall: mean((point) => point.recall),
    f1: mean((point) => point.f1),
  }
}

/** pycocotools says -1 for what is not defined; the window says null. */
export const definedFigure = (figure: number): number | null => (figure < 0 ? null : figure)
