import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confusionAt } from '../../../shared/metrics/confusion.ts'
import { matchAcrossCategories } from '../../../shared/metrics/crossMatch.ts'
import type { Dataset } from '../../../shared/metrics/dataset.ts'
import { boxesOfImage, indexImages, judgeImages, tallyImages } from '../../../shared/metrics/perImage.ts'
import { datasetOf, datasetOfDrawn, drawn } from './datasets.ts'

const judge = (dataset: Dataset, iou = 0.5) => judgeImages(indexImages(dataset), matchAcrossCategories(dataset, iou))

const names = ['cat', 'dog']
const dataset = datasetOf(
  [
    // Image 1: one found, one taken for a dog, one missed, and an ignore region.
    { category: 1, box: [0, 0, 100, 100] },
    { category: 1, box: [200, 0, 300, 100] },
    { category: 2, box: [400, 0, 500, 100] },
    { category: 2, box: [600, 0, 700, 100], ignore: true },
    // Image 2: found at a low score.
    { image: 2, category: 2, box: [0, 0, 50, 50] },
  ],
  [
    { category: 1, box: [0, 0, 100, 90], score: 0.9 },
    { category: 2, box: [200, 0, 300, 80], score: 0.8 },
    { category: 2, box: [800, 0, 900, 100], score: 0.7 },
    { category: 1, box: [610, 10, 690, 90], score: 0.6 },
    { image: 2, category: 2, box: [0, 0, 50, 50], score: 0.2 },
    // Image 3 has no label.
    { image: 3, category: 1, box: [0, 0, 10, 10], score: 0.5 },
  ],
  { imageIds: [1, 2, 3, 4], names },
)

describe('an image by itself', () => {
  it('counts found, confused, false and missed boxes; F1 = 2 TP / (2 TP + FP + FN)', () => {
    // Image 1: TP 1, FP 2 (wrong class, false alarm), FN 2 (wrong class, missed): 2 / 6.
    expect(tallyImages(judge(dataset), 0.1)).toEqual([
      { imageId: 1, found: 1, confused: 1, falseAlarms: 1, missed: 1, f1: 2 / 6 },
      { imageId: 2, found: 1, confused: 0, falseAlarms: 0, missed: 0, f1: 1 },
      { imageId: 3, found: 0, confused: 0, falseAlarms: 1, missed: 0, f1: 0 },
      { imageId: 4, found: 0, confused: 0, falseAlarms: 0, missed: 0, f1: null },
    ])
  })

  it('follows the confidence: what is not above it was not seen', () => {
    // The dog of image 2 has the score 0.2 itself.
    expect(tallyImages(judge(dataset), 0.2)[1]).toMatchObject({ found: 0, missed: 1, f1: 0 })
    expect(tallyImages(judge(dataset), 0.85)[0]).toMatchObject({ found: 1, confused: 0, falseAlarms: 0, missed: 2 })
  })

  it('follows the IoU', () => {
    // The pairs of image 1 overlap by 0.9 and 0.8.
    expect(tallyImages(judge(dataset, 0.85), 0.1)[0]).toMatchObject({
      found: 1,
      confused: 0,
      falseAlarms: 2,
      missed: 2,
    })
  })

  it('lists its boxes: detections by score, then what was missed, then ignore regions', () => {
    expect(boxesOfImage(judge(dataset), 0, 0.1)).toEqual([
      { outcome: 'found', detection: 0, groundTruth: 0, iou: 0.9 },
      { outcome: 'confused', detection: 1, groundTruth: 1, iou: 0.8 },
      { outcome: 'falseAlarm', detection: 2, groundTruth: null, iou: null },
      { outcome: 'ignored', detection: 3, groundTruth: null, iou: null },
      { outcome: 'missed', detection: null, groundTruth: 2, iou: null },
      { outcome: 'ignored', detection: null, groundTruth: 3, iou: null },
    ])
  })

  it('shows the label of a detection below the confidence as missed', () => {
    expect(boxesOfImage(judge(dataset), 1, 0.5)).toEqual([
      { outcome: 'missed', detection: null, groundTruth: 4, iou: null },
    ])
  })
})

describe('all images together', () => {
  it('have the sums of the confusion matrix, and as many boxes as each image lists', () => {
    fc.assert(
      fc.property(
        drawn,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(0.3, 0.5, 0.75),
        (given, confidence, iou) => {
          const data = datasetOfDrawn(given)
          const judged = judge(data, iou)
          const tallies = tallyImages(judged, confidence)
          const { matrix } = confusionAt(matchAcrossCategories(data, iou), confidence)
          const background = matrix.length - 1
          const sum = (read: (row: number, column: number) => boolean) =>
            matrix.flatMap((cells, row) => cells.filter((_, column) => read(row, column))).reduce((a, b) => a + b, 0)
          const total = (read: (tally: (typeof tallies)[number]) => number) => tallies.reduce((a, t) => a + read(t), 0)
          expect(total((tally) => tally.found)).toBe(sum((row, column) => row === column))
          expect(total((tally) => tally.falseAlarms)).toBe(sum((_, column) => column === background))
          expect(total((tally) => tally.missed)).toBe(sum((row) => row === background))
          expect(total((tally) => tally.confused)).toBe(
            sum((row, column) => row !== column && row !== background && column !== background),
          )
          for (const [image, { found, confused, falseAlarms, missed, f1 }] of tallies.entries()) {
            const listed = boxesOfImage(judged, image, confidence).map(({ outcome }) => outcome)
            const count = (wanted: string) => listed.filter((outcome) => outcome === wanted).length
            expect([count('found'), count('confused'), count('falseAlarm'), count('missed')]).toEqual([
              found,
              confused,
              falseAlarms,
              missed,
            ])
            if (f1 !== null) expect(f1 >= 0 && f1 <= 1).toBe(true)
          }
        },
      ),
    )
  })
})
