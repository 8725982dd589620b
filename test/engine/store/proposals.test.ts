import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { writeProposals } from '../../../main/engine/jobs/writeProposals.ts'
import { migrate, migrations } from '../../../main/engine/store/migrations.ts'
import { applicationId } from '../../../main/engine/store/projectFile.ts'
import { openStore } from '../../../main/engine/store/store.ts'
import { testEngine } from '../../support/engine.ts'
import { addImageRows } from '../../support/imageRows.ts'
import { draw, type TestProject, testProject } from '../../support/project.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const model = { name: 'a model', runId: null }

function propose({ store, imageIds, categoryId }: TestProject, scores: readonly number[]): void {
  const boxes = scores.map((score, index) => ({
    x1: index * 20,
    y1: 5,
    x2: index * 20 + 15,
    y2: 20,
    score,
    categoryId,
  }))
  writeProposals(store, model, { found: [{ imageId: imageIds[0]!, boxes }], drafts: [], presentIou: 0.5 })
}

it('a file of the version before keeps its boxes and steps, and has room for proposals', () => {
  const path = join(temporaryFolder(), 'eight.boxwright')
  const old = new Database(path)
  migrate(
    old,
    migrations.filter(({ version }) => version < 9),
  )
  old.pragma(`application_id = ${applicationId}`)
  old.exec(`
    INSERT INTO root (id, path) VALUES (1, '/nowhere');
    INSERT INTO image (id, root_id, path, sort_key, width, height) VALUES (1, 1, 'a.jpg', 'a', 100, 80);
    INSERT INTO category (id, name, color, position) VALUES (1, 'thing', '#112233', 0);
    INSERT INTO annotation (id, image_id, category_id, x1, y1, x2, y2, origin, updated_at) VALUES (4, 1, 1, 1, 2, 3, 4, 'human', 9);
    INSERT INTO edit (id, kind, image_id, created_at) VALUES (1, 'draw', 1, 9);
    INSERT INTO edit_change VALUES (1, 0, 'annotation', 4, 'delete', NULL);
  `)
  old.close()
  const store = openStore(path)
  onTestFinished(() => store.close())
  expect(store.annotations.ofImage(1)).toMatchObject([{ id: 4, x1: 1, y2: 4, origin: 'human' }])
  const project = { store, path, imageIds: [1], categoryId: 1 }
  propose(project, [0.9])
  expect(store.proposals.openOfImage(1)).toHaveLength(1)
  expect([1, 2, 3].map(() => store.edits.undo({})?.kind)).toEqual(['propose', 'draw', undefined])
  expect(store.annotations.ofImage(1)).toEqual([])
})

describe('proposals', () => {
  it('are listed the surest first and counted by confidence, over the images of a filter', () => {
    const project = testProject()
    propose(project, [0.4, 0.9, 0.6])
    const { store, imageIds } = project
    expect(store.proposals.openOfImage(imageIds[0]!).map(({ score }) => score)).toEqual([0.9, 0.6, 0.4])
    expect(store.proposals.count('', 0.5)).toEqual({ proposals: 2, images: 1 })
    expect(store.proposals.count('image-2', 0)).toEqual({ proposals: 0, images: 0 })
    expect(store.proposals.open('', 0.5, 'below').map(({ score }) => score)).toEqual([0.4])
    expect(store.images.get(imageIds).map(({ proposalCount }) => proposalCount)).toEqual([3, 0, 0])
    expect(store.images.ids('-is:proposed')).toEqual(imageIds.slice(1))
  })

  it('give way to those of a later model, and never count as boxes', () => {
    const project = testProject()
    draw(project, { x1: 20, y1: 5, x2: 35, y2: 20 })
    propose(project, [0.4, 0.9])
    propose(project, [0.5, 0.8, 0.7])
    const { store, imageIds } = project
    // The second place is labelled.
    expect(store.proposals.openOfImage(imageIds[0]!).map(({ x1, score }) => [x1, score])).toEqual([
      [40, 0.7],
      [0, 0.5],
    ])
    expect(store.images.getOne(imageIds[0]!)).toMatchObject({ annotationCount: 1, state: 'labelled' })
    store.edits.undo({})
    expect(store.proposals.openOfImage(imageIds[0]!).map(({ score }) => score)).toEqual([0.4])
  })

  it('go with their class, are merged with it, and come back with it', async () => {
    const engine = testEngine()
    await engine.call('project.create', { path: join(engine.folder, 'a.boxwright') })
    const { store } = engine.context.project!
    const [imageId] = addImageRows(store, ['a.jpg'], { width: 100, height: 80 }) as readonly [number]
    const [cat, animal] = [
      await engine.call('categories.add', { name: 'cat' }),
      await engine.call('categories.add', { name: 'animal' }),
    ]
    propose({ store, path: '', imageIds: [imageId], categoryId: cat.id }, [0.9])
    const classes = () => store.proposals.openOfImage(imageId).map(({ categoryId }) => categoryId)
    await engine.call('categories.merge', { from: [cat.id], into: animal.id })
    expect(classes()).toEqual([animal.id])
    await engine.call('categories.remove', { id: animal.id })
    expect(classes()).toEqual([])
    await engine.call('history.undo', {})
    expect(classes()).toEqual([animal.id])
    await engine.call('history.undo', {})
    expect(classes()).toEqual([cat.id])
  })
})

it('images are listed by doubt and by difference; labelled ones and those nobody looked at come last', () => {
  const project = testProject(4)
  const { store } = project
  const [a, b, c, d] = project.imageIds as [number, number, number, number]
  store.imageRanks.setUncertainties([
    { imageId: a, uncertainty: 0.9, unsure: { name: 'thing', score: 0.5, rival: null, model: 'm' } },
    { imageId: b, uncertainty: 0.2, unsure: null },
    { imageId: c, uncertainty: 0.7, unsure: null },
  ])
  expect(store.images.ids('', 'unsure')).toEqual([a, c, b, d])
  store.imageRanks.setDifferences([
    { imageId: b, difference: 0.8 },
    { imageId: a, difference: 0.5 },
  ])
  expect(store.images.ids('', 'different')).toEqual([b, a, c, d])
  expect(store.imageRanks.reasons([a])).toEqual([
    { imageId: a, unsure: { name: 'thing', score: 0.5, rival: null, model: 'm' }, difference: 0.5 },
  ])
  draw(project, { imageId: a })
  expect(store.images.ids('', 'unsure')).toEqual([c, b, d, a])
  expect(store.images.ids('', 'different')).toEqual([b, c, d, a])
  expect(store.images.ids('')).toEqual([a, b, c, d])
})
