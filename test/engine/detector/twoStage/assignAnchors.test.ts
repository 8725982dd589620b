import { describe, expect, it } from 'vitest'
import type { NetworkBoxes } from '../../../../main/engine/detector/networkBoxes.ts'
import { assignAnchors, sampleAnchors } from '../../../../main/engine/detector/twoStage/assignAnchors.ts'
import { seededRandom } from '../../../../shared/random.ts'

const anchors = (...rows: number[][]) => Float32Array.from(rows.flat())
const labels = (...rows: [category: number, ...box: number[]][]): NetworkBoxes => ({
  boxes: Float64Array.from(rows.flatMap(([, ...box]) => box)),
  classes: Int32Array.from(rows, ([category]) => category),
})

describe('an anchor', () => {
  // Of a box 10 x 10, a shift by s gives the IoU (10 - s) / (10 + s).
  const box = labels([0, 0, 0, 10, 10])

  it('learns a box from an IoU of 0.7 on, is background up to 0.3, and says nothing between', () => {
    // Shifts of 0, 1.5 (0.739), 2 (0.667), 5 (0.333), 6 (0.25), and one that does not touch.
    const shifts = [0, 1.5, 2, 5, 6, 40]
    const found = assignAnchors(anchors(...shifts.map((s) => [s, 0, 10 + s, 10])), box)
    expect(found.objects).toEqual([
      { row: 0, box: 0 },
      { row: 1, box: 0 },
    ])
    expect(found.background).toEqual([4, 5])
  })

  it('that fits a box better than all others learns it, however badly it does', () => {
    const found = assignAnchors(anchors([6, 0, 16, 10], [8, 0, 18, 10]), box)
    expect(found.objects).toEqual([{ row: 0, box: 0 }])
    expect(found.background).toEqual([1])
  })

  it('that fits as well as another learns the box with it', () => {
    const found = assignAnchors(anchors([5, 0, 15, 10], [0, 5, 10, 15], [7, 0, 17, 10]), box)
    expect(found.objects.map(({ row }) => row)).toEqual([0, 1])
  })

  it('between two boxes learns the one that it overlaps more', () => {
    const two = labels([0, 0, 0, 10, 10], [1, 1, 0, 11, 10])
    expect(assignAnchors(anchors([0.8, 0, 10.8, 10], [0, 0, 10, 10]), two).objects).toEqual([
      { row: 0, box: 1 },
      { row: 1, box: 0 },
    ])
  })

  it('in an ignore region is no background, and the region is no object', () => {
    const found = assignAnchors(
      anchors([22, 2, 28, 8], [50, 0, 60, 10]),
      labels([0, 0, 0, 10, 10], [-1, 20, 0, 30, 10]),
    )
    expect(found.objects).toEqual([])
    expect(found.background).toEqual([1])
  })

  it('of a picture without boxes is background', () => {
    expect(assignAnchors(anchors([0, 0, 4, 4], [4, 4, 8, 8]), labels())).toEqual({ objects: [], background: [0, 1] })
  })
})

describe('anchors drawn at random', () => {
  const objects = Array.from({ length: 30 }, (_, row) => ({ row, box: 0 }))
  const background = Array.from({ length: 100 }, (_, index) => 30 + index)

  it('are objects to a half, the rest background, each once', () => {
    const drawn = sampleAnchors({ objects, background }, 20, seededRandom(1))
    expect(drawn.objects.length).toBe(10)
    expect(drawn.background.length).toBe(10)
    expect(new Set([...drawn.objects.map(({ row }) => row), ...drawn.background]).size).toBe(20)
  })

  it('are more of the background where objects are few', () => {
    const drawn = sampleAnchors({ objects: objects.slice(0, 3), background }, 20, seededRandom(1))
    expect([drawn.objects.length, drawn.background.length]).toEqual([3, 17])
  })

  it('are all there are where these are fewer', () => {
    const few = { objects: objects.slice(0, 2), background: background.slice(0, 3) }
    expect(sampleAnchors(few, 20, seededRandom(1)).background.toSorted()).toEqual([30, 31, 32])
  })

  it('are each as likely as the other', () => {
    const random = seededRandom(5)
    const counts = new Map<number, number>()
    for (let round = 0; round < 3000; round++) {
      for (const { row } of sampleAnchors({ objects, background }, 20, random).objects)
        counts.set(row, (counts.get(row) ?? 0) + 1)
    }
    // 10 of 30 in 3000 rounds: 1000 each, with a deviation of sqrt(3000 / 3 x 2 / 3) = 26.
    expect(counts.size).toBe(30)
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * 26)
  })
})
