import { describe, expect, it } from 'vitest'
import { suppressNonMaxima } from '../../../main/engine/detector/nonMaximumSuppression.ts'
import { traceSuppression } from '../../../main/engine/detector/suppressionTrace.ts'
import { seededRandom } from '../../../shared/random.ts'

describe('suppression step by step', () => {
  it('names the surer box that a candidate gave way to, and their IoU', () => {
    const candidates = {
      // Row 1 is the surest. Row 0 overlaps it by 81 / 119, row 3 by 90 / 110; row 2 lies elsewhere; row 4 is of another class.
      boxes: Float32Array.of(
        ...[0, 0, 10, 10],
        ...[1, 1, 11, 11],
        ...[50, 50, 60, 60],
        ...[1, 2, 11, 12],
        ...[1, 1, 11, 11],
      ),
      probabilities: Float32Array.of(0.6, 0, 0.9, 0, 0.5, 0, 0.7, 0, 0, 0.8),
      classes: 2,
    }
    expect(traceSuppression(candidates, 0.1, 0.6)).toEqual([
      { row: 1, category: 0, score: expect.closeTo(0.9), by: null, iou: null },
      { row: 4, category: 1, score: expect.closeTo(0.8), by: null, iou: null },
      { row: 3, category: 0, score: expect.closeTo(0.7), by: 0, iou: expect.closeTo(90 / 110) },
      { row: 0, category: 0, score: expect.closeTo(0.6), by: 0, iou: expect.closeTo(81 / 119) },
      { row: 2, category: 0, score: expect.closeTo(0.5), by: null, iou: null },
    ])
  })

  it('does not let a box that is gone remove another', () => {
    // The middle one overlaps both by 0.667 and gives way to the first; the last touches the first by 0.43 only and stays.
    const candidates = {
      boxes: Float32Array.of(0, 0, 100, 10, 20, 0, 120, 10, 40, 0, 140, 10),
      probabilities: Float32Array.of(0.9, 0.8, 0.7),
      classes: 1,
    }
    expect(traceSuppression(candidates, 0.1, 0.6).map(({ by }) => by)).toEqual([null, 0, null])
  })

  it('keeps what plain suppression keeps, in its order', () => {
    const random = seededRandom(9)
    const count = 300
    const boxes = new Float32Array(count * 4)
    const probabilities = Float32Array.from({ length: count * 3 }, () => random.next())
    for (let index = 0; index < count; index++) {
      const [x, y] = [random.between(0, 80), random.between(0, 80)]
      boxes.set([x, y, x + random.between(5, 40), y + random.between(5, 40)], index * 4)
    }
    const candidates = { boxes, probabilities, classes: 3 }
    const stayed = traceSuppression(candidates, 0.2, 0.5).filter(({ by }) => by === null)
    expect(stayed.map(({ row }) => row)).toEqual(suppressNonMaxima(candidates, 0.2, 0.5).map(({ index }) => index))
    expect(stayed.length).toBeGreaterThan(10)
    expect(stayed.length).toBeLessThan(count)
  })
})
