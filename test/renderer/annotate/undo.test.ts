/** The window's edits in a real project file: what the engine stores is what was seen, and every step can be turned back. */
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Annotation } from '../../../shared/model.ts'
import { anyAct } from '../../support/anyAct.ts'
import { type Corners, drive } from '../../support/drive.ts'
import { type TestEngine, testEngine, writePicture } from '../../support/engine.ts'

const size = { width: 97, height: 61 }
const boxes: Corners[] = [
  [0, 0, 97, 61],
  [10.5, 10.25, 14.75, 18.5],
  [40, 20, 70, 50],
]

/** A project of one picture with the boxes above; the classes have the ids that the driver knows, 1 and 2. */
async function project(): Promise<{ engine: TestEngine; imageId: number; send: Send }> {
  const engine = testEngine()
  await writePicture(join(engine.folder, 'pictures', 'a.png'), size.width, size.height)
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: join(engine.folder, 'pictures') }))
  for (const name of ['car', 'van']) await engine.call('categories.add', { name })
  const imageId = (await engine.call('images.ids', { filter: '' }))[0]!
  const here = (box: Annotation | null) => box && { ...box, imageId }
  const send: Send = async ({ kind, changes }) => {
    const stored = changes.map(({ before, after }) => ({ before: here(before), after: here(after) }))
    await engine.call('annotations.apply', { imageId, kind, changes: stored })
  }
  await send({ kind: 'draw', changes: drive({ boxes }).editor.annotations.map((after) => ({ before: null, after })) })
  return { engine, imageId, send }
}
type Send = (edit: ReturnType<typeof drive>['edits'][number]) => Promise<void>

/** The time of a change is the engine's, the image the project's. */
function content(annotations: readonly Annotation[]) {
  return [...annotations].sort((a, b) => a.id - b.id).map(({ updatedAt: _, imageId: __, ...rest }) => rest)
}

it('any work on the canvas is stored as it was seen; as many undos bring the boxes back, redos the work', async () => {
  const { engine, imageId, send } = await project()
  const stored = async () => content(await engine.call('annotations.ofImage', { imageId }))
  const before = await stored()
  let steps = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 10, maxLength: 40 }), async (acts) => {
      const canvas = drive({ size, boxes }).key('Ctrl+A')
      for (const act of acts) act(canvas)
      for (const edit of canvas.edits) await send(edit)
      steps += canvas.edits.length
      const after = content(canvas.editor.annotations)
      expect(await stored()).toEqual(after)
      for (const _ of canvas.edits) await engine.call('history.undo', { imageId })
      expect(await stored()).toEqual(before)
      for (const _ of canvas.edits) await engine.call('history.redo', { imageId })
      expect(await stored()).toEqual(after)
      for (const _ of canvas.edits) await engine.call('history.undo', { imageId })
    }),
    { numRuns: 60 },
  )
  expect(steps).toBeGreaterThan(60)
})
