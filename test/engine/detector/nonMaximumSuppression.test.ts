import { describe, expect, it } from 'vitest'
import { suppressNonMaxima } from '../../../main/engine/detector/nonMaximumSuppression.ts'
import { boxIou } from '../../../shared/box.ts'
import { seededRandom } from '../../../shared/random.ts'

describe('non-maximum suppression', () => {
  it('keeps the most confident of boxes of one class over one object', () => {
    const candidates = {
      boxes: Float32Array.of(0, 0, 10, 10, 1, 1, 11, 11, 50, 50, 60, 60),
      probabilities: Float32Array.of(0.6, 0.9, 0.5),
      classes: 1,
    }
    // 9 x 9 over 100 + 100 - 81: 0.68
    expect(suppressNonMaxima(candidates, 0.1, 0.6).map(({ index }) => index)).toEqual([1, 2])
    expect(suppressNonMaxima(candidates, 0.1, 0.7).map(({ index }) => index)).toEqual([1, 0, 2])
  })

  it('leaves boxes of different classes alone', () => {
    const candidates = {
      boxes: Float32Array.of(0, 0, 10, 10, 0, 0, 10, 10),
      probabilities: Float32Array.of(0.9, 0.1, 0.2, 0.8),
      classes: 2,
    }
    expect(suppressNonMaxima(candidates, 0.1, 0.6)).toEqual([
      { index: 0, category: 0, score: expect.closeTo(0.9) },
      { index: 1, category: 1, score: expect.closeTo(0.8) },
    ])
  })

  it('finds nothing in nothing', () => {
    expect(
      suppressNonMaxima({ boxes: new Float32Array(0), probabilities: new Float32Array(0), classes: 3 }, 0.1, 0.6),
    ).toEqual([])
  })

  it('agrees with the plain definition on random boxes', () => {
    const random = seededRandom(5)
    const count = 200
    const boxes = new Float32Array(count * 4)
    const probabilities = Float32Array.from({ length: count * 2 }, () => random.next())
    for (let index = 0; index < count; index++) {
      const [x, y] = [random.between(0, 80), random.between(0, 80)]
      boxes.set([x, y, x + random.between(5, 30), y + random.between(5, 30)], index * 4)
    }
    const kept = suppressNonMaxima({ boxes, probabilities, classes: 2 }, 0.3, 0.45).map(({ index }) => index)
    expect(kept).toEqual(plainSuppression(boxes, probabilities, 0.3, 0.45))
  })
})

/** Word for word: sort by score; a box stays unless one of its class that stayed overlaps it more than the limit. */
function plainSuppression(
  boxes: Float32Array,
  probabilities: Float32Array,
  confidence: number,
  limit: number,
): number[] {
  const box = (index: number) => ({
    x1: boxes[index * 4]!,
    y1: boxes[index * 4 + 1]!,
    x2: boxes[index * 4 + 2]!,
    y2: boxes[index * 4 + 3]!,
  })
  const all = Array.from({ length: boxes.length / 4 }, (_, index) => {
    const [a, b] = [probabilities[index * 2]!, probabilities[index * 2 + 1]!]
    return { index, score: Math.max(a, b), category: b > a ? 1 : 0 }
  })
  const kept: typeof all = []
  for (const candidate of all.filter(({ score }) => score >= confidence).sort((a, b) => b.score - a.score)) {
    const isHidden = kept.some(
      (other) => other.category === candidate.category && boxIou(box(other.index), box(candidate.index)) > limit,
    )
    if (!isHidden) kept.push(candidate)
  }
  return kept.map(({ index }) => index)
}
