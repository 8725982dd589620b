/** Dealing images to parts on real projects: what is stored, what undo takes back, what leaks, what locks hold. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../shared/random.ts'
import type { CompareReport, SplitReport } from '../../shared/reports.ts'
import { splitNames } from '../../shared/split/deal.ts'
import { namePatterns, noGroups } from '../../shared/split/groups.ts'
import { type TestEngine, testEngine } from '../support/engine.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { realData } from './formats/support.ts'

/** A picture of random blocks: another seed looks another way. */
async function writeScene(path: string, seed: number): Promise<void> {
  const random = seededRandom(seed)
  const values = Array.from({ length: 8 * 8 * 3 }, () => random.below(256))
  await sharp(Buffer.from(values), { raw: { width: 8, height: 8, channels: 3 } })
    .resize(160, 120, { fit: 'fill' })
    .toFile(path)
}

async function projectOf(scenes: Readonly<Record<string, number>>): Promise<TestEngine> {
  const engine = testEngine()
  const folder = temporaryFolder()
  for (const [name, seed] of Object.entries(scenes)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    await writeScene(join(folder, name), seed)
  }
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: folder }))
  const ids = await engine.call('images.ids', { filter: '' })
  await engine.call('images.setReview', { ids, review: 'verified' })
  return engine
}

const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${String(index).padStart(3, '0')}.png`, index]))
const partsOf = async (engine: TestEngine) =>
  new Map(
    (await engine.call('images.get', { ids: await engine.call('images.ids', { filter: '' }) })).map(
      ({ path, split }) => [path, split] as const,
    ),
  )

describe('dealing', () => {
  it('a dry run tells the outcome and changes nothing; the dealing then is the same', async () => {
    const engine = await projectOf(numbered(10))
    const planned = await engine.call('split.assign', { seed: 4, dryRun: true })
    expect(planned).toMatchObject({ isDryRun: true, images: { train: 8, val: 1, test: 1 }, moved: 10, kept: 0 })
    expect(await engine.call('split.report', {})).toMatchObject({ images: { train: 0 }, unassigned: 10 })
    const done = await engine.call('split.assign', { seed: 4 })
    expect(done).toEqual({ ...planned, isDryRun: false })
  })

  it('is one step, remembers how it was done, and undo takes it back', async () => {
    const engine = await projectOf(numbered(10))
    await engine.call('split.assign', { ratio: [6, 2, 2], seed: 9 })
    expect(await engine.call('split.report', {})).toMatchObject({
      settings: { ratio: [6, 2, 2], seed: 9, stratify: true },
      images: { train: 6, val: 2, test: 2 },
    })
    await engine.call('history.undo', {})
    expect([...(await partsOf(engine)).values()].every((split) => split === null)).toBe(true)
  })

  it('leaves locked images where they are, also when all are dealt anew', async () => {
    const engine = await projectOf(numbered(20))
    const ids = await engine.call('images.ids', { filter: '' })
    expect(await engine.call('split.set', { ids: ids.slice(0, 3), split: 'test', isLocked: true })).toEqual({
      changed: 3,
    })
    for (const seed of [0, 1, 2]) {
      const report = await engine.call('split.assign', { seed, keep: false })
      // 20 at 8:1:1 are 16, 2, 2; three are locked in test, so that train and val share the other seventeen.
      expect(report).toMatchObject({ locked: 3, kept: 3, images: { test: 3 } })
      const parts = await partsOf(engine)
      expect(['000.png', '001.png', '002.png'].map((path) => parts.get(path))).toEqual(['test', 'test', 'test'])
    }
    await engine.call('split.set', { ids: ids.slice(0, 1), isLocked: false })
    await engine.call('split.set', { ids: ids.slice(1, 2), split: null })
    const images = await engine.call('images.get', { ids: ids.slice(0, 3) })
    expect(images.map(({ split, isSplitLocked }) => [split, isSplitLocked])).toEqual([
      ['test', false],
      [null, false],
      ['test', true],
    ])
  })

  it('refuses a pattern that is no regular expression, and says what is wrong with it', async () => {
    const engine = await projectOf(numbered(3))
    const groups = { ...noGroups, namePattern: '(' }
    await expect(engine.call('split.assign', { groups })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(engine.call('split.report', { groups })).rejects.toThrow(/pattern for names/)
  })

  it('keeps series and folders together when asked', async () => {
    const scenes = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].flatMap((series, at) =>
        [1, 2, 3, 4].map((frame) => [`${series}_${frame}.png`, 10 * at + frame]),
      ),
    )
    const engine = await projectOf(scenes)
    const groups = { ...noGroups, namePattern: namePatterns.number }
    const report = await engine.call('split.assign', { groups, ratio: [3, 1, 1] })
    expect(report).toMatchObject({
      images: { train: 12, val: 4, test: 4 },
      groups: { count: 5, largest: 4 },
      leakCount: 0,
    })
    const parts = await partsOf(engine)
    for (const series of ['a', 'b', 'c', 'd', 'e']) {
      expect(new Set([1, 2, 3, 4].map((frame) => parts.get(`${series}_${frame}.png`))).size).toBe(1)
    }
  })
})

describe('near copies', () => {
  async function withCopies(): Promise<TestEngine> {
    const engine = await projectOf(numbered(12))
    const [root] = await engine.call('roots.list', {})
    // The same scene smaller, in another format and brighter: not one byte is the same.
    await sharp(join(root!.path, '003.png'))
      .resize(80, 60)
      .linear(1.02)
      .jpeg({ quality: 60 })
      .toFile(join(root!.path, 'copy of 3.jpg'))
    await engine.ended(await engine.call('roots.rescan', { rootId: root!.id }))
    await engine.call('images.setReview', { ids: await engine.call('images.ids', { filter: '' }), review: 'verified' })
    return engine
  }
  const idOf = async (engine: TestEngine, filter: string) => (await engine.call('images.ids', { filter }))[0]!

  it('are unknown until the pictures were compared, then stay known', async () => {
    const engine = await withCopies()
    expect(await engine.call('split.report', {})).toMatchObject({ uncompared: 13 })
    const job = await engine.ended(await engine.call('split.compare', {}))
    expect(job.result as CompareReport).toEqual({ images: 13, problems: [] })
    expect(await engine.call('split.report', {})).toMatchObject({ uncompared: 0 })
    const again = await engine.ended(await engine.call('split.compare', {}))
    expect(again.result).toMatchObject({ images: 0 })
  })

  it('share a part when asked, for every seed', async () => {
    const engine = await withCopies()
    await engine.ended(await engine.call('split.compare', {}))
    for (const seed of [0, 1, 2, 3, 4]) {
      const groups = { ...noGroups, byCopies: true }
      const report = await engine.call('split.assign', { seed, keep: false, groups })
      expect(report).toMatchObject({ groups: { count: 1, largest: 2 }, leakCount: 0 })
      const parts = await partsOf(engine)
      expect(parts.get('copy of 3.jpg')).toBe(parts.get('003.png'))
    }
  })

  it('in two parts are a leak that is named, mended in one step, and brought back by undo', async () => {
    const engine = await withCopies()
    await engine.ended(await engine.call('split.compare', {}))
    const copy = await idOf(engine, '"copy of"')
    const original = await idOf(engine, '003')
    await engine.call('split.set', { ids: [original], split: 'train' })
    await engine.call('split.set', { ids: [copy], split: 'test' })
    const before: SplitReport = await engine.call('split.report', {})
    expect(before.leaks).toEqual([
      {
        kind: 'copies',
        imageCount: 2,
        images: [
          { id: original, path: '003.png', split: 'train', isLocked: false },
          { id: copy, path: 'copy of 3.jpg', split: 'test', isLocked: false },
        ],
      },
    ])
    expect(await engine.call('split.mend', { groups: noGroups, imageIds: [copy] })).toEqual({
      moved: 1,
      heldByLocks: 0,
    })
    expect(await engine.call('split.report', {})).toMatchObject({ leakCount: 0 })
    await engine.call('history.undo', {})
    expect(await engine.call('split.report', {})).toMatchObject({ leakCount: 1 })
  })

  it('that are locked in two parts stay there, and that is said', async () => {
    const engine = await withCopies()
    await engine.ended(await engine.call('split.compare', {}))
    await engine.call('split.set', { ids: [await idOf(engine, '003')], split: 'train', isLocked: true })
    await engine.call('split.set', { ids: [await idOf(engine, '"copy of"')], split: 'test', isLocked: true })
    expect(await engine.call('split.mend', { groups: noGroups })).toEqual({ moved: 0, heldByLocks: 1 })
  })

  it('cannot be told of a picture that is gone: it is named, the others are compared', async () => {
    const engine = await withCopies()
    const [root] = await engine.call('roots.list', {})
    rmSync(join(root!.path, '005.png'))
    const job = await engine.ended(await engine.call('split.compare', {}))
    expect(job.result).toMatchObject({ images: 12, problems: [{ path: '005.png' }] })
  })
})

const shared = realData()
describe.skipIf(!shared)('364 blood pictures', () => {
  it('every class has in each part its share of the whole within 3 points, for several seeds', async () => {
    const engine = testEngine()
    const bccd = join(shared!, 'bccd')
    await engine.call('project.create', { path: join(engine.folder, 'p') })
    await engine.ended(await engine.call('roots.add', { path: bccd }))
    const labels = join(bccd, readdirSync(bccd).find((name) => /annotation/i.test(name))!)
    await engine.ended(await engine.call('import.start', { labels, format: 'voc', dryRun: false }))
    for (const seed of [0, 1, 2, 3, 4]) {
      const { categories, images } = await engine.call('split.assign', { seed, keep: false })
      expect(images).toEqual({ train: 291, val: 37, test: 36 })
      const total = (part: (typeof splitNames)[number]) => categories.reduce((sum, { boxes }) => sum + boxes[part], 0)
      const all = splitNames.reduce((sum, part) => sum + total(part), 0)
      for (const { boxes } of categories) {
        const whole = (boxes.train + boxes.val + boxes.test) / all
        for (const part of splitNames) expect(Math.abs(boxes[part] / total(part) - whole)).toBeLessThan(0.03)
      }
    }
  })
})
