/** Which images are worth a person's word: by the model's doubt, and by difference. Figures worked out by hand. */
import { describe, expect, it } from 'vitest'
import { farthestFirst, toBytes } from '../../main/engine/farthestFirst.ts'
import { uncertaintyOf } from '../../main/engine/uncertainty.ts'

const uncertainty = (...rows: readonly (readonly number[])[]) =>
  uncertaintyOf({
    scores: Float32Array.from(rows, (row) => Math.max(...row)),
    probabilities: Float32Array.from(rows.flat()),
  })

describe('uncertainty', () => {
  it('without detections is nothing', () => {
    expect(uncertainty()).toEqual({ uncertainty: 0, largest: null })
  })

  it('is full where thing and nothing are equally likely, and small where the model is sure either way', () => {
    // (1 - |0.5 - 0.5|)² = 1; (1 - |0.9 - 0.1|)² = 0.04
    expect(uncertainty([0.5, 0]).uncertainty).toBeCloseTo(1, 6)
    expect(uncertainty([0.9, 0]).uncertainty).toBeCloseTo(0.04, 6)
    expect(uncertainty([0.1, 0]).uncertainty).toBeCloseTo(0.04, 6)
  })

  it('counts a second class that comes near, and names the detection with the largest doubt', () => {
    // Sure that something is there (0.8), but 0.7 for another class: (1 - 0.1)² = 0.81, more than the 0.36 of [0.7, 0].
    const { uncertainty: sum, largest } = uncertainty([0.7, 0], [0.7, 0.8])
    expect(sum).toBeCloseTo(0.81 + 0.36, 5)
    expect(largest).toMatchObject({ category: 1, rival: 0 })
    expect(largest!.score).toBeCloseTo(0.8, 6)
  })
})

const seen = (imageId: number, degrees: number, isLabelled = false) => ({
  imageId,
  isLabelled,
  features: toBytes(Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180))),
})

describe('the order by difference', () => {
  it('begins with what is least like the labelled images, and then keeps away from what it has', async () => {
    // Labelled at 0°. Farthest is 90°; after it 45° is 45° from both, 80° only 10° from the first.
    const images = [seen(1, 0, true), seen(2, 10), seen(3, 90), seen(4, 80), seen(5, 45)]
    const order = await farthestFirst(images, 10, () => {})
    expect(order.map(({ imageId }) => imageId)).toEqual([3, 5, 2, 4])
    // 1 - cos 90° = 1, 1 - cos 45° = 0.2929; bytes round.
    expect(order[0]!.difference).toBeCloseTo(1, 2)
    expect(order[1]!.difference).toBeCloseTo(0.2929, 2)
  })

  it('without labels begins with the most usual picture', async () => {
    const order = await farthestFirst([seen(1, 0), seen(2, 40), seen(3, 50), seen(4, 90)], 10, () => {})
    // The mean is 45°; 40° and 50° are as near, and the first of equals counts. Then the ends, 50° and 40° away.
    expect(order.map(({ imageId }) => imageId)).toEqual([2, 4, 1, 3])
  })

  it('beyond the given number sorts the rest by their difference, and leaves labelled images out', async () => {
    const images = [seen(1, 0, true), seen(2, 10), seen(3, 90), seen(4, 80), seen(5, 45)]
    const placed: number[] = []
    const order = await farthestFirst(images, 1, (count) => placed.push(count))
    expect(placed).toEqual([1])
    // After 90°: 45° is 45° away, 10° is 10° and 80° is 10°.
    expect(order.map(({ imageId }) => imageId).slice(0, 2)).toEqual([3, 5])
    expect(order).toHaveLength(4)
  })
})
