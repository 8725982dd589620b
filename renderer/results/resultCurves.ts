/** The curves of an evaluation: precision over recall, and what every confidence would give. */
import { precisionAtRecalls } from '../../shared/metrics/averagePrecision.ts'
import { recallThresholds } from '../../shared/metrics/cocoParameters.ts'
import { type OperatingPoint, operatingPointOf } from '../../shared/metrics/precisionRecall.ts'
import { type Ranking, rankCategory, rankCrossMatches } from '../../shared/metrics/ranking.ts'
import { meanOf } from '../../shared/metrics/sum.ts'
import type { Chart, Dash, LineSeries } from '../charts/chart.ts'
import type { Matched } from './reading.ts'

/** 0, 0.01 … 1: as fine as the slider. */
export const confidenceSteps: readonly number[] = Array.from({ length: 101 }, (_, step) => step / 100)

type Values = readonly (number | null)[]
/** One entry a class that has labels; the others have no curve. */
export type ClassCurve = {
  readonly categoryId: number
  readonly precisionAtRecall: Values
  readonly precision: Values
  readonly recall: Values
  readonly f1: Values
}

export function classCurves({ prepared, matches }: Matched): ClassCurve[] {
  const indexes = prepared.indexes()
  return rankCrossMatches(matches).flatMap((ranking, place) => {
    // As average precision has it: within the class. The rest is counted across classes, as in the matrix.
    const ofClass = rankCategory(indexes[place]!, matches.iou)
    if (ranking.groundTruths === 0 || ofClass.groundTruths === 0) return []
    const points = pointsOverConfidence(ranking, confidenceSteps)
    return {
      categoryId: ranking.category.id,
      precisionAtRecall: [...precisionAtRecalls(ofClass.isTrue, ofClass.groundTruths, recallThresholds)],
      precision: points.map((point) => point.precision),
      recall: points.map((point) => point.recall),
      f1: points.map((point) => point.f1),
    }
  })
}

/** One walk down the ranking for all confidences. @param confidences ascending */
export function pointsOverConfidence(ranking: Ranking, confidences: readonly number[]): OperatingPoint[] {
  const points: OperatingPoint[] = []
  let kept = 0
  let tp = 0
  for (const confidence of [...confidences].reverse()) {
    while (kept < ranking.scores.length && ranking.scores[kept]! > confidence) tp += ranking.isTrue[kept++]!
    points.push(operatingPointOf({ tp, fp: kept - tp, fn: ranking.groundTruths - tp }))
  }
  return points.reverse()
}

/** Place by place, over the lists that have a value there. */
export function meanValues(lists: readonly Values[]): Values {
  return (lists[0] ?? []).map((_, place) => {
    const values = lists.map((list) => list[place] ?? null).filter((value) => value !== null)
    return values.length === 0 ? null : meanOf(values)
  })
}

export type ResultCurveWords = {
  readonly precision: string
  readonly recall: string
  readonly f1: string
  readonly confidence: string
  readonly precisionOverRecall: string
  readonly mean: string
}
export type ResultChartName = keyof ResultCharts
/** The line of all classes together. */
export const meanLineId = 'mean'

export type ResultCharts = {
  readonly precisionRecall: Chart
  readonly f1: Chart
  readonly precision: Chart
  readonly recall: Chart
}

export type NamedCategory = { readonly id: number; readonly name: string; readonly color: string }

/** @param shownIds classes whose own lines are drawn; the mean is over all of them anyway */
export function resultCharts(
  curves: readonly ClassCurve[],
  categories: readonly NamedCategory[],
  shownIds: ReadonlySet<number>,
  words: ResultCurveWords,
): ResultCharts {
  const lines = (read: (curve: ClassCurve) => Values): LineSeries[] => [
    ...curves.filter((curve) => shownIds.has(curve.categoryId)).map((curve) => classLine(curve, categories, read)),
    {
      id: meanLineId,
      label: words.mean,
      color: '--ink-1',
      dash: 'solid',
      isStrong: true,
      values: meanValues(curves.map(read)),
    },
  ]
  const unit = [0, 1] as const
  const overConfidence = (title: string, read: (curve: ClassCurve) => Values): Chart => ({
    title,
    xLabel: words.confidence,
    x: confidenceSteps,
    xRange: unit,
    yRange: unit,
    syncName: 'confidence',
    series: lines(read),
  })
  return {
    precisionRecall: {
      title: words.precisionOverRecall,
      xLabel: words.recall,
      x: recallThresholds,
      xRange: unit,
      yRange: unit,
      series: lines((curve) => valuesOf(curve, 'precisionRecall')),
    },
    f1: overConfidence(words.f1, (curve) => valuesOf(curve, 'f1')),
    precision: overConfidence(words.precision, (curve) => valuesOf(curve, 'precision')),
    recall: overConfidence(words.recall, (curve) => valuesOf(curve, 'recall')),
  }
}

export function valuesOf(curve: ClassCurve, chart: ResultChartName): Values {
  return chart === 'precisionRecall' ? curve.precisionAtRecall : curve[chart]
}

const dashes: readonly Dash[] = ['solid', 'dashed', 'dotted']

/** Neighbours in the list differ by their dashes too. */
export function classDash(place: number): Dash {
  return dashes[place % dashes.length]!
}

function classLine(
  curve: ClassCurve,
  categories: readonly NamedCategory[],
  read: (curve: ClassCurve) => Values,
): LineSeries {
  const place = categories.findIndex((category) => category.id === curve.categoryId)
  const { name, color } = categories[place]!
  return { id: String(curve.categoryId), label: name, color, dash: classDash(place), values: read(curve) }
}
