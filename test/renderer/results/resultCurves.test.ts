import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchAt, prepare } from '../../../renderer/results/reading.ts'
import {
  classCurves,
  confidenceSteps,
  meanValues,
  pointsOverConfidence,
  resultCharts,
} from '../../../renderer/results/resultCurves.ts'
import { operatingPoint } from '../../../shared/metrics/precisionRecall.ts'
import { rankCrossMatches } from '../../../shared/metrics/ranking.ts'
import { drawn, drawnImages, drawnNames } from '../../shared/metrics/datasets.ts'
import { evaluationDataOf } from './evaluationData.ts'

const words = {
  precision: 'Precision',
  recall: 'Recall',
  f1: 'F1',
  confidence: 'Confidence',
  precisionOverRecall: 'Precision over recall',
  mean: 'All',
}

describe('curves over confidence', () => {
  it('agree with the operating point at every confidence', () => {
    fc.assert(
      fc.property(drawn, ({ truths, found }) => {
        const data = evaluationDataOf(truths, found, { names: drawnNames, imageIds: drawnImages })
        for (const ranking of rankCrossMatches(matchAt(prepare(data), 0.5).matches)) {
          expect(pointsOverConfidence(ranking, confidenceSteps)).toEqual(
            confidenceSteps.map((confidence) => operatingPoint(ranking, confidence)),
          )
        }
      }),
    )
  })

  it('average over the classes that have a value there', () => {
    expect(
      meanValues([
        [1, 0.5, null],
        [0, null, null],
      ]),
    ).toEqual([0.5, 0.5, null])
    expect(meanValues([])).toEqual([])
  })
})

describe('charts of an evaluation', () => {
  // cat: found with 0.9; dog: missed; owl: no label.
  const matched = matchAt(
    prepare(
      evaluationDataOf(
        [{ box: [0, 0, 100, 100] }, { category: 2, box: [200, 0, 300, 100] }],
        [{ box: [0, 0, 100, 100], score: 0.9 }],
        { names: ['cat', 'dog', 'owl'] },
      ),
    ),
    0.5,
  )
  const curves = classCurves(matched)
  const categories = matched.prepared.data.categories

  it('have a line for each class with labels, and the mean', () => {
    const { precisionRecall, f1 } = resultCharts(curves, categories, new Set([1, 2, 3]), words)

    expect(precisionRecall.series.map((line) => line.label)).toEqual(['cat', 'dog', 'All'])
    expect(f1.series.map((line) => line.label)).toEqual(['cat', 'dog', 'All'])
  })

  it('draw only the chosen classes, but average over all', () => {
    const { recall } = resultCharts(curves, categories, new Set([1]), words)

    expect(recall.series.map((line) => line.id)).toEqual(['1', 'mean'])
    // At confidence 0: cat 1, dog 0.
    expect(recall.series[1]!.values[0]).toBe(0.5)
    // Above 0.9 nothing is left.
    expect(recall.series[1]!.values[95]).toBe(0)
  })

  it('share one axis of 101 places each', () => {
    const charts = resultCharts(curves, categories, new Set([1]), words)

    for (const chart of Object.values(charts)) {
      expect(chart.x).toHaveLength(101)
      for (const line of chart.series) expect(line.values).toHaveLength(101)
    }
  })

  it('reach precision 1 up to the recall that was reached', () => {
    const { precisionRecall } = resultCharts(curves, categories, new Set([1, 2]), words)

    expect(precisionRecall.series[0]!.values[100]).toBeCloseTo(1)
    expect(precisionRecall.series[1]!.values[1]).toBe(0)
  })
})
