import { expect, it } from 'vitest'
import { draw, testProject } from '../../support/project.ts'

it('the history of a box tells what each step changed, also after undo of one in between', () => {
  const project = testProject()
  const { store } = project
  const box = draw(project)
  draw(project)
  const update = (kind: 'move' | 'change', columns: Record<string, string | number>) =>
    store.edits.run(kind, box.imageId, (writer) => writer.update('annotation', box.id, columns))
  // Drawn as (10, 10, 30, 40), see the test project.
  update('move', { x1: 12, x2: 32 })
  update('change', { difficult: 1, note: 'seen from behind' })
  update('change', { is_locked: 1 })
  const steps = () => store.boxHistory(box.id).map(({ kind, was, became }) => [kind, was, became])
  const beginning = [
    ['draw', {}, {}],
    ['move', { x1: 10, x2: 30 }, { x1: 12, x2: 32 }],
    ['change', { difficult: false, note: '' }, { difficult: true, note: 'seen from behind' }],
  ]
  expect(steps()).toEqual([...beginning, ['change', { locked: false }, { locked: true }]])
  store.edits.undo({})
  expect(steps()).toEqual(beginning)
  update('move', { y1: 0 })
  expect(steps()).toEqual([...beginning, ['move', { y1: 10 }, { y1: 0 }]])
})

it('the history of a deleted box ends with its end', () => {
  const project = testProject()
  const box = draw(project)
  project.store.edits.run('delete', box.imageId, (writer) => writer.remove('annotation', box.id))
  expect(project.store.boxHistory(box.id).map(({ kind }) => kind)).toEqual(['draw', 'delete'])
})
