/**
 * From one answer of `results.data` to every figure on the screen, in three steps of falling cost: once for the data, once
 * for an IoU, once for a confidence. The last two are what the sliders move. After a correction only the categories that it
 * concerns are judged anew: all of 80 in 5,000 images would hold the window up for a second.
 */

import type { EvaluationData } from '../../shared/evaluationData.ts'
import { bestConfidenceOf } from '../../shared/metrics/bestConfidence.ts'
import { type CategoryIndex, indexCategories } from '../../shared/metrics/categoryIndex.ts'
import { changedCategories, onlyCategories } from '../../shared/metrics/changedCategories.ts'
import { type CocoCurves, type CocoResult, cocoCurvesOf, summariseCurves } from '../../shared/metrics/coco.ts'
import {
  type Confusion,
  type ConfusionIndex,
  confusionAbove,
  operatingPointsOf,
} from '../../shared/metrics/confusion.ts'
import { type CrossIndex, indexAcrossCategories } from '../../shared/metrics/crossIndex.ts'
import type { CrossMatches } from '../../shared/metrics/crossMatch.ts'
import { type Dataset, datasetFromEvaluation, relabelled } from '../../shared/metrics/dataset.ts'
import type { OperatingPoint } from '../../shared/metrics/precisionRecall.ts'
import { type SlidingMatch, slidingMatch } from '../../shared/metrics/slidingMatch.ts'
import { meanOf, sumOf } from '../../shared/metrics/sum.ts'
import type { Category } from '../../shared/model.ts'
import type { EvaluatedImage } from '../../shared/reports.ts'

export type Prepared = {
  readonly data: EvaluationData
  readonly dataset: Dataset
  /** For matching within a class, when somebody asks for it; and across classes. */
  readonly indexes: () => readonly CategoryIndex[]
  readonly across: CrossIndex
  readonly sliding: SlidingMatch
  readonly curves: readonly CocoCurves[]
  readonly coco: CocoResult
  readonly images: ReadonlyMap<number, EvaluatedImage>
}

export function prepare(data: EvaluationData): Prepared {
  const dataset = datasetFromEvaluation(data)
  const indexes = indexCategories(dataset)
  const across = indexAcrossCategories(dataset)
  return preparedFrom({ data, dataset, indexes: () => indexes, across, curves: indexes.map(cocoCurvesOf) })
}

/** Prepares one evaluation after the other; what the last one was and the next one is again is kept. */
export function preparing(): (data: EvaluationData) => Prepared {
  let last: Prepared | null = null
  return (data) => {
    last = last && differsInLabels(last.data, data) ? preparedAgain(last, data) : prepare(data)
    return last
  }
}

/** In nothing else that enters a figure. */
function differsInLabels(one: EvaluationData, other: EvaluationData): boolean {
  return (
    one.detections === other.detections &&
    haveSameIds(one.images, other.images) &&
    haveSameIds(one.categories, other.categories)
  )
}

type Numbered = { readonly id: number }

const haveSameIds = (some: readonly Numbered[], others: readonly Numbered[]): boolean =>
  some.length === others.length && some.every(({ id }, place) => id === others[place]!.id)

function preparedAgain(last: Prepared, data: EvaluationData): Prepared {
  const dataset = relabelled(last.dataset, data)
  const changed = onlyCategories(dataset, changedCategories(last.dataset, dataset))
  const anew = new Map(indexCategories(changed).map((index) => [index.category.id, cocoCurvesOf(index)]))
  const across = indexAcrossCategories(dataset, last.across)
  // Of the others the name may have changed.
  const curves = last.curves.map(
    (kept, place) => anew.get(kept.category.id) ?? { ...kept, category: data.categories[place]! },
  )
  return preparedFrom({ data, dataset, indexes: once(() => indexCategories(dataset)), across, curves })
}

function preparedFrom(parts: Pick<Prepared, 'data' | 'dataset' | 'indexes' | 'across' | 'curves'>): Prepared {
  const images = new Map(parts.data.images.map((image) => [image.id, image]))
  return { ...parts, sliding: slidingMatch(parts.across), coco: summariseCurves(parts.curves), images }
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
  const confusions = prepared.sliding.at(iou)
  return { prepared, matches: confusions.matches, confusions, bestConfidence: once(() => bestConfidenceOf(confusions)) }
}

function once<Result extends object | number>(work: () => Result): () => Result {
  let result: Result | null = null
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

/** @param bestOnValidation null where it is not known */
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
