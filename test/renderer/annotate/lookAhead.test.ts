/** What is known of the neighbours of an image before anyone goes there, asked of a real engine. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { blankAnnotation } from '../../../shared/model.ts'
import { type TestEngine, testEngine } from '../../support/engine.ts'
import { addImageRows } from '../../support/imageRows.ts'

type Ahead = typeof import('../../../renderer/annotate/ahead.ts')
let ahead: Ahead
let engine: TestEngine
/** Runs while the engine is asked. */
let meanwhile = () => {}

beforeAll(async () => {
  const call = async (name: string, request: string) => {
    const reply = await engine.dispatch(name, request)
    if (name === 'annotations.ofImage') meanwhile()
    return reply
  }
  Object.assign(globalThis, { boxwright: { call, on: () => () => {} } })
  ahead = await import('../../../renderer/annotate/ahead.ts')
})

/** Three images of 100 x 80, with one box on the second. */
async function openProject() {
  meanwhile = () => {}
  ahead.forgetAhead(null)
  engine = testEngine()
  await engine.call('project.create', { path: join(engine.folder, 'test.boxwright') })
  const { store } = engine.context.project!
  const size = { width: 100, height: 80 }
  const ids = addImageRows(store, ['a.jpg', 'b.jpg', 'c.jpg'], size) as readonly [number, number, number]
  const { id: categoryId } = await engine.call('categories.add', { name: 'bolt' })
  const { first } = await engine.call('annotations.reserveIds', { count: 1 })
  const box = { id: first, imageId: ids[1], categoryId, x1: 10, y1: 10, x2: 30, y2: 30, updatedAt: 1 }
  const changes = [{ before: null, after: { ...blankAnnotation, ...box } }]
  await engine.call('annotations.apply', { imageId: ids[1], kind: 'draw', changes })
  return ids
}

const boxCount = (id: number) => ahead.knownAhead(id)?.annotations.length ?? null

describe('the neighbours of an image', () => {
  it('are known with their row and their boxes, and only as long as they are neighbours', async () => {
    const [a, b, c] = await openProject()
    await ahead.lookAhead([a, b])
    expect([a, b, c].map(boxCount)).toEqual([0, 1, null])
    expect(ahead.knownAhead(b)!.image).toMatchObject({ id: b, path: 'b.jpg', width: 100, annotationCount: 1 })

    await ahead.lookAhead([b, c])
    expect([a, b, c].map(boxCount)).toEqual([null, 1, 0])
  })

  it('are not known any more when they changed; others stay', async () => {
    const [a, b, c] = await openProject()
    await ahead.lookAhead([a, b])
    ahead.forgetAhead([b, c])
    expect([a, b].map(boxCount)).toEqual([0, null])
    ahead.forgetAhead(null)
    expect([a, b].map(boxCount)).toEqual([null, null])
  })

  it('are not believed when they changed while the engine was asked', async () => {
    const [a, b, c] = await openProject()
    meanwhile = () => ahead.forgetAhead([b])
    await ahead.lookAhead([a, b])
    expect([a, b].map(boxCount)).toEqual([0, null])
    meanwhile = () => ahead.forgetAhead([c])
    await ahead.lookAhead([a, b])
    expect([a, b].map(boxCount)).toEqual([0, 1])
  })

  it('may have gone from the project', async () => {
    await openProject()
    await ahead.lookAhead([999])
    expect(ahead.knownAhead(999)).toBeNull()
  })
})
