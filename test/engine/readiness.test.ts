import { describe, expect, it } from 'vitest'
import { readinessOf } from '../../main/engine/handlers/readiness.ts'
import type { SplitName } from '../../shared/model.ts'
import { draw, type TestProject, testProject } from '../support/project.ts'

/** Gives each image a part and one box of the given side; images are 100 x 80 pixels. */
function labelled(project: TestProject, parts: readonly SplitName[], side = 20): void {
  const { store, imageIds } = project
  for (const [index, split] of parts.entries()) {
    draw(project, { imageId: imageIds[index]!, x1: 10, y1: 10, x2: 10 + side, y2: 10 + side })
    store.edits.run('split', null, (writer) => writer.update('image', imageIds[index]!, { split }))
  }
}

const kindsOf = async ({ store }: TestProject, size: number | null = null) =>
  (await readinessOf(store, size)).map(({ severity, kind }) => `${severity} ${kind}`)

describe('readiness', () => {
  it('without labels nothing can be trained', async () => {
    expect(await kindsOf(testProject(2))).toEqual(['block labels', 'block split', 'warning unlabelled'])
  })

  it('a class that no validation image has is named', async () => {
    const project = testProject(24)
    const { store } = project
    labelled(
      project,
      Array.from({ length: 24 }, (_, index) => (index < 22 ? 'train' : 'val')),
    )
    const rare = store.categories.draft('only in training', undefined)
    store.edits.run('category', null, (writer) => writer.insert('category', rare))
    for (let index = 0; index < 20; index++)
      draw(project, { imageId: project.imageIds[index]!, categoryId: rare.id, x1: 50, x2: 70 })
    const items = await readinessOf(store, null)
    expect(items.filter(({ kind }) => kind === 'not-validated').map(({ values }) => values)).toEqual([
      { name: 'only in training' },
    ])
  })

  it('boxes that are smaller than a cell are counted, with the size at which they are not', async () => {
    const project = testProject(4)
    // 2 of 100 pixels: 6.4 at 320, 8.3 at 416.
    labelled(project, ['train', 'train', 'train', 'val'], 2)
    const small = (await readinessOf(project.store, 320)).find(({ kind }) => kind === 'small-boxes')
    expect(small?.values).toEqual({ small: 4, boxes: 4, size: 320, better: 416 })
    expect(await kindsOf(project, 416)).not.toContain('warning small-boxes')
    expect(await kindsOf(project)).not.toContain('warning small-boxes')
  })

  it('groups that lie in several parts are counted', async () => {
    const project = testProject(3)
    labelled(project, ['train', 'val', 'test'])
    expect(await kindsOf(project)).not.toContain('warning leaks')
    const settings = project.store.splits.settings()
    project.store.splits.setSettings({ ...settings, groups: { ...settings.groups, namePattern: '^(image)-' } })
    const leaks = (await readinessOf(project.store, null)).find(({ kind }) => kind === 'leaks')
    expect(leaks?.values).toEqual({ leaks: 1 })
  })
})
