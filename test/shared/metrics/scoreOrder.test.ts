import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byDescendingScore, countAbove } from '../../../shared/metrics/scoreOrder.ts'

/** Stable, for any numbers: what a comparison says. */
function compared(items: readonly number[], values: readonly number[]): number[] {
  return [...items].sort((a, b) => (values[a] === values[b] ? 0 : values[a]! > values[b]! ? -1 : 1))
}

describe('the order of scores', () => {
  it('is that of a stable comparison, for any numbers and any order of the items', () => {
    const score = fc.oneof(
      fc.double({ noNaN: true }),
      fc.constantFrom(0, -0, 0.1, 0.5, 1, -1, Number.MIN_VALUE, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    )
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 50 }), fc.nat({ max: 1 }), (drawn, isLong) => {
        // Many and few are sorted in different ways.
        const values = Array.from({ length: isLong ? 5000 : drawn.length }, (_, place) => drawn[place % drawn.length]!)
        const items = [...values.keys()].map((place) => (place * 7919) % values.length)

        expect([...byDescendingScore(Int32Array.from(items), values)]).toEqual(compared(items, values))
      }),
      { numRuns: 40 },
    )
  })

  it('counts the scores above a confidence, within a part of the list', () => {
    const scores = Float64Array.from([0.9, 0.5, 0.5, 0.2, 0.8, 0.1])

    expect(countAbove(scores, 0.5, 0, 4)).toBe(1)
    expect(countAbove(scores, 0.49, 0, 4)).toBe(3)
    expect(countAbove(scores, 0, 4, 6)).toBe(2)
    expect(countAbove(scores, 0.8, 4, 6)).toBe(0)
    expect(countAbove(scores, 0, 3, 3)).toBe(0)
  })
})
