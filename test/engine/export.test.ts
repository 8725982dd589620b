/** Writing data sets from a real project: what is chosen, what is lost, where files go, and what was there before. */
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { CallRequest } from '../../shared/api.ts'
import { type Annotation, blankAnnotation } from '../../shared/model.ts'
import type { ExportReport } from '../../shared/reports.ts'
import { type TestEngine, testEngine, writePicture } from '../support/engine.ts'

type Settings = Partial<CallRequest<'export.start'>>
type Project = { readonly engine: TestEngine; readonly folder: string; readonly out: string; readonly cat: number }

/** Pictures of 64 x 48 pixels, each with one box of class "cat". */
async function projectWith(pictures: readonly string[], patch: Partial<Annotation> = {}): Promise<Project> {
  const engine = testEngine()
  const folder = join(engine.folder, 'pictures')
  for (const name of pictures) await writePicture(join(folder, name))
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: folder }))
  const { id: cat } = await engine.call('categories.add', { name: 'cat' })
  for (const imageId of await engine.call('images.ids', { filter: '' })) await draw(engine, imageId, cat, patch)
  return { engine, folder, out: join(engine.folder, 'out'), cat }
}

async function draw(engine: TestEngine, imageId: number, categoryId: number, patch: Partial<Annotation> = {}) {
  const { first: id } = await engine.call('annotations.reserveIds', { count: 1 })
  const after = { id, imageId, categoryId, x1: 8, y1: 8, x2: 24, y2: 24, ...blankAnnotation, updatedAt: 1, ...patch }
  await engine.call('annotations.apply', { imageId, kind: 'draw', changes: [{ before: null, after }] })
}

async function write({ engine, out }: Project, settings: Settings = {}): Promise<ExportReport> {
  const job = await engine.ended(await engine.call('export.start', { format: 'yolo', directory: out, ...settings }))
  expect(job.error).toBeNull()
  return job.result as ExportReport
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

describe('a dry run', () => {
  it('tells images, boxes and label files, and writes nothing', async () => {
    const project = await projectWith(['a.png', 'b.png'])
    const planned = await write(project, { dryRun: true })
    expect(planned).toMatchObject({ isDryRun: true, images: 2, boxes: 2, target: 'free' })
    expect(existsSync(project.out)).toBe(false)
    const done = await write(project)
    expect({ ...done, files: [...done.files].sort() }).toMatchObject({
      labelFiles: planned.labelFiles,
      files: [...planned.files].sort(),
    })
    expect(planned.bytes).toBeGreaterThan(readFileSync(join(project.folder, 'a.png')).length * 2)
  })

  it('says whether something is there already', async () => {
    const project = await projectWith(['a.png'])
    mkdirSync(project.out)
    expect(await write(project, { dryRun: true })).toMatchObject({ target: 'empty' })
    writeFileSync(join(project.out, 'mine.txt'), 'mine')
    expect(await write(project, { dryRun: true })).toMatchObject({ target: 'filled' })
  })

  it('of nothing is no failure, the export of nothing is', async () => {
    const { engine, out } = await projectWith(['a.png'])
    const settings = { format: 'yolo', directory: out, splits: ['test'] } as const
    const planned = await engine.ended(
      await engine.call('export.start', { ...settings, splits: ['test'], dryRun: true }),
    )
    expect(planned.result).toMatchObject({ images: 0, leftOut: { 'part none': 1 } })
    const done = await engine.ended(await engine.call('export.start', { ...settings, splits: ['test'] }))
    expect(done).toMatchObject({ state: 'failed', error: { code: 'nothing-to-export' } })
  })
})

describe('what a format has no place for', () => {
  const rich = { difficult: true, truncated: 0.3, occluded: 2, note: 'look', x1: 8.5 } as const
  it.each([
    ['yolo', ['difficult', 'truncated', 'occluded', 'note', 'verified']],
    // VOC keeps that something is truncated or occluded, not how much, and whole pixels.
    ['voc', ['truncatedShare', 'occludedLevel', 'note', 'decimals']],
    ['coco', ['note']],
    ['kitti', ['difficult', 'note', 'verified']],
  ] as const)('%s: %j', async (format, kinds) => {
    const project = await projectWith(['a.png'], rich)
    await project.engine.call('images.setReview', {
      ids: await project.engine.call('images.ids', { filter: '' }),
      review: 'verified',
    })
    const { losses } = await write(project, { format, dryRun: true })
    expect(losses.map(({ kind, count }) => `${kind} ${count}`).sort()).toEqual(kinds.map((kind) => `${kind} 1`).sort())
  })

  it('is nothing for a plain box', async () => {
    const project = await projectWith(['a.png'])
    for (const format of ['yolo', 'voc', 'coco', 'kitti'] as const) {
      expect((await write(project, { format, dryRun: true })).losses).toEqual([])
    }
  })

  it('counts ignore regions and classes without boxes', async () => {
    const project = await projectWith(['a.png'], { ignore: true })
    await project.engine.call('categories.add', { name: 'never used' })
    expect((await write(project, { format: 'yolo', dryRun: true })).losses).toEqual([{ kind: 'ignore', count: 1 }])
    expect((await write(project, { format: 'voc', dryRun: true })).losses).toEqual([
      { kind: 'ignore', count: 1 },
      { kind: 'emptyClasses', count: 1 },
    ])
  })
})

describe('a folder that is there', () => {
  it('is left alone', async () => {
    const project = await projectWith(['a.png'])
    mkdirSync(project.out)
    writeFileSync(join(project.out, 'mine.txt'), 'mine')
    const { engine, out } = project
    const job = await engine.ended(await engine.call('export.start', { format: 'yolo', directory: out }))
    expect(job).toMatchObject({ state: 'failed', error: { code: 'conflict' } })
    expect(filesIn(out)).toEqual(['mine.txt'])
  })

  it('keeps everything under another name when so chosen, again and again', async () => {
    const project = await projectWith(['a.png'])
    mkdirSync(project.out)
    writeFileSync(join(project.out, 'mine.txt'), 'mine')
    expect(await write(project, { existing: 'aside' })).toMatchObject({ keptAside: `${project.out}.old` })
    expect(filesIn(`${project.out}.old`)).toEqual(['mine.txt'])
    expect(filesIn(project.out)).not.toContain('mine.txt')
    expect(await write(project, { existing: 'aside' })).toMatchObject({ keptAside: `${project.out}.old-2` })
  })
})

describe('the project itself', () => {
  it('is never moved aside: a folder with its file or its images is refused, also by a dry run', async () => {
    const project = await projectWith(['a.png'])
    const { engine, folder } = project
    for (const directory of [folder, engine.folder]) {
      for (const dryRun of [false, true]) {
        const settings = { format: 'yolo', directory, existing: 'aside', dryRun } as const
        const job = await engine.ended(await engine.call('export.start', settings))
        expect(job).toMatchObject({ state: 'failed', error: { code: 'conflict' } })
      }
    }
    expect(filesIn(folder)).toEqual(['a.png'])
  })

  it('may get copies among its images, which is said before', async () => {
    const project = await projectWith(['a.png'])
    const planned = await write(project, { format: 'coco', directory: join(project.folder, 'export'), dryRun: true })
    expect(planned.problems).toMatchObject([{ kind: 'export-among-images', severity: 'warning' }])
  })
})

describe('folders of images', () => {
  const imagesIn = (out: string) => filesIn(join(out, 'images'))

  it('are kept', async () => {
    const project = await projectWith(['day/a.png', 'night/a.png'])
    await write(project)
    expect(imagesIn(project.out)).toEqual(['day/a.png', 'night/a.png'])
  })

  it('are left out when so chosen: names that meet are numbered and listed', async () => {
    const project = await projectWith(['day/a.png', 'night/a.png', 'night/b.png'])
    const report = await write(project, { folders: 'flat' })
    expect(imagesIn(project.out)).toEqual(['a.png', 'a_2.png', 'b.png'])
    expect(report.problems.filter(({ kind }) => kind === 'renamed')).toHaveLength(1)
    expect(filesIn(join(project.out, 'labels'))).toEqual(['a.txt', 'a_2.txt', 'b.txt'])
  })

  it('become part of the names when so chosen', async () => {
    const project = await projectWith(['day/a.png', 'night/a.png'])
    await write(project, { folders: 'joined' })
    expect(imagesIn(project.out)).toEqual(['day_a.png', 'night_a.png'])
  })
})

describe('pictures', () => {
  it('are referred to when so chosen', async () => {
    const project = await projectWith(['a.png'])
    await write(project, { images: 'symlink' })
    const path = join(project.out, 'images', 'a.png')
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(readlinkSync(path)).toBe(join(project.folder, 'a.png'))
  })

  it('that are stored lying are counted, and copied upright when so chosen; the original stays', async () => {
    const project = await projectWith(['plain.png'])
    const lying = join(project.folder, 'lying.jpg')
    await sharp({ create: { width: 60, height: 20, channels: 3, background: 'red' } })
      .withMetadata({ orientation: 6 })
      .toFile(lying)
    const before = readFileSync(lying)
    const [root] = await project.engine.call('roots.list', {})
    await project.engine.ended(await project.engine.call('roots.rescan', { rootId: root!.id }))
    const [imageId] = await project.engine.call('images.ids', { filter: 'lying' })
    await draw(project.engine, imageId!, project.cat, { x1: 2, y1: 10, x2: 18, y2: 50 })

    expect(await write(project, { dryRun: true })).toMatchObject({ lyingImages: 1, turnedImages: 0 })
    expect(await write(project, { upright: true })).toMatchObject({ lyingImages: 1, turnedImages: 1 })
    const { width, height, orientation } = await sharp(join(project.out, 'images', 'lying.jpg')).metadata()
    expect({ width, height, orientation: orientation ?? 1 }).toEqual({ width: 20, height: 60, orientation: 1 })
    expect(readFileSync(lying)).toEqual(before)
    expect(readFileSync(join(project.out, 'images', 'plain.png'))).toEqual(
      readFileSync(join(project.folder, 'plain.png')),
    )
  })
})

describe('the order of classes', () => {
  it('that differs from the last export is told with the former one', async () => {
    const project = await projectWith(['a.png'])
    const dog = await project.engine.call('categories.add', { name: 'dog' })
    expect(await write(project)).toMatchObject({ classes: ['cat', 'dog'], formerClasses: null })
    expect(await write(project, { dryRun: true })).toMatchObject({ formerClasses: null })
    await project.engine.call('categories.reorder', { ids: [dog.id, project.cat] })
    expect(await write(project, { dryRun: true })).toMatchObject({
      classes: ['dog', 'cat'],
      formerClasses: ['cat', 'dog'],
    })
    // Another format to another place has no former order.
    expect(
      await write(project, { dryRun: true, format: 'coco', directory: join(project.engine.folder, 'other') }),
    ).toMatchObject({ formerClasses: null })
  })
})
