/** Mending what the rule checks find, and boxes of several images at once, through the engine's calls. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { blankAnnotation } from '../../shared/model.ts'
import { type TestEngine, testEngine, writePicture } from '../support/engine.ts'

type Corners = readonly [x1: number, y1: number, x2: number, y2: number]

/** Pictures a.png and b.png of 64 x 48 pixels and the classes car and van. */
async function project() {
  const engine = testEngine()
  const pictures = join(engine.folder, 'pictures')
  for (const name of ['a', 'b']) await writePicture(join(pictures, `${name}.png`))
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: pictures }))
  const [a, b] = (await engine.call('images.ids', { filter: '' })) as [number, number]
  const [car, van] = [
    await engine.call('categories.add', { name: 'car' }),
    await engine.call('categories.add', { name: 'van' }),
  ]
  return { engine, a, b, car: car.id, van: van.id }
}

async function drawn(
  engine: TestEngine,
  imageId: number,
  categoryId: number,
  [x1, y1, x2, y2]: Corners,
  locked = false,
): Promise<number> {
  const { first: id } = await engine.call('annotations.reserveIds', { count: 1 })
  const after = { id, imageId, categoryId, x1, y1, x2, y2, ...blankAnnotation, locked, updatedAt: 1 }
  await engine.call('annotations.apply', { imageId, kind: 'draw', changes: [{ before: null, after }] })
  return id
}

const idsOf = async (engine: TestEngine, imageId: number) =>
  (await engine.call('annotations.ofImage', { imageId })).map(({ id }) => id)

describe('mending all findings of a rule', () => {
  const same: Corners = [1, 1, 20, 20]

  it('is one step over all images, and undo brings every box back', async () => {
    const { engine, a, b, car } = await project()
    const kept = await drawn(engine, a, car, same)
    await drawn(engine, a, car, same)
    await drawn(engine, a, car, same)
    const other = await drawn(engine, b, car, same)
    await drawn(engine, b, car, same)
    expect(await engine.call('findings.fix', { kind: 'duplicate' })).toEqual({ boxes: 3, images: 2, left: 0 })
    expect([await idsOf(engine, a), await idsOf(engine, b)]).toEqual([[kept], [other]])
    expect(await engine.call('history.undo', {})).toMatchObject({
      kind: 'fix',
      imageIds: expect.arrayContaining([a, b]),
    })
    expect(await engine.call('findings.list', {})).toMatchObject({ counts: { duplicate: 4 } })
  })

  it('leaves locked boxes, and says how many findings are left', async () => {
    const { engine, a, car } = await project()
    await drawn(engine, a, car, [1, 1, 3, 30], true)
    await drawn(engine, a, car, [10, 1, 12, 30])
    expect(await engine.call('findings.fix', { kind: 'tiny' })).toEqual({ boxes: 1, images: 1, left: 1 })
    expect(await engine.call('findings.fix', { kind: 'tiny' })).toEqual({ boxes: 0, images: 0, left: 1 })
    // Nothing to mend is no step.
    expect((await engine.call('history.list', {})).map(({ kind }) => kind).slice(0, 2)).toEqual(['fix', 'draw'])
  })
})

describe('boxes of several images', () => {
  it('come with place and class', async () => {
    const { engine, a, b, car, van } = await project()
    const [first, second] = [await drawn(engine, a, car, [1, 2, 3, 30]), await drawn(engine, b, van, [5, 6, 7, 40])]
    expect(await engine.call('annotations.ofImages', { imageIds: [a, b] })).toEqual([
      { id: first, imageId: a, categoryId: car, x1: 1, y1: 2, x2: 3, y2: 30 },
      { id: second, imageId: b, categoryId: van, x1: 5, y1: 6, x2: 7, y2: 40 },
    ])
  })

  it('are sorted by class in the order of the class list', async () => {
    const { engine, a, car, van } = await project()
    const boxes = [
      await drawn(engine, a, van, [1, 1, 20, 20]),
      await drawn(engine, a, car, [20, 1, 40, 20]),
      await drawn(engine, a, van, [40, 1, 60, 20]),
    ]
    const order = async () => (await engine.call('gallery.list', { filter: '', sort: 'class' })).ids
    expect(await order()).toEqual([boxes[1], boxes[0], boxes[2]])
    await engine.call('categories.reorder', { ids: [van, car] })
    expect(await order()).toEqual([boxes[0], boxes[2], boxes[1]])
  })
})
