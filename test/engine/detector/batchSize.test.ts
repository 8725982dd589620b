import { describe, expect, it } from 'vitest'
import { batchSizeFor } from '../../../main/engine/detector/batchSize.ts'

const gibibytes = (count: number) => count * 2 ** 30

describe('images in a step', () => {
  it('are as many as are useful where there is room', () => {
    expect(batchSizeFor({ kind: 'cpu', freeBytes: gibibytes(64) }, 320)).toBe(8)
    expect(batchSizeFor({ kind: 'gpu', freeBytes: gibibytes(80) }, 320)).toBe(32)
  })

  it('are fewer where memory is small or pictures are large', () => {
    // 320 x 320 x 3000 bytes are 0.286 GiB: half of 4 GiB holds 6.99 of them, so 4.
    expect(batchSizeFor({ kind: 'cpu', freeBytes: gibibytes(4) }, 320)).toBe(4)
    // 1280 x 1280 needs 4.58 GiB each.
    expect(batchSizeFor({ kind: 'gpu', freeBytes: gibibytes(24) }, 1280)).toBe(4)
    expect(batchSizeFor({ kind: 'cpu', freeBytes: 1 }, 320)).toBe(1)
  })
})
