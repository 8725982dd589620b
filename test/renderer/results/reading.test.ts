import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { definedFigure, matchAt, prepare, preparing, readAt } from '../../../renderer/results/reading.ts'
import { datasetFromEvaluation } from '../../../shared/metrics/dataset.ts'
import { evaluate } from '../../../shared/metrics/evaluate.ts'
import { drawn, drawnImages, drawnNames, type Found, type Truth } from '../../shared/metrics/datasets.ts'
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

  it('is after each correction of labels what it would be if it had begun with them', () => {
    const more = { names: drawnNames, imageIds: drawnImages }
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 2, maxLength: 5 }), ([first, ...later]) => {
        const prepareNext = preparing()
        const data = evaluationDataOf(first!.truths, first!.found, more)
        prepareNext(data)
        for (const { truths } of later) {
          const corrected = { ...evaluationDataOf(truths, first!.found, more), detections: data.detections }
          const next = prepareNext(corrected)
          const anew = prepare(corrected)
          expect(next.coco).toEqual(anew.coco)
          expect(next.indexes()).toEqual(anew.indexes())
          expect(next.across).toEqual(anew.across)
          expect(readAt(matchAt(next, 0.5), 'auto')).toEqual(readAt(matchAt(anew, 0.5), 'auto'))
        }
      }),
    )
  })

  it('keeps of the former labels what they left alone, and nothing of another evaluation', () => {
    const names = ['cat', 'dog']
    const truths: Truth[] = [{ box: [0, 0, 100, 100] }, { category: 2, box: [200, 0, 300, 100] }]
    const found: Found[] = [{ box: [0, 0, 100, 100], score: 0.9 }]
    const data = evaluationDataOf(truths, found, { names })
    const prepareNext = preparing()
    const [cat, dog] = prepareNext(data).curves
    const moved = evaluationDataOf([truths[0]!, { category: 2, box: [200, 0, 310, 100] }], found, { names })
    const renamed = {
      ...moved,
      detections: data.detections,
      categories: moved.categories.map((one) => ({ ...one, name: `a ${one.name}` })),
    }

    const next = prepareNext(renamed)
    expect(next.curves[0]!.all).toBe(cat!.all)
    expect(next.curves[1]!.all).not.toBe(dog!.all)
    expect(next.coco.categories.map(({ name }) => name)).toEqual(['a cat', 'a dog'])

    const other = prepareNext(
      evaluationDataOf(truths, [{ category: 2, box: [200, 0, 300, 100], score: 0.9 }], { names }),
    )
    expect(other.coco.categories.map(({ AP }) => AP)).toEqual([0, expect.closeTo(1, 12)])
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
