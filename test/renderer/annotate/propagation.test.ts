import { describe, expect, it } from 'vitest'
import { targetsOf } from '../../../renderer/annotate/propagate/propagation.ts'

describe('copies to other images', () => {
  const ids = [11, 12, 13, 14, 15]

  it('go to the nearest images first, in either direction', () => {
    expect(targetsOf(ids, 13, 'next', 1)).toEqual([14])
    expect(targetsOf(ids, 13, 'next', 9)).toEqual([14, 15])
    expect(targetsOf(ids, 13, 'previous', 1)).toEqual([12])
    expect(targetsOf(ids, 13, 'previous', 9)).toEqual([12, 11])
  })

  it('go nowhere at the end of the list, or from an image that is not in it', () => {
    expect(targetsOf(ids, 15, 'next', 3)).toEqual([])
    expect(targetsOf(ids, 99, 'next', 3)).toEqual([])
  })
})
