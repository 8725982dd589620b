/** The disk fills up while somebody works: what happens, what is told, and that work goes on when there is space again. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createStore } from '../../../main/engine/store/store.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { type Annotation, blankAnnotation, isJobOver, type Job } from '../../../shared/model.ts'
import { contentOf, integrityOf, noWrongCounts, soundIntegrity, wrongCounts } from '../../support/content.ts'
import { addImages } from '../../support/editProject.ts'
import { type EngineChild, startEngine } from '../../support/engineProcess.ts'
import { canFillDisk, fillDisk, makeSpace } from '../../support/fullDisk.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const imageId = 1
const mostEdits = 2000

function boxOf(id: number): Annotation {
  const place = { x1: 1, y1: 1, x2: 30, y2: 30 }
  return { id, imageId, categoryId: 1, ...place, ...blankAnnotation, note: 'n'.repeat(500), updatedAt: 1 }
}

async function draw(engine: EngineChild): Promise<number> {
  const { first } = await engine.call('annotations.reserveIds', { count: 1 })
  const changes = [{ before: null, after: boxOf(first) }]
  await engine.call('annotations.apply', { imageId, kind: 'draw', changes })
  return first
}

const storedIds = (path: string) => (contentOf(path).annotations as { id: number }[]).map(({ id }) => id)

it.skipIf(!canFillDisk)(
  'a full disk refuses the edit with a remedy and loses nothing; with space again the same engine goes on',
  async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'full.boxwright')
    const store = createStore(path)
    addImages(store)
    store.close()
    const engine = startEngine(join(folder, 'home'))
    try {
      await engine.call('project.open', { path })
      await engine.call('categories.add', { name: 'thing' })
      const answered = [await draw(engine)]
      fillDisk(engine.pid, [path, `${path}-wal`], 30_000)

      const refusal = await firstRefusal(engine, answered)
      expect(refusal).toMatchObject({ code: 'disk-full', details: { path } })
      expect(refusal.message).toMatch(/is full.*Free some space and repeat/)
      expect(storedIds(path)).toEqual(answered)

      // Nothing is written, and everything can still be looked at.
      await expect(draw(engine)).rejects.toMatchObject({ code: 'disk-full' })
      expect(await engine.call('annotations.ofImage', { imageId })).toHaveLength(answered.length)

      makeSpace(engine.pid)
      answered.push(await draw(engine))
      await engine.call('history.undo', { imageId })
      await engine.call('history.redo', { imageId })
    } finally {
      await engine.kill()
    }
    expect(integrityOf(path)).toEqual(soundIntegrity)
    expect(wrongCounts(path)).toEqual(noWrongCounts)
  },
)

/** Draws until the engine refuses; the boxes that it answered are added to the list. */
async function firstRefusal(engine: EngineChild, answered: number[]): Promise<BoxwrightError> {
  while (answered.length < mostEdits) {
    try {
      answered.push(await draw(engine))
    } catch (error) {
      if (error instanceof BoxwrightError) return error
      throw error
    }
  }
  throw new Error('the disk never became full')
}

it.skipIf(!canFillDisk)('a job that runs into a full disk fails with the remedy, and the engine goes on', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'full.boxwright')
  const pictures = join(folder, 'pictures')
  mkdirSync(pictures)
  for (let index = 0; index < 400; index++) writeFileSync(join(pictures, `${'long'.repeat(20)}-${index}.png`), '')
  const engine = startEngine(join(folder, 'home'))
  try {
    await engine.call('project.create', { path })
    const { jobId } = await engine.call('roots.add', { path: pictures })
    fillDisk(engine.pid, [path, `${path}-wal`], 0)
    const ended = await endOf(engine, jobId)
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'disk-full' } })
    expect(ended.error?.message).toMatch(/Free some space/)

    makeSpace(engine.pid)
    const again = await engine.call('roots.rescan', { rootId: 1 })
    expect(await endOf(engine, again.jobId)).toMatchObject({ state: 'done' })
    expect(await engine.call('images.ids', { filter: '' })).toHaveLength(400)
  } finally {
    await engine.kill()
  }
  expect(integrityOf(path)).toEqual(soundIntegrity)
})

it.skipIf(!canFillDisk)(
  'a project on a full disk is refused with the remedy, and opens when there is space',
  async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'full.boxwright')
    const store = createStore(path)
    addImages(store)
    store.close()
    const before = contentOf(path)
    const engine = startEngine(join(folder, 'home'))
    try {
      expect(await engine.call('project.info', {})).toBeNull()
      fillDisk(engine.pid, [], 0)
      await expect(engine.call('project.open', { path })).rejects.toMatchObject({
        code: 'disk-full',
        details: { path },
      })
      expect(contentOf(path)).toEqual(before)
      makeSpace(engine.pid)
      expect(await engine.call('project.open', { path })).toMatchObject({ path, imageCount: 4 })
    } finally {
      await engine.kill()
    }
  },
)

async function endOf(engine: EngineChild, id: number): Promise<Job> {
  for (;;) {
    const job = await engine.call('jobs.get', { id })
    if (isJobOver(job.state)) return job
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
