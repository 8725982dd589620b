import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConfusionIndex, indexConfusion } from '../../../shared/metrics/confusion.ts'
import { indexAcrossCategories } from '../../../shared/metrics/crossIndex.ts'
import { matchAcrossCategories } from '../../../shared/metrics/crossMatch.ts'
import { slidingMatch } from '../../../shared/metrics/slidingMatch.ts'
import { datasetOf, datasetOfDrawn, drawn, type Found, type Truth } from './datasets.ts'

const pairsOf = ({ matches: { iou, groundTruths, detections }, cells, labels }: ConfusionIndex) => ({
  ...{ iou, groundTruths, detections, cells, labels },
})

// The boxes lie on a grid, so that many of their overlaps are one of these.
const exact = fc.constantFrom(0, 1 / 9, 1 / 7, 1 / 5, 1 / 4, 1 / 3, 2 / 5, 1 / 2, 3 / 5, 2 / 3, 3 / 4, 4 / 5, 1)
const iou = fc.oneof(exact, fc.double({ min: 0, max: 1, noNaN: true }))

describe('matching for an IoU that moves', () => {
  it('is what matching anew gives, after any moves', () => {
    fc.assert(
      fc.property(drawn, fc.array(iou, { minLength: 1, maxLength: 8 }), (boxes, moves) => {
        const dataset = datasetOfDrawn(boxes)
        const confusionsAt = slidingMatch(indexAcrossCategories(dataset))

        const seen = moves.map((move) => ({ move, confusions: confusionsAt(move) }))

        // After all moves, so that one that changed what was handed out before would be seen.
        for (const { move, confusions } of seen) {
          expect(pairsOf(confusions)).toEqual(pairsOf(indexConfusion(matchAcrossCategories(dataset, move))))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('lets the next one have the object that a surer detection gives up, and takes it away again', () => {
    const object: Truth = { box: [0, 0, 100, 100] }
    // Overlaps 60/140, 80/100 and 60/100.
    const found: Found[] = [
      { box: [-40, 0, 60, 100], score: 0.9 },
      { box: [0, 0, 100, 80], score: 0.8 },
      { box: [0, 0, 100, 60], score: 0.7 },
    ]
    const confusionsAt = slidingMatch(indexAcrossCategories(datasetOf([object], found)))
    const matchedAt = (iou: number) => [...confusionsAt(iou).matches.groundTruths]

    expect(matchedAt(0.4)).toEqual([0, -1, -1])
    expect(matchedAt(0.5)).toEqual([-1, 0, -1])
    expect(matchedAt(0.85)).toEqual([-1, -1, -1])
    expect(matchedAt(0.5)).toEqual([-1, 0, -1])
    expect(matchedAt(0.4)).toEqual([0, -1, -1])
  })
})
