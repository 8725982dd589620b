/** How boxes are spread over images and over the picture, on a real project file. */
import { describe, expect, it } from 'vitest'
import { draw, testProject } from '../../support/project.ts'

describe('figures of images', () => {
  it('count images by their boxes, and boxes by the place of their middle', () => {
    const project = testProject(4)
    const { store, imageIds } = project
    const [a, b] = imageIds as [number, number]
    const van = store.categories.draft('van', undefined)
    store.edits.run('category', null, (writer) => writer.insert('category', van))
    // Pictures are 100 x 80: middles in the first cell, in the last one, and in column 10 of row 5 (of 20 each).
    draw(project, { imageId: a, x1: 0, y1: 0, x2: 2, y2: 2 })
    draw(project, { imageId: a, x1: 98, y1: 78, x2: 100, y2: 80, categoryId: van.id })
    draw(project, { imageId: b, x1: 50, y1: 20, x2: 54, y2: 23, categoryId: van.id })
    const { boxesPerImage, positions } = store.distribution('')
    expect(boxesPerImage).toEqual([2, 1, 1])
    expect(positions.flatMap((count, cell) => (count > 0 ? [[cell, count]] : []))).toEqual([
      [0, 1],
      [5 * 20 + 10, 1],
      [19 * 20 + 19, 1],
    ])
    const some = store.distribution('class:thing')
    expect(some.boxesPerImage).toEqual([0, 0, 1])
    expect(some.positions.reduce((sum, count) => sum + count)).toBe(1)
  })

  it('of a filter that nothing fits are empty', () => {
    const { boxesPerImage, positions } = testProject(1).store.distribution('nothing-like-this')
    expect(boxesPerImage).toEqual([])
    expect(positions.every((count) => count === 0)).toBe(true)
  })
})
