/** The orders in which a wall of crops shows its boxes, on a real project file. */
import { expect, it } from 'vitest'
import { draw, testProject } from '../../support/project.ts'

it.each([
  ['image', ['long', 'tall', 'small', 'model']],
  ['class', ['long', 'small', 'model', 'tall']],
  // Longer sides 40, 4, 8 and 20.
  ['size', ['small', 'model', 'tall', 'long']],
  // Widths over heights 4, 1, 2 and 0.5.
  ['aspect', ['tall', 'small', 'model', 'long']],
  ['date', ['model', 'tall', 'long', 'small']],
  // Those without a score, and those whose brightness nobody measured, come last whichever way.
  ['score', ['model', 'long', 'small', 'tall']],
  ['brightness', ['tall', 'small', 'long', 'model']],
] as const)('boxes are sorted by %s, and the other way round', (sort, expected) => {
  const project = testProject(2)
  const { store } = project
  const [a, b] = project.imageIds as [number, number]
  const bus = store.categories.draft('bus', undefined)
  store.edits.run('category', null, (writer) => writer.insert('category', bus))
  const boxes = {
    long: draw(project, { imageId: a, x1: 0, y1: 0, x2: 40, y2: 10, updatedAt: 3 }),
    small: draw(project, { imageId: b, x1: 0, y1: 0, x2: 4, y2: 4, updatedAt: 4 }),
    model: draw(project, { imageId: b, x1: 0, y1: 0, x2: 8, y2: 4, updatedAt: 1, origin: 'model', score: 0.5 }),
    tall: draw(project, { imageId: a, x1: 0, y1: 0, x2: 10, y2: 20, updatedAt: 2, categoryId: bus.id }),
  }
  const brightness = new Map([
    [boxes.long.id, 200],
    [boxes.small.id, 90],
    [boxes.tall.id, 10],
  ])
  const unmeasured = store.gallery.unmeasured('')
  store.gallery.setMeasures(
    unmeasured.flatMap(({ id, source }) =>
      brightness.has(id) ? [{ id, source, brightness: brightness.get(id)! }] : [],
    ),
  )
  const names = new Map(Object.entries(boxes).map(([name, { id }]) => [id, name]))
  const order = (isDescending: boolean) => store.gallery.list('', sort, isDescending).ids.map((id) => names.get(id))
  expect(order(false)).toEqual(expected)
  expect(order(true)).toEqual(reversed[sort])
})

/** Among equals the older box comes first either way; within an image none are equal. */
const reversed = {
  image: ['model', 'small', 'tall', 'long'],
  class: ['tall', 'long', 'small', 'model'],
  size: ['long', 'tall', 'model', 'small'],
  aspect: ['long', 'model', 'small', 'tall'],
  date: ['small', 'long', 'tall', 'model'],
  score: ['model', 'long', 'small', 'tall'],
  brightness: ['long', 'small', 'tall', 'model'],
}
