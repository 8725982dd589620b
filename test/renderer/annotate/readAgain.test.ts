/** The open image while somebody else changes it, asked of a real engine. */
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { blankAnnotation } from '../../../shared/model.ts'
import { type TestEngine, testEngine } from '../../support/engine.ts'
import { addImageRows } from '../../support/imageRows.ts'

let readAgain: typeof import('../../../renderer/annotate/editQueue.ts').readAgain
let useEditor: typeof import('../../../renderer/annotate/editor.ts').useEditor
let engine: TestEngine
let readings = 0
/** Answers come after it. */
let mayAnswer = Promise.resolve()

beforeAll(async () => {
  const call = async (name: string, request: string) => {
    if (name === 'annotations.ofImage') readings++
    const reply = await engine.dispatch(name, request)
    await mayAnswer
    return reply
  }
  Object.assign(globalThis, { boxwright: { call, on: () => () => {} } })
  readAgain = (await import('../../../renderer/annotate/editQueue.ts')).readAgain
  useEditor = (await import('../../../renderer/annotate/editor.ts')).useEditor
})

it('changes that others make while the open image is read are read once more, not each for itself', async () => {
  const { imageId, draw } = await openImage()
  const { promise, resolve: answer } = Promise.withResolvers<void>()
  mayAnswer = promise
  const told = [readAgain(imageId)]
  for (let step = 0; step < 50; step++) {
    await draw(step)
    told.push(readAgain(imageId))
  }
  answer()
  await Promise.all(told)

  expect(readings).toBe(2)
  expect(useEditor.getState().annotations.map(({ x1 }) => x1)).toEqual(Array.from({ length: 50 }, (_, step) => step))
})

async function openImage() {
  engine = testEngine()
  await engine.call('project.create', { path: join(engine.folder, 'test.boxwright') })
  const [imageId] = addImageRows(engine.context.project!.store, ['a.jpg'], { width: 100, height: 80 }) as [number]
  const [image] = await engine.call('images.get', { ids: [imageId] })
  const { id: categoryId } = await engine.call('categories.add', { name: 'bolt' })
  useEditor.setState({ image: image!, phase: { kind: 'ready' } })
  /** As another one than this window. */
  const draw = async (x1: number) => {
    const { first: id } = await engine.call('annotations.reserveIds', { count: 1 })
    const after = { ...blankAnnotation, id, imageId, categoryId, x1, y1: 10, x2: x1 + 5, y2: 30, updatedAt: 1 }
    await engine.call('annotations.apply', { imageId, kind: 'draw', changes: [{ before: null, after }] })
  }
  return { imageId, draw }
}
