import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import { datasetFromEvaluation } from '../../../shared/metrics/dataset.ts'
import { evaluate } from '../../../shared/metrics/evaluate.ts'
import { datasetOf, datasetOfDrawn, drawn, type Found, type Truth } from './datasets.ts'

const truths: Truth[] = [
  { category: 1, box: [0, 0, 100, 100] },
  { category: 1, box: [200, 0, 300, 100] },
]
const found: Found[] = [
  { category: 1, box: [0, 0, 100, 100], score: 0.9 },
  { category: 2, box: [200, 0, 300, 100], score: 0.8 },
  { category: 1, box: [500, 0, 600, 100], score: 0.4 },
]
const dataset = datasetOf(truths, found, { names: ['cat', 'dog'] })

describe('the figures of an evaluation', () => {
  it('tell precision, recall and F1 as the matrix has them', () => {
    const { perClass, confusion } = evaluate(dataset, { confidence: 0.25, iou: 0.5 })

    expect(confusion.matrix).toEqual([
      [1, 0, 1],
      [1, 0, 0],
      [0, 0, 0],
    ])
    expect(perClass[0]).toMatchObject({
      id: 1,
      name: 'cat',
      groundTruths: 2,
      precision: 1 / 2,
      recall: 1 / 2,
      f1: 2 / 4,
    })
  })

  it('have null where a class has no ground truth', () => {
    const { perClass } = evaluate(dataset, { confidence: 0.25, iou: 0.5 })

    expect(perClass[1]).toEqual({
      id: 2,
      name: 'dog',
      AP: null,
      AP50: null,
      precision: 0,
      recall: null,
      f1: null,
      groundTruths: 0,
    })
  })

  it('choose the confidence with the highest mean F1 when asked to', () => {
    const { confidence, perClass } = evaluate(dataset, { confidence: 'auto', iou: 0.5 })

    // Keeping the one right cat alone is best (F1 2/3). The next cat scores 0.4, and dogs have no ground truth, so that
    // anything from 0.4 up to 0.9 does; 0.65 is the middle.
    expect(confidence).toBeCloseTo(0.65, 12)
    expect(perClass[0]!.f1).toBeCloseTo(2 / 3, 12)
  })

  it('exist for an empty dataset', () => {
    const figures = evaluate(datasetOf([], [], { imageIds: [], names: [] }), { confidence: 'auto', iou: 0.5 })

    expect(figures).toMatchObject({ AP: -1, AR100: -1, confidence: 0, perClass: [], confusion: { matrix: [[0]] } })
  })

  it('never have a lower mean F1 at another confidence than at the one chosen', () => {
    const meanF1 = (figures: ReturnType<typeof evaluate>) => {
      const known = figures.perClass.flatMap(({ f1 }) => (f1 === null ? [] : [f1]))
      return known.reduce((sum, f1) => sum + f1, 0) / known.length
    }
    fc.assert(
      fc.property(drawn, fc.double({ min: 0, max: 1, noNaN: true }), (boxes, confidence) => {
        fc.pre(boxes.truths.some((truth) => !truth.ignore))
        const drawnDataset = datasetOfDrawn(boxes)

        const chosen = meanF1(evaluate(drawnDataset, { confidence: 'auto', iou: 0.5 }))

        expect(meanF1(evaluate(drawnDataset, { confidence, iou: 0.5 }))).toBeLessThanOrEqual(chosen + 1e-12)
      }),
    )
  })
})

describe('the data of an evaluation as a dataset', () => {
  const data: EvaluationData = {
    evaluation: { id: 1, runId: 1, split: 'test', images: 1, detections: 1, createdAt: 0 },
    categories: [{ id: 7, name: 'cat', color: '#ffffff', hotkey: null, position: 0 }],
    images: [{ id: 3, path: 'a.jpg', width: 100, height: 100, split: 'test' }],
    groundTruths: {
      ids: [11, 12],
      imageIds: [3, 3],
      categoryIds: [7, 0],
      boxes: [0, 0, 20, 10, 50, 50, 90, 90],
      ignore: [false, true],
      difficult: [false, false],
      truncated: [0.25, null],
      occluded: [1, null],
    },
    detections: {
      ids: [21, 22],
      imageIds: [3, 3],
      categoryIds: [7, 7],
      boxes: [0, 0, 20, 10, 60, 60, 80, 80],
      scores: [0.5, 0.9],
      probabilities: Float32Array.of(0.5, 0.9),
    },
  }

  it('takes width times height as the area', () => {
    const { groundTruths, detections, imageIds } = datasetFromEvaluation(data)

    expect(imageIds).toEqual([3])
    expect([...Array.from(groundTruths.areas)]).toEqual([200, 1600])
    expect([...Array.from(detections.boxAreas)]).toEqual([200, 400])
  })

  it('says that nothing is stated as KITTI does', () => {
    const { truncated, occluded } = datasetFromEvaluation(data).groundTruths

    expect([truncated, occluded]).toEqual([
      [0.25, -1],
      [1, -1],
    ])
  })

  it('keeps a region without a class as one that excuses every class', () => {
    const figures = evaluate(datasetFromEvaluation(data), { confidence: 0.25, iou: 0.5 })

    expect(figures.AP50).toBeCloseTo(1, 9)
    expect(figures.confusion.matrix).toEqual([
      [1, 0],
      [0, 0],
    ])
  })
})
