import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { float32sFrom, float64sFrom } from '../../shared/base64.ts'
import { toBase64 } from '../support/base64.ts'

describe('numbers as text', () => {
  it('are the same to the last bit, however many there are', () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 20 }), fc.float32Array({ maxLength: 20 }), (doubles, floats) => {
        expect(float64sFrom(toBase64(doubles))).toEqual(doubles)
        expect(float32sFrom(toBase64(floats))).toEqual(floats)
      }),
    )
  })
})
