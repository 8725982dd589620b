/** Label files of somebody else, kept apart and compared with the project's labels, on a real project file. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportReport } from '../../shared/reports.ts'
import { type Corners, countsOf, drawn, labelled } from '../support/labelled.ts'

type Engine = Awaited<ReturnType<typeof labelled>>
type Said = Readonly<Record<string, readonly (readonly [name: string, ...corners: Corners])[]>>

/** Brings in what a person says of the images, as a COCO file. @returns the labelling */
async function said(engine: Engine, person: string, boxes: Said): Promise<number> {
  const names = ['car', 'van', 'bus']
  const images = Object.keys(boxes).map((file_name, index) => ({ id: index + 1, file_name, width: 64, height: 48 }))
  const annotations = Object.values(boxes).flatMap((own, index) =>
    own.map(([name, x1, y1, x2, y2]) => ({
      image_id: index + 1,
      category_id: 1 + names.indexOf(name),
      bbox: [x1, y1, x2 - x1, y2 - y1],
      iscrowd: 0,
    })),
  )
  const folder = join(engine.folder, person)
  mkdirSync(folder)
  const content = {
    images,
    categories: names.map((name, index) => ({ id: index + 1, name })),
    annotations: annotations.map((annotation, index) => ({ id: index + 1, area: 1, ...annotation })),
  }
  writeFileSync(join(folder, 'labels.json'), JSON.stringify(content))
  const request = { labels: join(folder, 'labels.json'), format: 'coco', dryRun: false, merge: 'apart' } as const
  const job = await engine.ended(await engine.call('import.start', request))
  expect(job.error).toBeNull()
  expect((job.result as ImportReport).matchedImages).toBe(images.length)
  return (await engine.call('labellings.list', {})).at(-1)!.id
}

const boxesOf = async (engine: Engine, imageId: number) =>
  (await engine.call('annotations.ofImage', { imageId })).map(({ categoryId, x1, y1, x2, y2 }) => [
    categoryId,
    ...[x1, y1, x2, y2],
  ])
const comparedIn = async (engine: Engine, id: number) => await engine.call('labellings.compare', { id })

describe('a second labelling', () => {
  it('leaves the labels of the project alone, and lies beside them until one undo takes it away', async () => {
    const engine = await labelled()
    const [a] = engine.imageIds
    await drawn(engine, a, engine.car, [10, 10, 30, 30])
    const id = await said(engine, 'anna', { 'a.png': [['bus', 10, 10, 30, 30]], 'b.png': [] })
    expect(await countsOf(engine)).toEqual({ car: 1, van: 0, bus: 0 })
    expect(await engine.call('labellings.list', {})).toMatchObject([
      { id, kind: 'second', name: 'anna/labels.json', images: 2, waiting: 1, open: 1, decided: 0 },
    ])
    const { images, labelling, project } = await comparedIn(engine, id)
    // Nobody has looked at b in the project: it is not compared.
    expect(images).toMatchObject([{ imageId: a }])
    expect([labelling.boxes, project.boxes]).toEqual([
      [10, 10, 30, 30],
      [10, 10, 30, 30],
    ])
    expect(await engine.call('history.undo', {})).toMatchObject({ kind: 'labelling' })
    expect(await engine.call('labellings.list', {})).toEqual([])
    expect(await countsOf(engine)).toEqual({ car: 1, van: 0 })
  })

  it('takes the place of the labels of an image when it is preferred, and can still be compared', async () => {
    const engine = await labelled()
    const [a] = engine.imageIds
    const own = await drawn(engine, a, engine.car, [10, 10, 30, 30])
    const id = await said(engine, 'anna', { 'a.png': [['van', 1, 2, 3, 4]] })
    const { images } = await comparedIn(engine, id)
    await engine.call('labellings.decide', { comparedIds: [images[0]!.id], verdict: 'labelling' })
    expect(await boxesOf(engine, a)).toEqual([[engine.van, 1, 2, 3, 4]])
    expect((await comparedIn(engine, id)).project.boxes).toEqual([10, 10, 30, 30])
    await engine.call('history.undo', { imageId: a })
    expect(await engine.call('annotations.ofImage', { imageId: a })).toMatchObject([{ id: own.id }])
  })

  it('gives single boxes: one more, another place and class, one less', async () => {
    const engine = await labelled()
    const [a] = engine.imageIds
    const [moved, gone] = [
      await drawn(engine, a, engine.car, [10, 10, 30, 30]),
      await drawn(engine, a, engine.car, [40, 10, 50, 30]),
    ]
    const id = await said(engine, 'anna', {
      'a.png': [
        ['van', 11, 10, 30, 30],
        ['car', 1, 1, 9, 9],
      ],
    })
    const { images, labelling } = await comparedIn(engine, id)
    const comparedId = images[0]!.id
    const take = (keptId: number | null, annotationId: number | null) =>
      engine.call('labellings.takeBox', { comparedId, keptId, annotationId })
    await take(labelling.ids[0]!, moved.id)
    await take(labelling.ids[1]!, null)
    await take(null, gone.id)
    expect(await boxesOf(engine, a)).toEqual([
      [engine.van, 11, 10, 30, 30],
      [engine.car, 1, 1, 9, 9],
    ])
    expect(await engine.call('history.undo', { imageId: a })).toMatchObject({ kind: 'settle' })
    expect(await boxesOf(engine, a)).toHaveLength(3)
    await expect(take(null, 99_999)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('does not take boxes from images that were decided about, nor locked ones', async () => {
    const engine = await labelled()
    const [a] = engine.imageIds
    const box = await drawn(engine, a, engine.car, [10, 10, 30, 30])
    const locked = { before: box, after: { ...box, locked: true } }
    await engine.call('annotations.apply', { imageId: a, kind: 'change', changes: [locked] })
    const id = await said(engine, 'anna', { 'a.png': [['van', 10, 10, 30, 30]] })
    const { images, labelling } = await comparedIn(engine, id)
    const request = { comparedId: images[0]!.id, keptId: labelling.ids[0]!, annotationId: box.id }
    await expect(engine.call('labellings.takeBox', request)).rejects.toThrow('locked')
    await engine.call('labellings.decide', { comparedIds: [images[0]!.id], verdict: 'project' })
    await expect(engine.call('labellings.takeBox', { ...request, annotationId: null })).rejects.toThrow('meanwhile')
  })
})

it('says nothing of control images before they are labelled anew', async () => {
  const engine = await labelled()
  const [a] = engine.imageIds
  await drawn(engine, a, engine.car, [10, 10, 30, 30])
  await engine.call('images.setReview', { ids: [a], review: 'verified' })
  const ids = [
    await said(engine, 'anna', { 'a.png': [['car', 10, 10, 30, 30]] }),
    await said(engine, 'ben', { 'a.png': [['car', 10, 10, 30, 30]] }),
  ]
  await engine.call('control.choose', { share: 1 })
  for (const id of ids) expect(await comparedIn(engine, id)).toMatchObject({ images: [], labelling: { ids: [] } })
  expect(await engine.call('labellings.majority', {})).toMatchObject({ images: 0, added: 0 })
  await drawn(engine, a, engine.car, [11, 10, 30, 30])
  expect((await comparedIn(engine, ids[0]!)).images).toMatchObject([{ imageId: a }])
})

describe('several labellings', () => {
  /** Of four things in image a; only two people speak of b. */
  async function threeLabellers() {
    const engine = await labelled()
    const [a, b] = engine.imageIds
    await drawn(engine, a, engine.car, [10, 10, 20, 20])
    await drawn(engine, a, engine.car, [40, 10, 50, 20])
    await drawn(engine, a, engine.car, [30, 30, 40, 40])
    await drawn(engine, b, engine.car, [10, 10, 20, 20])
    await said(engine, 'anna', {
      'a.png': [
        ['car', 10, 10, 20, 19],
        ['van', 40, 10, 50, 20],
        ['bus', 2, 30, 12, 40],
        ['car', 50, 30, 60, 40],
      ],
      'b.png': [],
    })
    await said(engine, 'ben', {
      'a.png': [
        ['car', 10, 10, 20, 20],
        ['van', 40, 10, 50, 19],
        ['bus', 4, 30, 14, 40],
      ],
    })
    return engine
  }
  // All say car; two say van; two say nothing of the third; two say bus where the project has nothing; one says car there.
  const effect = { labellings: 3, images: 1, things: 5, added: 1, relabelled: 1, removed: 1, divided: 0, locked: 0 }

  it('are counted before anything changes, with their agreement beyond chance', async () => {
    const engine = await threeLabellers()
    const before = await boxesOf(engine, engine.imageIds[0])
    const told = await engine.call('labellings.majority', { dryRun: true })
    expect(told).toMatchObject(effect)
    // car car car · car van van · car - - · - bus bus · - car -: 15 values, car 6, van 2, bus 2, nothing 5;
    // coincide with themselves: 3 + 1 + 1 + 1 + 1 of 15. 1 - 14 * (15 - 7) / (225 - 36 - 4 - 4 - 25)
    expect(told.alpha).toBeCloseTo(1 - 112 / 156, 12)
    expect(await boxesOf(engine, engine.imageIds[0])).toEqual(before)
  })

  it('become what most say, in one step; an image of two labellers alone stays as it is', async () => {
    const engine = await threeLabellers()
    const [a, b] = engine.imageIds
    const before = await boxesOf(engine, a)
    const bus = (await engine.call('categories.list', {})).find(({ name }) => name === 'bus')!.id
    expect(await engine.call('labellings.majority', {})).toMatchObject(effect)
    expect(await boxesOf(engine, a)).toEqual([
      [engine.car, 10, 10, 20, 20],
      [engine.van, 40, 10, 50, 20],
      // Between those who drew it: (2 + 4) / 2, (12 + 14) / 2.
      [bus, 3, 30, 13, 40],
    ])
    expect(await boxesOf(engine, b)).toHaveLength(1)
    await engine.call('history.undo', {})
    expect(await boxesOf(engine, a)).toEqual(before)
  })

  it('leave a thing as it is where they are divided', async () => {
    const engine = await labelled()
    const [a] = engine.imageIds
    await drawn(engine, a, engine.car, [10, 10, 20, 20])
    await said(engine, 'anna', { 'a.png': [['van', 10, 10, 20, 20]] })
    await said(engine, 'ben', { 'a.png': [], 'b.png': [['car', 1, 1, 9, 9]] })
    const told = await engine.call('labellings.majority', {})
    expect(told).toMatchObject({ things: 1, divided: 1, added: 0, relabelled: 0, removed: 0 })
    expect(await boxesOf(engine, a)).toEqual([[engine.car, 10, 10, 20, 20]])
  })

  it('need two others: with one there is no majority', async () => {
    const engine = await labelled()
    await said(engine, 'anna', { 'a.png': [['van', 10, 10, 20, 20]] })
    expect(await engine.call('labellings.majority', {})).toMatchObject({
      labellings: 0,
      images: 0,
      things: 0,
      alpha: null,
    })
  })
})
