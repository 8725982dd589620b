/**
 * From one answer of `results.data` to every figure on the screen, in three steps of falling cost: once for the data, once
 * for an IoU, once for a confidence. The last two are what the sliders move.
 */

import type { EvaluationData } from '../../shared/evaluationData.ts'
import { bestConfidenceOf } from '../../shared/metrics/bestConfidence.ts'
import { type CategoryIndex, indexCategories } from '../../shared/metrics/categoryIndex.ts'
import { type CocoResult, summariseCoco } from '../../shared/metrics/coco.ts'
import {
  type Confusion,
  type ConfusionIndex,
  confusionAbove,
  operatingPointsOf,
} from '../../shared/metrics/confusion.ts'
import { indexAcrossCategories } from '../../shared/metrics/crossIndex.ts'
import type { CrossMatches } from '../../shared/metrics/crossMatch.ts'
import { type Dataset, datasetFromEvaluation } from '../../shared/metrics/dataset.ts'
import type { OperatingPoint } from '../../shared/metrics/precisionRecall.ts'
import { type SlidingMatch, slidingMatch } from '../../shared/metrics/slidingMatch.ts'
import { meanOf, sumOf } from '../../shared/metrics/sum.ts'
import type { Category } from '../../shared/model.ts'
import type { EvaluatedImage } from '../../shared/reports.ts'

export type Prepared = {
  readonly data: EvaluationData
  readonly dataset: Dataset
  /** For matching within a class, and across classes. */
  readonly indexes: readonly CategoryIndex[]
  readonly confusionsAt: SlidingMatch
  readonly coco: CocoResult
  readonly images: ReadonlyMap<number, EvaluatedImage>
}

export function prepare(data: EvaluationData): Prepared {
  const dataset = datasetFromEvaluation(data)
  const indexes = indexCategories(dataset)
  const images = new Map(data.images.map((image) => [image.id, image]))
  const confusionsAt = slidingMatch(indexAcrossCategories(dataset))
  return { data, dataset, indexes, confusionsAt, coco: summariseCoco(indexes), images }
}

export type Matched = {
  readonly prepared: Prepared
  readonly matches: CrossMatches
  readonly confusions: ConfusionIndex
  readonly bestConfidence: Best
}

/** A confidence that is worked out when somebody asks for it first. */
export type Best = () => number

export function matchAt(prepared: Prepared, iou: number): Matched {
  const confusions = prepared.confusionsAt(iou)
  return { prepared, matches: confusions.matches, confusions, bestConfidence: once(() => bestConfidenceOf(confusions)) }
}

/** Of other images than those on the screen. */
export function bestConfidenceAt(confusionsAt: SlidingMatch, iou: number): Best {
  return once(() => bestConfidenceOf(confusionsAt(iou)))
}

function once(work: () => number): Best {
  let result: number | null = null
  return () => {
    result ??= work()
    return result
  }
}

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

/** @param bestOnValidation asked for only where it is wanted */
export function readAt(matched: Matched, wanted: WantedConfidence, bestOnValidation: Best | null = null): Reading {
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
  bestOnValidation: Best | null,
): Pick<Reading, 'confidence' | 'source'> {
  if (typeof wanted === 'number') return { confidence: wanted, source: 'chosen' }
  if (wanted === 'auto' && bestOnValidation !== null) return { confidence: bestOnValidation(), source: 'validation' }
  return { confidence: bestConfidence(), source: 'here' }
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
