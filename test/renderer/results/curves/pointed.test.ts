import { describe, expect, it } from 'vitest'
import { confidenceAtRecall, placeOf, recallAt } from '../../../../renderer/results/curves/pointed.ts'
import { meanLineId } from '../../../../renderer/results/resultCurves.ts'

const line = (id: string, values: readonly (number | null)[]) =>
  ({ id, label: id, color: '--ink-1', dash: 'solid', values }) as const

// The mean recall falls from 0.8 in steps: up to confidence 0.30, up to 0.60, then nothing is found.
const mean = Array.from({ length: 101 }, (_, step) => (step <= 30 ? 0.8 : step <= 60 ? 0.5 : 0))
const chart = {
  series: [
    line(
      '1',
      mean.map(() => 1),
    ),
    line(meanLineId, mean),
  ],
}

describe('a place on a curve', () => {
  it('is the step nearest to a confidence', () => {
    expect([placeOf(0), placeOf(0.304), placeOf(0.306), placeOf(1), placeOf(1.2)]).toEqual([0, 30, 31, 100, 100])
  })

  it('has the mean recall of a confidence', () => {
    expect(recallAt(chart, 0.3)).toBe(0.8)
    expect(recallAt(chart, 0.31)).toBe(0.5)
    expect(recallAt({ series: [] }, 0.3)).toBeNull()
  })

  it('leads from a recall to the highest confidence that reaches it', () => {
    // Places on the axis of recall are hundredths.
    expect(confidenceAtRecall(chart, 50)).toBe(0.6)
    expect(confidenceAtRecall(chart, 51)).toBe(0.3)
    expect(confidenceAtRecall(chart, 81)).toBeNull()
    expect(confidenceAtRecall(chart, 0)).toBe(1)
  })
})
