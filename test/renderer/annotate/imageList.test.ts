import { describe, expect, it } from 'vitest'
import { imageBeside, nextAmong } from '../../../renderer/annotate/imageList.ts'

// The list is sorted by name, its ids are not.
const ids = [30, 10, 50, 20]

describe('the list of images', () => {
  it('knows the image before and after', () => {
    expect(imageBeside(ids, 10, 1)).toBe(50)
    expect(imageBeside(ids, 10, -1)).toBe(30)
  })

  it('ends at its ends', () => {
    expect(imageBeside(ids, 20, 1)).toBeNull()
    expect(imageBeside(ids, 30, -1)).toBeNull()
    expect(imageBeside([], 30, 1)).toBeNull()
  })

  it('an image that the filter hides leads to the first or the last', () => {
    expect(imageBeside(ids, 99, 1)).toBe(30)
    expect(imageBeside(ids, 99, -1)).toBe(20)
  })

  it('finds the next of some images, then starts again from above', () => {
    expect(nextAmong(ids, 10, [20, 30])).toBe(20)
    expect(nextAmong(ids, 20, [30, 10])).toBe(30)
    expect(nextAmong(ids, 10, [10])).toBeNull()
    expect(nextAmong(ids, 10, [])).toBeNull()
    expect(nextAmong(ids, null, [50])).toBe(50)
  })
})
