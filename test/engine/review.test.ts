/** Classes, review, findings, bulk edits and history through the engine's calls, on real pictures and a real project file. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../shared/model.ts'
import type { ExportReport, MeasureReport } from '../../shared/reports.ts'
import { dismissalOf } from '../../shared/rules.ts'
import { writePicture } from '../support/engine.ts'
import { countsOf, drawn, labelled } from '../support/labelled.ts'

describe('classes', () => {
  it('with boxes are removed only together with them, and undo brings both back', async () => {
    const engine = await labelled()
    const box = await drawn(engine, engine.imageIds[0], engine.car, [1, 1, 20, 20])
    await drawn(engine, engine.imageIds[1], engine.van, [1, 1, 20, 20])
    await expect(engine.call('categories.remove', { id: engine.car })).rejects.toMatchObject({
      code: 'conflict',
      message: 'The class "car" has 1 boxes. Merge it into another class, or delete its boxes with it.',
    })
    expect(await engine.call('categories.remove', { id: engine.car, deleteBoxes: true })).toEqual({ boxes: 1 })
    expect(await countsOf(engine)).toEqual({ van: 1 })
    await engine.call('history.undo', {})
    expect(await countsOf(engine)).toEqual({ car: 1, van: 1 })
    expect(await engine.call('annotations.ofImage', { imageId: engine.imageIds[0] })).toMatchObject([{ id: box.id }])
  })

  it('are merged with all their boxes in one step that can be undone', async () => {
    const engine = await labelled()
    const truck = await engine.call('categories.add', { name: 'truck' })
    await drawn(engine, engine.imageIds[0], engine.car, [1, 1, 20, 20])
    await drawn(engine, engine.imageIds[1], engine.van, [1, 1, 20, 20])
    await engine.call('images.setReview', { ids: [engine.imageIds[1]], review: 'verified' })
    const merged = await engine.call('categories.merge', { from: [engine.car, engine.van], into: truck.id })
    expect(merged).toEqual({ boxes: 2 })
    expect(await countsOf(engine)).toEqual({ truck: 2 })
    // The verdict was about the boxes, which are the same.
    expect(await engine.call('images.get', { ids: [engine.imageIds[1]] })).toMatchObject([
      { isChangedSinceReview: false },
    ])
    expect(await engine.call('history.undo', {})).toMatchObject({ kind: 'merge', imageIds: [2, 1] })
    expect(await countsOf(engine)).toEqual({ car: 1, van: 1, truck: 0 })
    await expect(engine.call('categories.merge', { from: [truck.id], into: truck.id })).rejects.toThrow('into itself')
  })

  it('keep their ids when their order changes; the order is that of exported lists', async () => {
    const engine = await labelled()
    await engine.call('categories.reorder', { ids: [engine.van, engine.car] })
    expect((await engine.call('categories.list', {})).map(({ id, name, position }) => [id, name, position])).toEqual([
      [engine.van, 'van', 0],
      [engine.car, 'car', 1],
    ])
    await expect(engine.call('categories.reorder', { ids: [engine.van] })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('have figures: boxes, images, sizes in powers of two, and a sample of widths and heights', async () => {
    const engine = await labelled()
    await drawn(engine, engine.imageIds[0], engine.car, [0, 0, 3, 2])
    await drawn(engine, engine.imageIds[0], engine.car, [0, 0, 5, 8])
    await drawn(engine, engine.imageIds[1], engine.car, [0, 0, 9, 4])
    await drawn(engine, engine.imageIds[1], engine.van, [0, 0, 0.5, 0.5])
    expect(await engine.call('categories.statistics', { filter: '' })).toEqual([
      {
        categoryId: engine.car,
        boxes: 3,
        images: 2,
        sizeHistogram: [0, 1, 0, 2],
        sample: { widths: [3, 5, 9], heights: [2, 8, 4] },
      },
      {
        categoryId: engine.van,
        boxes: 1,
        images: 1,
        sizeHistogram: [1],
        sample: { widths: [0.5], heights: [0.5] },
      },
    ])
    const some = await engine.call('categories.statistics', { filter: 'size<4 class:car' })
    expect(some).toMatchObject([{ boxes: 1, images: 1 }])
  })
})

describe('review', () => {
  it('of a verified image is marked when its boxes change, until it is verified again', async () => {
    const engine = await labelled()
    const [imageId] = engine.imageIds
    const box = await drawn(engine, imageId, engine.car, [1, 1, 20, 20])
    await engine.call('images.setReview', { ids: [imageId], review: 'verified' })
    const changes = [{ before: box, after: { ...box, x2: 30 } }]
    const { image } = await engine.call('annotations.apply', { imageId, kind: 'move', changes })
    expect(image).toMatchObject({ state: 'verified', isChangedSinceReview: true })
    expect(await engine.call('images.ids', { filter: 'is:changed' })).toEqual([imageId])
    await engine.call('history.undo', { imageId })
    expect(await engine.call('images.ids', { filter: 'is:changed' })).toEqual([])
    await engine.call('history.redo', { imageId })
    await engine.call('images.setReview', { ids: [imageId], review: 'verified' })
    expect(await engine.call('images.ids', { filter: 'is:changed' })).toEqual([])
  })

  it('rejects with the reason in one step', async () => {
    const engine = await labelled()
    const [imageId] = engine.imageIds
    await engine.call('images.setReview', { ids: [imageId], review: 'rejected', note: 'too dark' })
    expect(await engine.call('images.get', { ids: [imageId] })).toMatchObject([{ state: 'rejected', note: 'too dark' }])
    await engine.call('images.setReview', { ids: [imageId], review: 'verified' })
    expect(await engine.call('images.get', { ids: [imageId] })).toMatchObject([{ note: 'too dark' }])
    await engine.call('history.undo', { imageId })
    await engine.call('history.undo', { imageId })
    expect(await engine.call('images.get', { ids: [imageId] })).toMatchObject([{ state: 'unlabelled', note: '' }])
  })

  it('has notes on images that can be undone', async () => {
    const engine = await labelled()
    await engine.call('images.setNote', { id: engine.imageIds[0], note: 'blurred' })
    expect(await engine.call('images.ids', { filter: 'note:blurred' })).toEqual([engine.imageIds[0]])
    expect(await engine.call('history.undo', { imageId: engine.imageIds[0] })).toMatchObject({ kind: 'note' })
    expect(await engine.call('images.get', { ids: [engine.imageIds[0]] })).toMatchObject([{ note: '' }])
  })
})

describe('rule checks', () => {
  it('name tiny boxes, the same box twice, nearly the same, and one box with two classes, and follow every edit', async () => {
    const engine = await labelled()
    const [a, b, c, d] = engine.imageIds
    const tiny = await drawn(engine, a, engine.car, [1, 1, 3, 30])
    const first = await drawn(engine, b, engine.car, [1, 1, 20, 20])
    const twin = await drawn(engine, b, engine.car, [1, 1, 20, 20])
    const one = await drawn(engine, c, engine.car, [1, 1, 21, 21])
    const near = await drawn(engine, c, engine.car, [2, 1, 22, 21])
    const label = await drawn(engine, d, engine.car, [1, 1, 21, 21])
    const other = await drawn(engine, d, engine.van, [1, 1, 21, 20])
    expect(await engine.call('findings.list', {})).toEqual({
      counts: { tiny: 1, outside: 0, duplicate: 1, 'near-duplicate': 1, 'two-classes': 1 },
      findings: [
        { kind: 'tiny', imageId: a, annotationIds: [tiny.id] },
        { kind: 'duplicate', imageId: b, annotationIds: [first.id, twin.id] },
        { kind: 'near-duplicate', imageId: c, annotationIds: [one.id, near.id] },
        { kind: 'two-classes', imageId: d, annotationIds: [label.id, other.id] },
      ],
    })
    expect(await engine.call('images.ids', { filter: 'issue:duplicate,tiny' })).toEqual([a, b])
    expect((await engine.call('gallery.list', { filter: 'issue:duplicate', sort: 'image' })).ids).toEqual([
      first.id,
      twin.id,
    ])
    await engine.call('annotations.apply', { imageId: b, kind: 'fix', changes: [{ before: twin, after: null }] })
    expect(await engine.call('images.ids', { filter: 'issue:duplicate' })).toEqual([])
    await engine.call('history.undo', {})
    expect(await engine.call('images.ids', { filter: 'issue:duplicate' })).toEqual([b])
  })
})

describe('a finding', () => {
  it('that was dismissed is not found again, leaves the verdict about the image alone, and comes back with undo', async () => {
    const engine = await labelled()
    const [imageId] = engine.imageIds
    const first = await drawn(engine, imageId, engine.car, [1, 1, 20, 20])
    const twin = await drawn(engine, imageId, engine.car, [1, 1, 20, 20])
    await engine.call('images.setReview', { ids: [imageId], review: 'verified' })
    const dismissedChecks = [dismissalOf({ kind: 'duplicate', annotationIds: [first.id, twin.id] })]
    const changes = [{ before: first, after: { ...first, dismissedChecks } }]
    const { image } = await engine.call('annotations.apply', { imageId, kind: 'dismiss', changes })
    expect(image.isChangedSinceReview).toBe(false)
    expect((await engine.call('findings.list', {})).findings).toEqual([])
    await engine.call('history.undo', { imageId })
    expect((await engine.call('findings.list', {})).findings).toHaveLength(1)
  })

  it('names boxes that leave the image once its file is another, smaller picture', async () => {
    const engine = await labelled()
    const [imageId] = engine.imageIds
    const box = await drawn(engine, imageId, engine.car, [30, 10, 60, 40])
    expect((await engine.call('findings.list', {})).findings).toEqual([])
    const root = (await engine.call('roots.list', {}))[0]!
    await writePicture(join(engine.folder, 'pictures', 'a.png'), 50, 48)
    await engine.ended(await engine.call('roots.rescan', { rootId: root.id }))
    expect((await engine.call('findings.list', {})).findings).toEqual([
      { kind: 'outside', imageId, annotationIds: [box.id] },
    ])
    const changes = [{ before: box, after: { ...box, x2: 50 } }]
    await engine.call('annotations.apply', { imageId, kind: 'fix', changes })
    expect((await engine.call('findings.list', {})).findings).toEqual([])
  })
})

describe('changes of many boxes', () => {
  it('relabel, delete and ignore over several images are one step; locked boxes are left alone', async () => {
    const engine = await labelled()
    const boxes: Annotation[] = []
    for (const imageId of engine.imageIds) boxes.push(await drawn(engine, imageId, engine.car, [1, 1, 20, 20]))
    const locked = boxes[3]!
    await engine.call('annotations.apply', {
      imageId: locked.imageId,
      kind: 'change',
      changes: [{ before: locked, after: { ...locked, locked: true } }],
    })
    const ids = boxes.map(({ id }) => id)
    const action = { kind: 'relabel', categoryId: engine.van } as const
    expect(await engine.call('annotations.bulk', { ids, action })).toEqual({ boxes: 3 })
    expect(await countsOf(engine)).toEqual({ car: 1, van: 3 })
    expect(await engine.call('annotations.bulk', { ids, action })).toEqual({ boxes: 0 })
    expect(await engine.call('annotations.bulk', { ids, action: { kind: 'ignore', ignore: true } })).toEqual({
      boxes: 3,
    })
    expect(await engine.call('images.ids', { filter: 'flag:ignore' })).toHaveLength(3)
    expect(await engine.call('annotations.bulk', { ids, action: { kind: 'delete' } })).toEqual({ boxes: 3 })
    for (const kind of ['delete', 'change', 'relabel']) {
      expect(await engine.call('history.undo', {})).toMatchObject({ kind, isBulk: false })
    }
    expect(await countsOf(engine)).toEqual({ car: 4, van: 0 })
  })
})

describe('history', () => {
  it('lists steps newest first with kind, time and author, and goes to any of them', async () => {
    const engine = await labelled()
    const [a, b] = engine.imageIds
    await drawn(engine, a, engine.car, [1, 1, 20, 20])
    await drawn(engine, b, engine.car, [1, 1, 20, 20])
    await drawn(engine, b, engine.van, [5, 5, 20, 20])
    const steps = await engine.call('history.list', {})
    expect(steps.map(({ kind, imageId, changes, isUndone }) => [kind, imageId, changes, isUndone])).toEqual([
      ['draw', b, 1, false],
      ['draw', b, 1, false],
      ['draw', a, 1, false],
      ['category', null, 1, false],
      ['category', null, 1, false],
    ])
    expect(steps.every(({ at, author }) => Date.now() - at < 60_000 && author !== '')).toBe(true)
    expect(await engine.call('history.list', { limit: 1, before: steps[1]!.id })).toEqual([steps[2]])
    expect(await engine.call('history.list', { imageId: a })).toEqual([steps[2]])

    expect(await engine.call('history.goTo', { editId: steps[2]!.id })).toHaveLength(2)
    expect(await countsOf(engine)).toEqual({ car: 1, van: 0 })
    expect(await engine.call('history.goTo', { editId: steps[0]!.id })).toHaveLength(2)
    expect(await countsOf(engine)).toEqual({ car: 2, van: 1 })
    expect(await engine.call('history.goTo', { editId: null, imageId: b })).toHaveLength(2)
    expect(await countsOf(engine)).toEqual({ car: 1, van: 0 })
  })

  it('of a box tells each step that made it what it is', async () => {
    const engine = await labelled()
    const [imageId] = engine.imageIds
    const box = await drawn(engine, imageId, engine.car, [1, 1, 20, 20])
    await drawn(engine, imageId, engine.car, [30, 1, 50, 20])
    await engine.call('annotations.bulk', { ids: [box.id], action: { kind: 'relabel', categoryId: engine.van } })
    await engine.call('categories.merge', { from: [engine.van], into: engine.car })
    const kinds = async () => (await engine.call('annotations.history', { id: box.id })).map(({ kind }) => kind)
    expect(await kinds()).toEqual(['draw', 'relabel', 'merge'])
    await engine.call('history.undo', {})
    expect(await kinds()).toEqual(['draw', 'relabel'])
  })
})

describe('the gallery', () => {
  it('cuts out and measures each box once, and sorts by brightness', async () => {
    const engine = await labelled()
    const [a, b] = engine.imageIds
    const dark = await drawn(engine, a, engine.car, [1, 1, 20, 20])
    const alike = await drawn(engine, b, engine.car, [5, 5, 10, 10])
    const before = await engine.call('gallery.list', { filter: 'class:car', sort: 'brightness' })
    expect(before).toMatchObject({ ids: [dark.id, alike.id], boxes: [1, 1, 20, 20, 5, 5, 10, 10], unmeasured: 2 })
    const job = await engine.ended(await engine.call('gallery.measure', { filter: 'class:car' }))
    expect(job).toMatchObject({ state: 'done', result: { images: 2, boxes: 2, problems: [] } })
    const after = await engine.call('gallery.list', { filter: 'class:car', sort: 'brightness', isDescending: true })
    expect(after.unmeasured).toBe(0)
    const again = await engine.ended(await engine.call('gallery.measure', { filter: 'class:car' }))
    expect((again.result as MeasureReport).boxes).toBe(0)
    // A moved box is another picture.
    const changes = [{ before: dark, after: { ...dark, x2: 21 } }]
    await engine.call('annotations.apply', { imageId: a, kind: 'move', changes })
    expect((await engine.call('gallery.list', { filter: '', sort: 'image' })).unmeasured).toBe(1)
    const { path } = await engine.call('gallery.crop', { id: dark.id })
    expect(path).toMatch(/\.webp$/)
  })
})

it('export takes the images of a filter and says how many it left out', async () => {
  const engine = await labelled()
  for (const imageId of engine.imageIds.slice(0, 3)) await drawn(engine, imageId, engine.car, [1, 1, 20, 20])
  const directory = join(engine.folder, 'out')
  const job = await engine.ended(await engine.call('export.start', { format: 'yolo', directory, filter: 'b.png' }))
  expect(job.result as ExportReport).toMatchObject({ images: 1, boxes: 1, leftOut: { filter: 3 } })
  await expect(
    engine
      .call('export.start', { format: 'yolo', directory, filter: 'nonsense:1' })
      .then((start) => engine.ended(start)),
  ).resolves.toMatchObject({ state: 'failed', error: { code: 'bad-request' } })
})
