import { describe, expect, it } from 'vitest'
import { printed, printedCentreAndLength } from '../../../main/engine/formats/printedNumber.ts'

describe('printed', () => {
  it('never prints minus zero', () => {
    expect([printed(-0.001, 2), printed(0.005, 1), printed(1, 2)]).toEqual(['0.00', '0.0', '1.00'])
  })
})

describe('printedCentreAndLength', () => {
  it('prints the middle and the length as shares of the side', () => {
    // 20..60 of 100: centre 0.4, length 0.4.
    expect(printedCentreAndLength(20, 60, 100, 6)).toEqual(['0.400000', '0.400000'])
  })

  it('keeps a box over the whole side whole', () => {
    expect(printedCentreAndLength(0, 640, 640, 6)).toEqual(['0.500000', '1.000000'])
  })

  it('moves the centre when an odd last digit would put the start outside', () => {
    // 0..1 of 3: length 0.333333, half of it 0.1666665; a centre of 0.166666 would start at -0.0000005.
    expect(printedCentreAndLength(0, 1, 3, 6)).toEqual(['0.166667', '0.333333'])
  })

  it('moves the centre when an odd last digit would put the end outside', () => {
    // 2..3 of 3: centre 0.833333 and half of 0.333333 add up to 0.9999995; 0.833334 would end at 1.0000005.
    expect(printedCentreAndLength(2, 3, 3, 6)).toEqual(['0.833333', '0.333333'])
  })

  it('gives a box thinner than the last digit that digit', () => {
    expect(printedCentreAndLength(0, 0.0001, 1000, 6)).toEqual(['0.000001', '0.000001'])
  })

  it('holds in the printed digits for every box of a 7-pixel side and of a 12,007-pixel side', () => {
    const boxes = [7, 12007].flatMap((side) =>
      [0, 1, 2, side / 3, side - 3, side - 2, side - 1].flatMap((low) =>
        [1 / 3, 1, 2, side / 2, side].filter((length) => low + length <= side).map((length) => ({ low, length, side })),
      ),
    )
    for (const { low, length, side } of boxes) {
      const [centre, printedLength] = printedCentreAndLength(low, low + length, side, 6)
      // In whole millionths, where sums are exact.
      const [c, l] = [Math.round(Number(centre) * 1e6), Math.round(Number(printedLength) * 1e6)]
      expect(2 * c - l).toBeGreaterThanOrEqual(0)
      expect(2 * c + l).toBeLessThanOrEqual(2e6)
      expect(Math.abs((c - l / 2) / 1e6 - low / side)).toBeLessThanOrEqual(1.0000001e-6)
      expect(Math.abs((c + l / 2) / 1e6 - (low + length) / side)).toBeLessThanOrEqual(1.0000001e-6)
    }
  })
})
