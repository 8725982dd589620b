import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCocoFiles } from '../../../main/engine/score/cocoFiles.ts'
import { type Confusion, confusionAt, operatingPointsOf, pairsInCell } from '../../../shared/metrics/confusion.ts'
import { normaliseMatrix, suspiciousCells } from '../../../shared/metrics/confusionReading.ts'
import { matchAcrossCategories, notCounted } from '../../../shared/metrics/crossMatch.ts'
import type { Dataset } from '../../../shared/metrics/dataset.ts'
import { operatingPoint } from '../../../shared/metrics/precisionRecall.ts'
import { rankCrossMatches } from '../../../shared/metrics/ranking.ts'
import { datasetOf, datasetOfDrawn, drawn, drawnImages, type Found, type Truth } from './datasets.ts'
import { goldenFolder, readJson } from './references.ts'

function confusionOf(dataset: Dataset, confidence = 0.25, iou = 0.45): Confusion {
  return confusionAt(matchAcrossCategories(dataset, iou), confidence)
}

const names = ['cat', 'dog']
const cat = 0
const dog = 1
const background = 2

describe('confusion matrix', () => {
  const truths: Truth[] = [
    { category: 1, box: [0, 0, 100, 100] },
    { category: 1, box: [200, 0, 300, 100] },
    { category: 2, box: [400, 0, 500, 100] },
  ]
  const found: Found[] = [
    { category: 1, box: [0, 0, 100, 90], score: 0.9 },
    { category: 2, box: [200, 0, 300, 80], score: 0.8 },
    { category: 2, box: [700, 0, 800, 100], score: 0.7 },
    { category: 2, box: [400, 0, 500, 100], score: 0.2 },
  ]

  it('has predicted categories as rows, true ones as columns, and background last', () => {
    const { matrix, labels } = confusionOf(datasetOf(truths, found, { names }))

    expect(labels).toEqual(['cat', 'dog', 'background'])
    expect(matrix).toEqual([
      [1, 0, 0],
      [1, 0, 1],
      [0, 1, 0],
    ])
  })

  it('hands out the boxes behind every cell', () => {
    const confusion = confusionOf(datasetOf(truths, found, { names }))

    expect(pairsInCell(confusion, cat, cat)).toEqual([{ groundTruth: 0, detection: 0, iou: 0.9 }])
    expect(pairsInCell(confusion, dog, cat)).toEqual([{ groundTruth: 1, detection: 1, iou: 0.8 }])
    expect(pairsInCell(confusion, dog, background)).toEqual([{ groundTruth: null, detection: 2, iou: null }])
    expect(pairsInCell(confusion, background, dog)).toEqual([{ groundTruth: 2, detection: null, iou: null }])
    expect(pairsInCell(confusion, dog, dog)).toEqual([])
  })

  it('needs an IoU and a score above the thresholds, not equal to them', () => {
    const object: Truth = { category: 1, box: [0, 0, 100, 100] }
    const half: Found = { category: 1, box: [0, 0, 100, 50], score: 0.25 }
    const dataset = datasetOf([object], [half], { names })

    expect(confusionOf(dataset, 0.25, 0.4).matrix[background]![cat]).toBe(1)
    expect(confusionOf(dataset, 0.24, 0.5).matrix[background]![cat]).toBe(1)
    expect(confusionOf(dataset, 0.24, 0.49).matrix[cat]![cat]).toBe(1)
  })

  it('gives a detection its second choice when a surer one has taken the first', () => {
    const crowded: Truth[] = [
      { category: 1, box: [0, 0, 100, 100] },
      { category: 2, box: [0, 30, 100, 130] },
    ]
    const both: Found[] = [
      { category: 1, box: [0, 0, 100, 100], score: 0.9 },
      { category: 2, box: [0, 10, 100, 110], score: 0.8 },
    ]

    const { matrix } = confusionOf(datasetOf(crowded, both, { names }))

    expect(matrix[dog]![dog]).toBe(1)
  })

  it('does not count detections in an ignore region, of whatever category', () => {
    const region: Truth = { category: 1, box: [0, 0, 200, 200], ignore: true }
    const withoutClass: Truth = { category: 0, box: [300, 0, 500, 200], ignore: true }
    const inside: Found[] = [
      { category: 2, box: [10, 10, 60, 60], score: 0.9 },
      { category: 1, box: [310, 10, 360, 60], score: 0.9 },
      { category: 1, box: [190, 0, 290, 100], score: 0.9 },
    ]

    const { matrix } = confusionOf(datasetOf([region, withoutClass], inside, { names }))

    expect(matrix).toEqual([
      [0, 0, 1],
      [0, 0, 0],
      [0, 0, 0],
    ])
  })
})

type Golden = {
  readonly ultralytics_confusion_rows_predicted_cols_true_last_is_background_conf025_iou045: readonly number[][]
}

describe('the matrix of Ultralytics 8.4.190 on coco-60', () => {
  const folder = goldenFolder('coco-60')
  const readGolden = async () => ({
    dataset: (await readCocoFiles(join(folder!, 'gt.json'), join(folder!, 'dt.json'))).dataset,
    theirs: readJson<Golden>(join(folder!, 'expected.json'))
      .ultralytics_confusion_rows_predicted_cols_true_last_is_background_conf025_iou045,
  })

  it.skipIf(folder === null)('equals ours when crowds are taken for objects, as there', async () => {
    const { dataset, theirs } = await readGolden()
    const groundTruths = { ...dataset.groundTruths, ignore: new Uint8Array(dataset.groundTruths.ids.length) }

    expect(confusionOf({ ...dataset, groundTruths }).matrix).toEqual(theirs)
  })

  it.skipIf(folder === null)(
    'differs from ours by the crowds and the detections in them, and by nothing else',
    async () => {
      const { dataset, theirs } = await readGolden()
      const crowds = Array.from(dataset.groundTruths.ignore).filter(Boolean).length
      const inCrowds = matchAcrossCategories(dataset, 0.45).groundTruths.filter(
        (groundTruth, detection) => groundTruth === notCounted && dataset.detections.scores[detection]! > 0.25,
      ).length

      const { matrix } = confusionOf(dataset)

      const sum = (cells: readonly (readonly number[])[]) => cells.flat().reduce((total, count) => total + count, 0)
      const detected = (cells: readonly (readonly number[])[]) => sum(cells.slice(0, -1))
      const labelled = (cells: readonly (readonly number[])[]) => sum(cells.map((row) => row.slice(0, -1)))
      expect([crowds, inCrowds]).toEqual([7, 11])
      expect(labelled(theirs) - labelled(matrix)).toBe(crowds)
      expect(detected(theirs) - detected(matrix)).toBe(inCrowds)
    },
  )
})

describe('properties of the confusion matrix', () => {
  const confidences = fc.integer({ min: 0, max: 9 }).map((tenths) => tenths / 10)

  it('columns add up to the ground truths, rows to the detections above the confidence that count', () => {
    fc.assert(
      fc.property(drawn, confidences, (boxes, confidence) => {
        const dataset = datasetOfDrawn(boxes)
        const matches = matchAcrossCategories(dataset, 0.5)

        const { matrix } = confusionAt(matches, confidence)

        for (const { id } of dataset.categories) {
          const objects = boxes.truths.filter((truth) => truth.category === id && !truth.ignore)
          const counted = boxes.found.filter(
            (each, place) =>
              each.category === id && each.score > confidence && matches.groundTruths[place] !== notCounted,
          )
          expect(matrix.reduce((sum, row) => sum + row[id - 1]!, 0)).toBe(objects.length)
          expect(matrix[id - 1]!.reduce((sum, count) => sum + count, 0)).toBe(counted.length)
        }
      }),
    )
  })

  it('agrees at every confidence with the rankings that precision, recall and F1 are read from', () => {
    fc.assert(
      fc.property(drawn, confidences, (boxes, confidence) => {
        const dataset = datasetOfDrawn(boxes)
        const matches = matchAcrossCategories(dataset, 0.5)

        const fromMatrix = operatingPointsOf(confusionAt(matches, confidence))

        expect(rankCrossMatches(matches).map((ranking) => operatingPoint(ranking, confidence))).toEqual(fromMatrix)
      }),
    )
  })

  it('dropping the detections below the confidence beforehand changes nothing', () => {
    fc.assert(
      fc.property(drawn, confidences, (boxes, confidence) => {
        const found = boxes.found.filter((each) => each.score > confidence)

        const afterwards = confusionOf(datasetOfDrawn(boxes), confidence).matrix

        expect(confusionOf(datasetOfDrawn({ ...boxes, found }), confidence).matrix).toEqual(afterwards)
      }),
    )
  })

  it('the order of the images changes nothing', () => {
    fc.assert(
      fc.property(drawn, fc.shuffledSubarray(drawnImages, { minLength: drawnImages.length }), (boxes, images) => {
        const byImage = <Box extends { readonly image?: number }>(all: readonly Box[]) =>
          images.flatMap((image) => all.filter((each) => each.image === image))
        const shuffled = { truths: byImage(boxes.truths), found: byImage(boxes.found) }

        expect(confusionOf(datasetOfDrawn(shuffled, images)).matrix).toEqual(confusionOf(datasetOfDrawn(boxes)).matrix)
      }),
    )
  })
})

describe('reading a matrix', () => {
  const matrix = [
    [6, 2, 0],
    [0, 0, 0],
    [2, 3, 0],
  ]

  it('as shares of its columns: the diagonal is the recall', () => {
    expect(normaliseMatrix(matrix, 'column')).toEqual([
      [6 / 8, 2 / 5, null],
      [0, 0, null],
      [2 / 8, 3 / 5, null],
    ])
  })

  it('as shares of its rows: the diagonal is the precision', () => {
    expect(normaliseMatrix(matrix, 'row')).toEqual([
      [6 / 8, 2 / 8, 0],
      [null, null, null],
      [2 / 5, 3 / 5, 0],
    ])
  })

  it('as counts', () => {
    expect(normaliseMatrix(matrix, 'none')).toEqual(matrix)
  })

  it('as a list of mistakes, the most frequent first', () => {
    expect(suspiciousCells({ matrix })).toEqual([
      { kind: 'missed', row: 2, column: 1, count: 3 },
      { kind: 'confused', row: 0, column: 1, count: 2 },
      { kind: 'missed', row: 2, column: 0, count: 2 },
    ])
  })
})
