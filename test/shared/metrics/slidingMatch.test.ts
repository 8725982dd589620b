import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConfusionIndex, indexConfusion } from '../../../shared/metrics/confusion.ts'
import { indexAcrossCategories } from '../../../shared/metrics/crossIndex.ts'
import { matchAcrossCategories } from '../../../shared/metrics/crossMatch.ts'
import { slidingMatch } from '../../../shared/metrics/slidingMatch.ts'
import { type Drawn, datasetOf, datasetOfDrawn, drawn, type Found, type Truth, type Xyxy } from './datasets.ts'

const pairsOf = ({ matches: { iou, groundTruths, detections }, cells, labels }: ConfusionIndex) => ({
  ...{ iou, groundTruths, detections, cells, labels },
})

// The boxes lie on a grid, so that many of their overlaps are one of these.
const exact = fc.constantFrom(0, 1 / 9, 1 / 7, 1 / 5, 1 / 4, 1 / 3, 2 / 5, 1 / 2, 3 / 5, 2 / 3, 3 / 4, 4 / 5, 1)
const iou = fc.oneof(exact, fc.double({ min: 0, max: 1, noNaN: true }))
const jumps = fc.array(iou, { minLength: 1, maxLength: 8 })
/** Positions of the slider, one after the other, and back the same way. */
const steps = fc
  .tuple(fc.integer({ min: 5, max: 90 }), fc.integer({ min: 1, max: 12 }))
  .map(([first, count]) => Array.from({ length: count }, (_, step) => (first + step) / 100))
  .map((there) => [...there, ...there.toReversed()])
const moves = fc.oneof(jumps, steps)

/** Many boxes on few objects, crowds with and without a class, and few scores: changes pass from one to the next. */
const category = fc.integer({ min: 1, max: 3 })
const object = fc.record({ box: closeBox(), category })
const region = fc.record({ box: closeBox(), category: fc.integer({ min: 0, max: 3 }), ignore: fc.constant(true) })
const detection = fc.record({ box: closeBox(), category, score: fc.constantFrom(0.2, 0.4, 0.6, 0.8) })
const crowded: fc.Arbitrary<Drawn> = fc.record({
  truths: fc
    .tuple(fc.array(object, { maxLength: 6 }), fc.array(region, { maxLength: 2 }))
    .map(([objects, regions]) => [...objects, ...regions]),
  found: fc.array(detection, { maxLength: 40 }),
})

function closeBox(): fc.Arbitrary<Xyxy> {
  const side = fc.integer({ min: 6, max: 9 })
  const corner = fc.integer({ min: 0, max: 3 })
  return fc.tuple(corner, corner, side, side).map(([x, y, width, height]) => [x, y, x + width, y + height])
}

function expectSameAsAnew(boxes: Drawn, moves: readonly number[]): void {
  const dataset = datasetOfDrawn(boxes)
  const { at: confusionsAt } = slidingMatch(indexAcrossCategories(dataset))

  const seen = moves.map((move) => ({ move, confusions: confusionsAt(move) }))

  // After all moves, so that one that changed what was handed out before would be seen.
  for (const { move, confusions } of seen) {
    expect(pairsOf(confusions)).toEqual(pairsOf(indexConfusion(matchAcrossCategories(dataset, move))))
  }
}

describe('matching for an IoU that moves', () => {
  it('is what matching anew gives, after any jumps and steps', () => {
    fc.assert(fc.property(drawn, moves, expectSameAsAnew), { numRuns: 400 })
  })

  it('is the same where a change passes from detection to detection', () => {
    fc.assert(fc.property(crowded, moves, expectSameAsAnew), { numRuns: 400 })
  })

  it('lets the next one have the object that a surer detection gives up, and takes it away again', () => {
    const object: Truth = { box: [0, 0, 100, 100] }
    // Overlaps 60/140, 80/100 and 60/100.
    const found: Found[] = [
      { box: [-40, 0, 60, 100], score: 0.9 },
      { box: [0, 0, 100, 80], score: 0.8 },
      { box: [0, 0, 100, 60], score: 0.7 },
    ]
    const { at: confusionsAt } = slidingMatch(indexAcrossCategories(datasetOf([object], found)))
    const matchedAt = (iou: number) => [...confusionsAt(iou).matches.groundTruths]

    expect(matchedAt(0.4)).toEqual([0, -1, -1])
    expect(matchedAt(0.5)).toEqual([-1, 0, -1])
    expect(matchedAt(0.85)).toEqual([-1, -1, -1])
    expect(matchedAt(0.5)).toEqual([-1, 0, -1])
    expect(matchedAt(0.4)).toEqual([0, -1, -1])
  })
})
