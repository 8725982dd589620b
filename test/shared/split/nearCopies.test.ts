import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Likeness, mostDifferingBits, nearCopyPairs } from '../../../shared/split/nearCopies.ts'

const gray = [100, 100, 100] as const
const likeness = (imageId: number, hash: string, color: Likeness['color'] = gray): Likeness => ({
  imageId,
  hash,
  color,
})
const pairsOf = (pictures: readonly Likeness[]) => [...nearCopyPairs(pictures)].flat()

/** Counted with BigInt, another way than the code under test. */
function differingBits(a: string, b: string): number {
  return (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length
}

describe('near copies', () => {
  it('differ in few bits', () => {
    // 0xf3 has six ones, 0x7f seven.
    const pictures = [likeness(1, '0000000000000000'), likeness(2, '00000000000000f3'), likeness(3, 'ff000000000000ff')]
    expect(pairsOf(pictures)).toEqual([[1, 2]])
    expect(pairsOf([likeness(1, '0000000000000000'), likeness(2, '000000000000007f')])).toEqual([])
  })

  it('have the same colour: a plain red and a plain blue picture are two', () => {
    expect(
      pairsOf([likeness(1, '0000000000000000', [200, 0, 0]), likeness(2, '0000000000000000', [0, 0, 200])]),
    ).toEqual([])
  })

  it('that are exact are each paired with the first alone', () => {
    const blank = [1, 2, 3, 4].map((id) => likeness(id, '0123456789abcdef'))
    expect(pairsOf(blank)).toEqual([
      [1, 2],
      [1, 3],
      [1, 4],
    ])
  })

  it('are found wherever the differing bits lie, and nothing else is', () => {
    const hash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
    const flips = fc.uniqueArray(fc.nat(63), { maxLength: 9 })
    fc.assert(
      fc.property(hash, flips, (base, bits) => {
        const other = bits.reduce((value, bit) => value ^ (1n << BigInt(bit)), base)
        const [a, b] = [base, other].map((value) => value.toString(16).padStart(16, '0')) as [string, string]
        const isNear = differingBits(a, b) <= mostDifferingBits
        expect(pairsOf([likeness(1, a), likeness(2, b)])).toEqual(isNear ? [[1, 2]] : [])
      }),
    )
  })
})
