import { describe, expect, it } from 'vitest'
import { type ImageRow, namePlaces, orderRows } from '../../../../renderer/results/pictures/imageRows.ts'

const counts = { found: 0, confused: 0, falseAlarms: 0, missed: 0, f1: null }
const row = (imageId: number, path: string, change: Partial<ImageRow>): ImageRow => ({
  ...counts,
  ...change,
  imageId,
  image: { id: imageId, path, width: 10, height: 10, split: 'test' },
})
const rows = [
  row(1, 'img-10.jpg', { found: 4, missed: 1, f1: 8 / 9 }),
  row(2, 'img-9.jpg', { missed: 3, f1: 0 }),
  row(3, 'a.jpg', {}),
  row(4, 'img-2.jpg', { falseAlarms: 2, confused: 2, f1: 0 }),
  row(5, 'b.jpg', { found: 1, f1: 1 }),
]
const ordered = (order: Parameters<typeof orderRows>[1]) =>
  orderRows(rows, order, namePlaces(rows.map(({ image }) => image))).map(({ imageId }) => imageId)

describe('the list of images', () => {
  it('begins with the lowest F1, of equal ones with most errors; what has none comes last', () => {
    expect(ordered('f1')).toEqual([4, 2, 1, 5, 3])
  })

  it('can begin with what was missed or seen falsely; a wrong class is both', () => {
    expect(ordered('missed')).toEqual([2, 4, 1, 3, 5])
    expect(ordered('falseAlarms')).toEqual([4, 2, 1, 3, 5])
  })

  it('counts as people do by name', () => {
    expect(ordered('name')).toEqual([3, 5, 4, 2, 1])
  })
})
