/** The folders of an open project: what is noticed of changes in them, and what becomes of a folder that moved. */
import { chmodSync, copyFileSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { blankAnnotation, type Image } from '../../shared/model.ts'
import type { LinkReport, ScanReport } from '../../shared/reports.ts'
import { type TestEngine, testEngine, writePicture } from '../support/engine.ts'

type Project = TestEngine & {
  readonly pictures: string
  readonly rootId: number
  readonly images: () => Promise<Image[]>
  readonly rescan: () => Promise<ScanReport>
}

async function projectWith(names: readonly string[], watchesFolders = false): Promise<Project> {
  const engine = testEngine({ watchesFolders })
  const pictures = join(engine.folder, 'pictures')
  mkdirSync(pictures)
  // Each picture has another size, so that none is mistaken for another.
  for (const [index, name] of names.entries()) await writePicture(join(pictures, name), 64 + index, 48)
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  const { rootId, jobId } = await engine.call('roots.add', { path: pictures })
  await engine.ended({ jobId })
  return {
    ...engine,
    pictures,
    rootId,
    images: async () => engine.call('images.get', { ids: await engine.call('images.ids', { filter: '' }) }),
    rescan: async () => (await engine.ended(await engine.call('roots.rescan', { rootId }))).result as ScanReport,
  }
}

async function drawOn(project: Project, path: string): Promise<void> {
  const image = (await project.images()).find((other) => other.path === path)!
  const category =
    (await project.call('categories.list', {}))[0] ?? (await project.call('categories.add', { name: 'c' }))
  const { first: id } = await project.call('annotations.reserveIds', { count: 1 })
  const after = {
    id,
    imageId: image.id,
    categoryId: category.id,
    x1: 1,
    y1: 1,
    x2: 9,
    y2: 9,
    ...blankAnnotation,
    updatedAt: 1,
  }
  await project.call('annotations.apply', { imageId: image.id, kind: 'draw', changes: [{ before: null, after }] })
}

const facts = (images: readonly Image[]) =>
  images.map(({ path, annotationCount, error }) => [path, annotationCount, error === null ? 'sound' : 'missing'])

describe('a file that got another name', () => {
  it('or another folder is followed with its boxes', async () => {
    const project = await projectWith(['a.png', 'b.png', 'c.png'])
    await drawOn(project, 'a.png')
    await drawOn(project, 'b.png')
    renameSync(join(project.pictures, 'a.png'), join(project.pictures, 'new.png'))
    mkdirSync(join(project.pictures, 'sub'))
    renameSync(join(project.pictures, 'b.png'), join(project.pictures, 'sub/b.png'))
    expect(await project.rescan()).toMatchObject({ added: 0, moved: 2, missing: 0 })
    expect(facts(await project.images())).toEqual([
      ['c.png', 0, 'sound'],
      ['new.png', 1, 'sound'],
      ['sub/b.png', 1, 'sound'],
    ])
    expect(await project.call('project.info', {})).toMatchObject({ imageCount: 3, brokenImageCount: 0 })
  })

  it('is not mistaken for another one of the same length', async () => {
    const project = await projectWith([])
    const grey = (level: number) =>
      sharp({ create: { width: 20, height: 20, channels: 3, background: { r: level, g: level, b: level } } })
    const at = (name: string) => join(project.pictures, name)
    await grey(10).tiff({ compression: 'none' }).toFile(at('a.tif'))
    utimesSync(at('a.tif'), 1000, 1000)
    await project.rescan()
    await drawOn(project, 'a.tif')
    rmSync(at('a.tif'))
    await grey(200).tiff({ compression: 'none' }).toFile(at('b.tif'))
    utimesSync(at('b.tif'), 1000, 1000)
    expect(await project.rescan()).toMatchObject({ added: 1, moved: 0, missing: 1 })
    expect(facts(await project.images())).toEqual([
      ['a.tif', 1, 'missing'],
      ['b.tif', 0, 'sound'],
    ])
  })

  it('is left alone when there are two copies of it', async () => {
    const project = await projectWith(['a.png'])
    copyFileSync(join(project.pictures, 'a.png'), join(project.pictures, 'copy.png'))
    renameSync(join(project.pictures, 'a.png'), join(project.pictures, 'other.png'))
    expect(await project.rescan()).toMatchObject({ added: 2, moved: 0, missing: 1 })
  })

  it('with the same letters composed differently is the same file', async () => {
    const composed = 'caf\u00e9.png'
    const decomposed = 'cafe\u0301.png'
    const project = await projectWith([composed])
    await drawOn(project, composed)
    rmSync(join(project.pictures, composed))
    await writePicture(join(project.pictures, decomposed), 200, 100)
    expect(await project.rescan()).toMatchObject({ added: 0, moved: 1, missing: 0 })
    expect(facts(await project.images())).toEqual([[decomposed, 1, 'sound']])
  })
})

describe('while the project is open', () => {
  const soon = { timeout: 10_000, interval: 50 }

  it('new, changed, renamed and removed files are noticed, in new folders too', async () => {
    const project = await projectWith(['a.png', 'b.png'], true)
    await drawOn(project, 'b.png')
    await writePicture(join(project.pictures, 'fresh/deep/c.png'), 90, 50)
    await expect.poll(async () => facts(await project.images()), soon).toContainEqual(['fresh/deep/c.png', 0, 'sound'])

    await writePicture(join(project.pictures, 'fresh/deep/d.png'), 91, 50)
    await expect.poll(async () => facts(await project.images()), soon).toContainEqual(['fresh/deep/d.png', 0, 'sound'])

    await writePicture(join(project.pictures, 'a.png'), 300, 200)
    await expect.poll(async () => (await project.images()).find(({ path }) => path === 'a.png')?.width, soon).toBe(300)

    renameSync(join(project.pictures, 'b.png'), join(project.pictures, 'z.png'))
    await expect.poll(async () => facts(await project.images()), soon).toContainEqual(['z.png', 1, 'sound'])

    rmSync(join(project.pictures, 'z.png'))
    await expect.poll(async () => facts(await project.images()), soon).toContainEqual(['z.png', 1, 'missing'])
    expect(project.events).toContainEqual({
      name: 'roots.changed',
      data: { rootId: project.rootId, added: 0, changed: 0, gone: 1, moved: 0 },
    })
  })

  it('what changed while it was closed is noticed when it opens', async () => {
    const project = await projectWith(['a.png'], true)
    await project.call('project.close', {})
    await writePicture(join(project.pictures, 'b.png'))
    await project.call('project.open', { path: join(project.folder, 'p.boxwright') })
    await expect.poll(async () => facts(await project.images()), soon).toContainEqual(['b.png', 0, 'sound'])
  })

  it('a folder that goes takes no image along, and is found again when it returns', async () => {
    const project = await projectWith(['a.png'], true)
    await drawOn(project, 'a.png')
    renameSync(project.pictures, `${project.pictures}.away`)
    const isPresent = async () => (await project.call('project.info', {}))!.roots[0]!.isPresent
    await expect
      .poll(() => project.events.some(({ name }) => name === 'project.changed') && isPresent(), soon)
      .toBe(false)
    expect(facts(await project.images())).toEqual([['a.png', 1, 'sound']])
    renameSync(`${project.pictures}.away`, project.pictures)
    await writePicture(join(project.pictures, 'b.png'))
    await expect.poll(async () => facts(await project.images()), soon).toContainEqual(['b.png', 0, 'sound'])
  })
})

describe('a folder that moved', () => {
  async function movedProject() {
    const project = await projectWith(['a.png', 'b.png', 'sub/c.png', 'd.png'])
    for (const path of ['a.png', 'b.png', 'sub/c.png', 'd.png']) await drawOn(project, path)
    const elsewhere = join(project.folder, 'elsewhere')
    mkdirSync(join(elsewhere, 'train'), { recursive: true })
    renameSync(join(project.pictures, 'a.png'), join(elsewhere, 'a.png'))
    renameSync(join(project.pictures, 'b.png'), join(elsewhere, 'train/b.png'))
    renameSync(join(project.pictures, 'sub/c.png'), join(elsewhere, 'c.png'))
    await writePicture(join(elsewhere, 'new.png'), 300, 300)
    rmSync(project.pictures, { recursive: true })
    return { project, elsewhere }
  }

  it('says beforehand how many images a place holds, and changes nothing', async () => {
    const { project, elsewhere } = await movedProject()
    const check = await project.call('roots.checkLink', { rootId: project.rootId, path: elsewhere })
    const report = (await project.ended(check)).result as LinkReport
    expect(report).toEqual({ images: 4, byPath: 1, byName: 2, missing: 1, others: 1 })
    expect((await project.call('roots.list', {}))[0]!.path).toBe(project.pictures)
  })

  it('is linked with all boxes of the images that are found, by path and then by name and length', async () => {
    const { project, elsewhere } = await movedProject()
    const job = await project.ended(await project.call('roots.relink', { rootId: project.rootId, path: elsewhere }))
    expect(job.result).toMatchObject({ added: 1, moved: 2, missing: 1 })
    expect(facts(await project.images())).toEqual([
      ['a.png', 1, 'sound'],
      ['c.png', 1, 'sound'],
      ['d.png', 1, 'missing'],
      ['new.png', 0, 'sound'],
      ['train/b.png', 1, 'sound'],
    ])
  })
})

// Whoever may do everything may read everything.
it.skipIf(process.getuid?.() === 0)(
  'a folder that cannot be read is named, and its images are not taken for missing',
  async () => {
    const project = await projectWith(['a.png', 'sub/b.png'])
    chmodSync(join(project.pictures, 'sub'), 0o000)
    onTestFinished(() => chmodSync(join(project.pictures, 'sub'), 0o755))
    const report = await project.rescan()
    expect(report.missing).toBe(0)
    expect(report.broken.map(({ path }) => path)).toEqual(['sub/'])
  },
)

it('a link to a folder of the project is that folder', async () => {
  const project = await projectWith(['a.png', 'sub/b.png'])
  const link = join(project.folder, 'link')
  symlinkSync(join(project.pictures, 'sub'), link)
  await expect(project.call('roots.add', { path: link })).rejects.toMatchObject({ code: 'conflict' })
})

it('folders and files are named in any script, and in the order of their numbers', async () => {
  const project = await projectWith([
    '한국어 폴더/사진 10.png',
    '한국어 폴더/사진 9.png',
    'übergröße/été.jpg',
    '数据/图 1.webp',
  ])
  const images = await project.images()
  expect(images.map(({ path }) => path).filter((path) => path.startsWith('한'))).toEqual([
    '한국어 폴더/사진 9.png',
    '한국어 폴더/사진 10.png',
  ])
  expect(images.every(({ error, width }) => error === null && width !== null)).toBe(true)
  for (const { id } of images) await project.call('images.file', { id, variant: 'thumbnail' })
  expect(await project.call('images.ids', { filter: '"한국어 폴더"' })).toHaveLength(2)
})

it('a scan that is cancelled keeps what it found, and the next one goes on', async () => {
  const project = await projectWith([])
  const original = join(project.pictures, 'image-0.png')
  await writePicture(original)
  for (let index = 1; index < 900; index++) linkSync(original, join(project.pictures, `image-${index}.png`))
  const { jobId } = await project.call('roots.rescan', { rootId: project.rootId })
  await expect.poll(() => project.call('images.ids', { filter: '' }), { interval: 1 }).not.toEqual([])
  await project.call('jobs.cancel', { id: jobId })
  expect((await project.ended({ jobId })).state).toBe('cancelled')
  await project.rescan()
  const images = await project.call('images.ids', { filter: '' })
  expect(images).toHaveLength(900)
  expect(project.context.project!.store.images.usable()).toHaveLength(900)
})

it('missing files can be looked for', async () => {
  const project = await projectWith(['a.png', 'b.png'])
  rmSync(join(project.pictures, 'a.png'))
  await project.rescan()
  const ids = await project.call('images.ids', { filter: 'is:missing' })
  expect((await project.call('images.get', { ids })).map(({ path }) => path)).toEqual(['a.png'])
})
