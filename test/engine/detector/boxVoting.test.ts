import { describe, expect, it } from 'vitest'
import { voteBoxes } from '../../../main/engine/detector/boxVoting.ts'
import { fadeOverlapping } from '../../../main/engine/detector/fadeOverlapping.ts'
import type { Kept } from '../../../main/engine/detector/nonMaximumSuppression.ts'

const kept = (index: number, category: number, score: number): Kept => ({ index, category, score })

describe('confidence of overlapping boxes', () => {
  // 10 x 10 each; the second is moved by 5: IoU 50 / 150. The third touches nothing.
  const boxes = Float32Array.of(0, 0, 10, 10, 5, 0, 15, 10, 50, 50, 60, 60)

  it('fades by the square of the overlap with every surer box of the class', () => {
    const faded = fadeOverlapping(boxes, [kept(0, 0, 0.9), kept(1, 0, 0.8), kept(2, 0, 0.7)], 0.1)
    // exp(-(1 / 3)² / 0.3) = 0.6905: below that of the third.
    expect(faded.map(({ index }) => index)).toEqual([0, 2, 1])
    expect(faded.map(({ score }) => score)).toEqual([0.9, 0.7, expect.closeTo(0.8 * Math.exp(-1 / 2.7), 6)])
  })

  it('does not fade by boxes of other classes', () => {
    const both = [kept(0, 0, 0.9), kept(1, 1, 0.8)]
    expect(fadeOverlapping(boxes, both, 0.1)).toEqual(both)
  })

  it('that falls below the limit leaves the box out', () => {
    expect(fadeOverlapping(boxes, [kept(0, 0, 0.9), kept(1, 0, 0.8)], 0.6)).toEqual([kept(0, 0, 0.9)])
  })
})

describe('a kept box', () => {
  it('is the mean of those of its class around it, by confidence and nearness', () => {
    const candidates = {
      // Kept; the same moved by 1, IoU 90 / 110; too far to vote, IoU 50 / 150; of the other class.
      boxes: Float32Array.of(0, 0, 10, 10, 1, 0, 11, 10, 5, 0, 15, 10, 2, 0, 12, 10),
      probabilities: Float32Array.of(0.9, 0, 0.6, 0, 0.8, 0, 0, 0.95),
      classes: 2,
    }
    const weight = 0.6 * Math.exp(-((2 / 11) ** 2) / 0.1)
    const shift = weight / (0.9 + weight)
    const voted = voteBoxes(candidates, [kept(0, 0, 0.9)])
    for (const [edge, value] of [shift, 0, 10 + shift, 10].entries()) expect(voted[edge]).toBeCloseTo(value, 5)
  })

  it('alone stays where it is', () => {
    const candidates = {
      boxes: Float32Array.of(3, 4, 13, 24),
      probabilities: Float32Array.of(0.001),
      classes: 1,
    }
    expect([...voteBoxes(candidates, [kept(0, 0, 0.001)])]).toEqual([3, 4, 13, 24])
  })

  it('between two views of one object is nearer to it than either', () => {
    // The object is 10..30; one view is too far left, the other too far right.
    const candidates = {
      boxes: Float32Array.of(8, 10, 28, 30, 12, 10, 32, 30),
      probabilities: Float32Array.of(0.8, 0.8),
      classes: 1,
    }
    // IoU 320 / 480; equal confidence, so only the distance weighs: 8 + 4 x 0.329 / 1.329 = 8.99.
    const [x1] = voteBoxes(candidates, [kept(0, 0, 0.8)])
    expect(x1).toBeCloseTo(8.99, 2)
  })
})
