import { describe, expect, it } from 'vitest'
import { holderOfName } from '../../../renderer/images/classes/classActions.ts'
import { byCount, byName, moved } from '../../../renderer/images/classes/classOrder.ts'

const category = (id: number, name: string, annotationCount: number) => ({
  id,
  name,
  annotationCount,
  color: '#000000',
  hotkey: null,
  position: id,
})
const classes = [category(1, 'van 10', 5), category(2, 'bus', 9), category(3, 'van 2', 5)]

describe('the order of classes', () => {
  it('moves one class and leaves the others as they are', () => {
    expect(moved([1, 2, 3, 4], 4, 0)).toEqual([4, 1, 2, 3])
    expect(moved([1, 2, 3, 4], 1, 2)).toEqual([2, 3, 1, 4])
    expect(moved([1, 2, 3], 1, -1)).toEqual([1, 2, 3])
    expect(moved([1, 2, 3], 2, 99)).toEqual([1, 3, 2])
  })

  it('by name reads numbers as numbers; by boxes the many come first', () => {
    expect(byName(classes, 'en')).toEqual([2, 3, 1])
    expect(byCount(classes)).toEqual([2, 1, 3])
  })
})

describe('a name that is taken', () => {
  it('is found whatever its composition, but never at the class itself', () => {
    expect(holderOfName([category(1, 'é', 0)], 'e\u0301 ', null)?.id).toBe(1)
    expect(holderOfName(classes, 'bus', 2)).toBeNull()
    expect(holderOfName(classes, 'Bus', 1)).toBeNull()
  })
})
