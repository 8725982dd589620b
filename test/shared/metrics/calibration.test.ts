import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrationOf } from '../../../shared/metrics/calibration.ts'
import { matchAcrossCategories } from '../../../shared/metrics/crossMatch.ts'
import { type JointRanking, rankJointly } from '../../../shared/metrics/ranking.ts'
import { datasetOfDrawn, drawn } from './datasets.ts'

function rankingOf(judged: readonly (readonly [score: number, isTrue: 0 | 1, category?: number])[]): JointRanking {
  return {
    detections: Int32Array.from(judged, (_, place) => place),
    scores: Float64Array.from(judged, ([score]) => score),
    categories: Int32Array.from(judged, ([, , category = 0]) => category),
    isTrue: Uint8Array.from(judged, ([, isTrue]) => isTrue),
    groundTruths: Int32Array.from([3, 1]),
  }
}

// Sure and mostly right: 0.95 and 0.93 of which one is right. Unsure: 0.25 and 0.21, both wrong.
const ranking = rankingOf([
  [0.95, 1],
  [0.93, 0, 1],
  [0.25, 0],
  [0.21, 0],
])

describe('calibration', () => {
  it('sets the mean confidence of each range against the share that is right', () => {
    const { bins, count } = calibrationOf(ranking)

    expect(count).toBe(4)
    expect(bins.map((bin) => bin.count)).toEqual([0, 0, 2, 0, 0, 0, 0, 0, 0, 2])
    expect(bins[9]).toMatchObject({ low: 0.9, high: 1, precision: 1 / 2 })
    expect(bins[9]!.meanConfidence).toBeCloseTo(0.94, 12)
    expect(bins[2]!.meanConfidence).toBeCloseTo(0.23, 12)
    expect(bins[0]).toMatchObject({ meanConfidence: null, precision: null })
  })

  it('weighs the distances by the detections', () => {
    const { expectedError, maximumError, meanExcess } = calibrationOf(ranking)

    // |0.94 - 0.5| = 0.44 and |0.23 - 0| = 0.23, two detections each.
    expect(expectedError).toBeCloseTo((0.44 + 0.23) / 2, 12)
    expect(maximumError).toBeCloseTo(0.44, 12)
    expect(meanExcess).toBeCloseTo((0.44 + 0.23) / 2, 12)
  })

  it('can be asked for one class, or above a confidence', () => {
    expect(calibrationOf(ranking, { category: 1 })).toMatchObject({ count: 1, expectedError: expect.closeTo(0.93, 12) })
    expect(calibrationOf(ranking, { confidence: 0.25 }).count).toBe(2)
  })

  it('puts a score on a limit into the lower range, and 0 into the first', () => {
    const tenths = Array.from({ length: 11 }, (_, tenth): [number, 0] => [(10 - tenth) / 10, 0])

    expect(calibrationOf(rankingOf(tenths)).bins.map((bin) => bin.count)).toEqual([2, 1, 1, 1, 1, 1, 1, 1, 1, 1])
  })

  it('is not defined without detections', () => {
    expect(calibrationOf(rankingOf([]))).toMatchObject({ count: 0, expectedError: null, maximumError: null })
  })

  it('has errors between 0 and 1, the mean not above the largest, and every detection in one range', () => {
    fc.assert(
      fc.property(drawn, (boxes) => {
        const joint = rankJointly(matchAcrossCategories(datasetOfDrawn(boxes), 0.5))
        const { count, bins, expectedError, maximumError } = calibrationOf(joint)

        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(count)
        expect(count).toBe(joint.scores.length)
        if (count === 0) return
        expect(expectedError).toBeGreaterThanOrEqual(0)
        expect(maximumError).toBeGreaterThanOrEqual(expectedError! - 1e-12)
        expect(maximumError).toBeLessThanOrEqual(1)
      }),
    )
  })
})
