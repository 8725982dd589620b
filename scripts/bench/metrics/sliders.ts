/** What the window computes when a slider of Results moves or a label is corrected, in milliseconds. */
import { matchAt, prepare, preparing, readAt } from '../../../renderer/results/reading.ts'
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import { pairsInCell } from '../../../shared/metrics/confusion.ts'
import type { Dataset } from '../../../shared/metrics/dataset.ts'
import { evaluate } from '../../../shared/metrics/evaluate.ts'
import { median } from '../support/statistics.ts'

export type SliderCosts = {
  readonly confidence: number
  readonly iou: number
  /** The pairs of the cell that holds most. */
  readonly cell: number
  /** From the data with one label of another class to the figures. */
  readonly correction: number
  /** Everything from the boxes, without what was prepared. */
  readonly anew: number
}

const steps = Array.from({ length: 91 }, (_, step) => 0.05 + step / 100)

export function sliderCosts(dataset: Dataset): SliderCosts {
  const data = answerOf(dataset)
  const prepared = prepare(data)
  const matched = matchAt(prepared, 0.5)
  const readings = steps.map((confidence) => readAt(matched, confidence).confusion)
  const fullest = readings.map((confusion) => {
    const counts = confusion.matrix.flat()
    const cell = counts.indexOf(Math.max(...counts))
    return { confusion, row: Math.floor(cell / confusion.labels.length), column: cell % confusion.labels.length }
  })
  return {
    confidence: medianOf(steps.map((confidence) => () => readAt(matched, confidence))),
    iou: medianOf(steps.map((iou) => () => readAt(matchAt(prepared, iou), 'auto'))),
    cell: medianOf(
      fullest.map(
        ({ confusion, row, column }) =>
          () =>
            pairsInCell(confusion, row, column),
      ),
    ),
    correction: correctionCost(data),
    anew: medianOf([0.4, 0.5, 0.6].map((iou) => () => evaluate(dataset, { iou, confidence: 'auto' }))),
  }
}

function correctionCost(data: EvaluationData): number {
  const prepareNext = preparing()
  prepareNext(data)
  const { categoryIds } = data.groundTruths
  const corrected = [0, 1, 2, 3, 4, 5, 6].map((turn) => {
    const place = Math.floor((turn * categoryIds.length) / 7)
    const other = data.categories.find(({ id }) => id !== categoryIds[place])!.id
    return { ...data, groundTruths: { ...data.groundTruths, categoryIds: categoryIds.with(place, other) } }
  })
  return medianOf(corrected.map((next) => () => readAt(matchAt(prepareNext(next), 0.5), 'auto')))
}

/** The answer of the engine that a window has of these boxes. */
function answerOf({ imageIds, categories, groundTruths, detections }: Dataset): EvaluationData {
  return {
    evaluation: {
      id: 1,
      runId: 1,
      split: 'val',
      images: imageIds.length,
      detections: detections.ids.length,
      createdAt: 0,
    },
    categories: categories.map(({ id, name }, position) => ({ id, name, color: '#808080', hotkey: null, position })),
    images: Array.from(imageIds, (id) => ({ id, path: `${id}.jpg`, width: 640, height: 640, split: 'val' })),
    groundTruths: {
      ...columnsOf(groundTruths),
      ignore: Array.from(groundTruths.ignore, Boolean),
      difficult: Array.from(groundTruths.ids, () => false),
      truncated: Array.from(groundTruths.ids, () => null),
      occluded: Array.from(groundTruths.ids, () => null),
    },
    detections: { ...columnsOf(detections), scores: Array.from(detections.scores), probabilities: new Float32Array(0) },
  }
}

type Columns = Pick<Dataset['detections'], 'ids' | 'imageIds' | 'categoryIds' | 'boxes'>

function columnsOf({ ids, imageIds, categoryIds, boxes }: Columns) {
  return {
    ids: Array.from(ids),
    imageIds: Array.from(imageIds),
    categoryIds: Array.from(categoryIds),
    boxes: Array.from(boxes),
  }
}

function medianOf(works: readonly (() => unknown)[]): number {
  return median(
    works.map((work) => {
      const start = performance.now()
      work()
      return performance.now() - start
    }),
  )
}
