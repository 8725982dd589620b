import { describe, expect, it } from 'vitest'
import { averagesSoFar, curveSteps } from '../../../shared/metrics/curveSteps.ts'
import type { Ranking } from '../../../shared/metrics/ranking.ts'

// Right, wrong, right, right, wrong; of four objects one is never found.
const ranking: Ranking = {
  category: { id: 1, name: 'cat' },
  groundTruths: 4,
  detections: Int32Array.of(7, 3, 9, 1, 4),
  scores: Float64Array.of(0.9, 0.8, 0.7, 0.6, 0.5),
  isTrue: Uint8Array.of(1, 0, 1, 1, 0),
}

describe('the curve step by step', () => {
  it('counts each detection and says what it makes of precision and recall', () => {
    const steps = curveSteps(ranking)
    expect(steps.map(({ tp, fp }) => [tp, fp])).toEqual([
      [1, 0],
      [1, 1],
      [2, 1],
      [3, 1],
      [3, 2],
    ])
    expect(steps.map(({ precision }) => precision)).toEqual([1, 1 / 2, 2 / 3, 3 / 4, 3 / 5])
    expect(steps.map(({ recall }) => recall)).toEqual([1 / 4, 1 / 4, 2 / 4, 3 / 4, 3 / 4])
    expect(steps[2]).toMatchObject({ detection: 9, score: 0.7, isTrue: true })
  })

  it('gives the average precision so far by 11 points, all points and 101 points', () => {
    // After one: precision 1 up to recall 1/4. Recalls 0, 0.1, 0.2 of eleven, and 26 of 101.
    expect(averagesSoFar(ranking, 1)).toEqual({
      elevenPoints: expect.closeTo(3 / 11, 10),
      allPoints: expect.closeTo(1 / 4, 10),
      hundredPoints: expect.closeTo(26 / 101, 10),
    })
    // After all: 1 up to recall 1/4, then 3/4 (the best that comes later) up to 3/4, then 0.
    const all = averagesSoFar(ranking, 5)
    expect(all.allPoints).toBeCloseTo((1 + 3 / 4 + 3 / 4) / 4, 10)
    // 0, 0.1, 0.2 | 0.3 … 0.7
    expect(all.elevenPoints).toBeCloseTo((3 + 5 * 0.75) / 11, 10)
    // 0 … 0.25 | 0.26 … 0.75
    expect(all.hundredPoints).toBeCloseTo((26 + 50 * 0.75) / 101, 10)
  })

  it('is nothing before the first detection', () => {
    expect(averagesSoFar(ranking, 0)).toEqual({ elevenPoints: 0, allPoints: 0, hundredPoints: 0 })
  })
})
