/** Steps too large for one transaction: one step to everybody, whole or not there, whatever cuts them off. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { toAnnotationRow } from '../../../main/engine/store/annotations.ts'
import type { EditWriter } from '../../../main/engine/store/edits.ts'
import { openStore } from '../../../main/engine/store/store.ts'
import { contentOf, integrityOf, noWrongCounts, soundIntegrity, wrongCounts } from '../../support/content.ts'
import { editProject } from '../../support/editProject.ts'
import { draw, type TestProject, testAnnotation, testProject } from '../../support/project.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const pieceCount = 6
const boxesInPiece = 1000

type Piece = (writer: EditWriter) => void

/** Boxes in all images, one after the other. `between` is told how many pieces are written. */
function* pieces(project: TestProject, between: (written: number) => void = () => {}): Generator<Piece> {
  const { store, imageIds } = project
  for (let piece = 0; piece < pieceCount; piece++) {
    between(piece)
    const first = store.annotations.reserveIds(boxesInPiece)
    yield (writer) => {
      for (let index = 0; index < boxesInPiece; index++) {
        const place = { id: first + index, imageId: imageIds[index % imageIds.length]! }
        writer.insert('annotation', toAnnotationRow(testAnnotation(project, place)))
      }
    }
  }
}

const never = new AbortController().signal
const boxCount = ({ store }: TestProject): number => store.images.counts().annotationCount

/** What a computer would find that lost its power now. */
function contentAfterCrash(project: TestProject): ReturnType<typeof contentOf> {
  const copy = join(temporaryFolder(), 'copy.boxwright')
  for (const suffix of ['', '-wal']) copyFileSync(project.store.path + suffix, copy + suffix)
  openStore(copy).close()
  expect(integrityOf(copy)).toEqual(soundIntegrity)
  expect(wrongCounts(copy)).toEqual(noWrongCounts)
  return contentOf(copy)
}

it('is one step of the history, which undo takes back and redo brings again', async () => {
  const project = testProject()
  draw(project)
  const before = contentOf(project.store.path)
  await project.store.edits.runLong('import', { pieces: pieces(project), signal: never })
  const after = contentOf(project.store.path)
  expect(boxCount(project)).toBe(1 + pieceCount * boxesInPiece)
  expect(project.store.edits.list({ limit: 9 })).toMatchObject([
    { kind: 'import', changes: 6000 },
    { kind: 'draw' },
    { kind: 'category' },
  ])
  expect(await project.store.edits.undoInPieces({})).toMatchObject({ kind: 'import', touchesCategories: false })
  expect(contentOf(project.store.path)).toEqual(before)
  await project.store.edits.redoInPieces({})
  expect(contentOf(project.store.path)).toEqual(after)
  expect(wrongCounts(project.store.path)).toEqual(noWrongCounts)
})

it('lets others work between its pieces, but write no step', async () => {
  const project = testProject()
  let turns = 0
  const others = (async () => {
    for (; turns < 1000 && boxCount(project) < pieceCount * boxesInPiece; turns++) await setImmediate()
  })()
  const writing = project.store.edits.runLong('import', { pieces: pieces(project), signal: never })
  await setImmediate()
  expect(() => draw(project)).toThrow(expect.objectContaining({ code: 'step-under-way' }))
  expect(() => project.store.edits.undo({})).toThrow(expect.objectContaining({ code: 'step-under-way' }))
  await Promise.all([writing, others])
  expect(turns).toBeGreaterThanOrEqual(pieceCount - 1)
  draw(project)
})

it('cancelled, it leaves nothing, also not in the history', async () => {
  const project = testProject()
  draw(project)
  const before = contentOf(project.store.path)
  const abort = new AbortController()
  const steps = pieces(project, (written) => written === 4 && abort.abort(new Error('enough')))
  await expect(project.store.edits.runLong('import', { pieces: steps, signal: abort.signal })).rejects.toThrow('enough')
  expect(contentOf(project.store.path)).toEqual(before)
  expect(project.store.edits.list({ limit: 9 })).toMatchObject([{ kind: 'draw' }, { kind: 'category' }])
  draw(project)
})

it('a piece that fails takes the others with it', async () => {
  const project = testProject()
  function* broken(): Generator<Piece> {
    yield* pieces(project)
    yield (writer) => writer.insert('annotation', { id: 1_000_000, image_id: 999 })
  }
  await expect(project.store.edits.runLong('import', { pieces: broken(), signal: never })).rejects.toThrow('constraint')
  expect(boxCount(project)).toBe(0)
})

it.each([0, 1, 3, 5])('cut off after %i pieces, it is gone when the file is opened again', async (count) => {
  const project = testProject()
  draw(project)
  const before = contentOf(project.store.path)
  const found: unknown[] = []
  const steps = pieces(project, (written) => written === count && found.push(contentAfterCrash(project)))
  await project.store.edits.runLong('import', { pieces: steps, signal: never })
  expect(found).toEqual([before])
})

it('an undo or redo that was cut off is brought to its end when the file is opened again', async () => {
  const project = testProject()
  const before = contentOf(project.store.path)
  await project.store.edits.runLong('import', { pieces: pieces(project), signal: never })
  const after = contentOf(project.store.path)
  const undoing = project.store.edits.undoInPieces({})
  expect(boxCount(project)).toBe(4000)
  expect(contentAfterCrash(project)).toEqual(before)
  await undoing
  const redoing = project.store.edits.redoInPieces({})
  expect(boxCount(project)).toBe(2000)
  expect(contentAfterCrash(project)).toEqual(after)
  await redoing
})

it('the calls of the window wait for its end, and are then answered', async () => {
  const { engine } = await editProject()
  const { store } = engine.context.project!
  const [imageId] = store.images.ids('') as [number]
  const { id: categoryId } = await engine.call('categories.add', { name: 'a' })
  const first = store.annotations.reserveIds(2)
  const project = { store, imageIds: [imageId], categoryId } as unknown as TestProject
  function* endless(): Generator<Piece> {
    for (let piece = 0; piece < 3; piece++) yield* pieces(project)
  }
  const writing = store.edits.runLong('import', { pieces: endless(), signal: never })
  await setImmediate()
  const box = testAnnotation(project, { id: first, imageId })
  const answers: string[] = []
  const drawing = engine
    .call('annotations.apply', { imageId, kind: 'draw', changes: [{ before: null, after: box }] })
    .then(() => answers.push('drawn'))
  // What only reads is answered at once.
  await engine.call('images.ids', { filter: '' })
  answers.push('read')
  await writing
  await drawing
  expect(answers).toEqual(['read', 'drawn'])
  expect(store.annotations.find(first)).toMatchObject({ imageId })
})

it('of several that wait each is written whole before the next', async () => {
  const project = testProject()
  const order: string[] = []
  const named = (name: string) => pieces(project, () => order.push(name))
  const writing = ['first', 'second', 'third'].map((name) =>
    project.store.edits.runLong('import', { pieces: named(name), signal: never }),
  )
  await Promise.all(writing)
  expect(order).toEqual(['first', 'second', 'third'].flatMap((name) => Array<string>(pieceCount).fill(name)))
})

it('a job that has labels to write waits for its end', async () => {
  const { engine } = await editProject()
  const { store } = engine.context.project!
  const labels = temporaryFolder()
  writeFileSync(join(labels, 'classes.txt'), 'a\n')
  writeFileSync(join(labels, 'image-1.txt'), '0 0.5 0.5 0.5 0.5\n')
  let hasEnded = false
  function* untilItEnded(): Generator<Piece> {
    for (let piece = 0; piece < 3000 && !hasEnded; piece++) yield () => {}
  }
  const { jobId } = await engine.call('import.start', { labels, format: 'yolo', dryRun: false })
  const importing = engine.ended({ jobId }).then((job) => {
    hasEnded = true
    return job
  })
  await store.edits.runLong('import', { pieces: untilItEnded(), signal: never })
  expect(hasEnded).toBe(false)
  expect(await importing).toMatchObject({ state: 'done', error: null })
  expect(store.images.counts().annotationCount).toBe(1)
})
