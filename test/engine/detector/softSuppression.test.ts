/** Soft-NMS against scores worked out by hand. */
import { describe, expect, it } from 'vitest'
import { thinned } from '../../../main/engine/detector/detect.ts'
import { suppressSoftly } from '../../../main/engine/detector/softSuppression.ts'

/** IoU with the first: 1/3 for the second (5 x 10 of 15 x 10), 9/11 for the third, 0 for the last. */
const boxes = Float32Array.of(0, 0, 10, 10, 5, 0, 15, 10, 1, 0, 11, 10, 50, 50, 60, 60)
const oneClass = { boxes, probabilities: Float32Array.of(0.9, 0.8, 0.7, 0.6), classes: 1 }

const rounded = (kept: readonly { index: number; score: number }[]) =>
  kept.map(({ index, score }) => [index, Number(score.toFixed(4))])

describe('soft suppression', () => {
  it('by a Gaussian takes the surest of what is left, and all others of its class fade by exp(-IoU² / 0.5)', () => {
    // Second: 0.8 exp(-(1/9) / 0.5) = 0.6406; third: 0.7 exp(-(81/121) / 0.5) = 0.1835. The second is next and overlaps the third by
    // 60 / 140 = 3/7: 0.1835 exp(-(9/49) / 0.5) = 0.1271. The last overlaps nothing.
    expect(rounded(suppressSoftly(oneClass, 0.01, 'gaussian'))).toEqual([
      [0, 0.9],
      [1, 0.6406],
      [3, 0.6],
      [2, 0.1271],
    ])
  })

  it('by a line loses the overlapping part only beyond the limit of hard suppression', () => {
    // Of the third 1 - 9/11 is left: 0.7 * 2/11 = 0.1273; 1/3 and 3/7 are below 0.6.
    expect(rounded(suppressSoftly(oneClass, 0.01, 'linear'))).toEqual([
      [0, 0.9],
      [1, 0.8],
      [3, 0.6],
      [2, 0.1273],
    ])
  })

  it('leaves out what falls below the confidence, and other classes alone', () => {
    expect(rounded(suppressSoftly(oneClass, 0.15, 'gaussian')).map(([index]) => index)).toEqual([0, 1, 3])
    const probabilities = Float32Array.of(0.9, 0, 0, 0.8, 0.1, 0.7, 0.6, 0)
    const kept = suppressSoftly({ boxes, probabilities, classes: 2 }, 0.2, 'gaussian')
    // The second and third are of another class than the first, and fade by each other alone: 0.7 exp(-(9/49) / 0.5).
    expect(rounded(kept)).toEqual([
      [0, 0.9],
      [1, 0.8],
      [3, 0.6],
      [2, 0.4848],
    ])
  })

  it('is what a run that chose it detects with; hard suppression keeps one of what overlaps, at its own place', () => {
    const scores = (how: 'soft-gaussian' | 'soft-linear' | 'hard') => rounded(thinned(oneClass, 0.01, how).kept)
    expect(scores('soft-gaussian')).toEqual(rounded(suppressSoftly(oneClass, 0.01, 'gaussian')))
    expect(scores('soft-linear')).toEqual(rounded(suppressSoftly(oneClass, 0.01, 'linear')))
    expect(scores('hard')).toEqual([
      [0, 0.9],
      [1, 0.8],
      [3, 0.6],
    ])
    expect([...thinned(oneClass, 0.01, 'hard').boxes.subarray(0, 4)]).toEqual([0, 0, 10, 10])
  })
})
