import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { definedFigure, matchAt, prepare, readAt } from '../../../renderer/results/reading.ts'
import { datasetFromEvaluation } from '../../../shared/metrics/dataset.ts'
import { evaluate } from '../../../shared/metrics/evaluate.ts'
import { drawn, drawnImages, drawnNames } from '../../shared/metrics/datasets.ts'
import { evaluationDataOf } from './evaluationData.ts'

const threshold = fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20)

describe('reading of an evaluation', () => {
  it('is what a whole new computation gives, wherever the sliders stand', () => {
    fc.assert(
      fc.property(drawn, fc.array(fc.tuple(threshold, threshold), { minLength: 1 }), ({ truths, found }, positions) => {
        const data = evaluationDataOf(truths, found, { names: drawnNames, imageIds: drawnImages })
        const prepared = prepare(data)
        for (const [iou, confidence] of positions) {
          const matched = matchAt(prepared, iou)
          for (const wanted of [confidence, 'auto'] as const) {
            const reading = readAt(matched, wanted)
            const whole = evaluate(datasetFromEvaluation(data), { iou, confidence: wanted })
            expect(reading.confidence).toBe(whole.confidence)
            expect(reading.confusion.matrix).toEqual(whole.confusion.matrix)
            expect(
              reading.rows.map(({ category, groundTruths, ap, ap50, point: { precision, recall, f1 } }) => ({
                id: category.id,
                name: category.name,
                AP: ap,
                AP50: ap50,
                precision,
                recall,
                f1,
                groundTruths,
              })),
            ).toEqual(whole.perClass)
          }
        }
      }),
    )
  })

  it('averages over classes that have labels, and over defined figures only', () => {
    // cat: one of two found; dog: one label, nothing detected; owl: no label.
    const data = evaluationDataOf(
      [{ box: [0, 0, 100, 100] }, { box: [200, 0, 300, 100] }, { category: 2, box: [400, 0, 500, 100] }],
      [{ box: [0, 0, 100, 100], score: 0.9 }],
      { names: ['cat', 'dog', 'owl'] },
    )

    const { averages, rows } = readAt(matchAt(prepare(data), 0.5), 0.5)

    expect(averages).toEqual({ groundTruths: 3, precision: 1, recall: 0.25, f1: 2 / 3 / 2 })
    expect(rows[2]).toMatchObject({ groundTruths: 0, ap: null, ap50: null })
    expect(rows[2]!.point).toMatchObject({ precision: null, recall: null, f1: null })
  })

  it('has no averages without labels', () => {
    const { averages } = readAt(matchAt(prepare(evaluationDataOf([], [])), 0.5), 'auto')

    expect(averages).toEqual({ groundTruths: 0, precision: null, recall: null, f1: null })
  })

  it('knows that -1 means not defined', () => {
    expect(definedFigure(-1)).toBeNull()
    expect(definedFigure(0)).toBe(0)
  })
})
