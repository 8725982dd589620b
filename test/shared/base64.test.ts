import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { float32sFrom, float64sFrom, toBase64 } from '../../shared/base64.ts'

describe('numbers as text', () => {
  it('are the same to the last bit, however many there are', () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 20 }), fc.float32Array({ maxLength: 20 }), (doubles, floats) => {
        for (const values of [doubles, floats]) {
          expect(toBase64(values)).toBe(
            Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64'),
          )
        }
        expect(float64sFrom(toBase64(doubles))).toEqual(doubles)
        expect(float32sFrom(toBase64(floats))).toEqual(floats)
      }),
    )
  })

  it('may be a part of a longer column', () => {
    const column = Float64Array.of(1, 2, 3, 4)

    expect([...float64sFrom(toBase64(column.subarray(1, 3)))]).toEqual([2, 3])
  })
})
