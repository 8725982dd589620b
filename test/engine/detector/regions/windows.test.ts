import { describe, expect, it } from 'vitest'
import { windowsOf } from '../../../../main/engine/detector/regions/windows.ts'

const listed = (boxes: Float32Array) =>
  Array.from({ length: boxes.length / 4 }, (_, window) => [...boxes.subarray(window * 4, window * 4 + 4)])

describe('sliding windows', () => {
  it('stand at every quarter of their sides, from border to border', () => {
    // 64 wide: 64 - 32 = 32 pixels of room in steps of at most 8: at 0, 8, 16, 24, 32. 48 high: 16 of room in steps of at most 12: 0, 8, 16.
    const { boxes, counts } = windowsOf([[{ width: 32, height: 48 }]], 64)
    expect(counts).toEqual([15])
    expect(listed(boxes).slice(0, 6)).toEqual([
      [0, 0, 32, 48],
      [8, 0, 40, 48],
      [16, 0, 48, 48],
      [24, 0, 56, 48],
      [32, 0, 64, 48],
      [0, 8, 32, 56],
    ])
    expect(listed(boxes).at(-1)).toEqual([32, 16, 64, 64])
  })

  it('larger than the picture are as large as it', () => {
    const { boxes } = windowsOf([[{ width: 500, height: 32 }]], 64)
    expect(listed(boxes).map(([x1, , x2]) => [x1, x2])).toEqual(Array(5).fill([0, 64]))
  })

  it('of each shape lie together, and small ones in a large picture stand less close', () => {
    const small = { width: 12, height: 12 }
    const large = { width: 640, height: 640 }
    const { boxes, counts } = windowsOf([[small], [small, large]], 1280)
    const sum = counts.reduce((total, count) => total + count, 0)
    expect(boxes.length).toBe(4 * sum)
    expect(sum).toBeLessThanOrEqual(5000)
    expect(sum).toBeGreaterThan(3000)
    expect(counts[0]).toBe(counts[1])
    expect(
      listed(boxes)
        .slice(-counts[2]!)
        .every(([x1, , x2]) => x2! - x1! === 640),
    ).toBe(true)
    expect(listed(boxes)[counts[0]! - 1]).toEqual([1268, 1268, 1280, 1280])
  })
})
