/** The calls of the engine on a real project with real pictures, without a window. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type Annotation, blankAnnotation } from '../../shared/model.ts'
import type { ExportReport, ImportReport, ScanReport } from '../../shared/reports.ts'
import { type TestEngine, testEngine, writePicture } from '../support/engine.ts'

async function engineWithPictures(names: readonly string[]): Promise<TestEngine & { readonly pictures: string }> {
  const engine = testEngine()
  const pictures = join(engine.folder, 'pictures')
  for (const name of names) await writePicture(join(pictures, name))
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: pictures }))
  return { ...engine, pictures }
}

const blank = { ...blankAnnotation, updatedAt: 1 } as const

async function newBox(
  engine: TestEngine,
  imageId: number,
  categoryId: number,
  box = { x1: 1, y1: 2, x2: 11, y2: 22 },
): Promise<Annotation> {
  const { first: id } = await engine.call('annotations.reserveIds', { count: 1 })
  const after = { id, imageId, categoryId, ...box, ...blank }
  await engine.call('annotations.apply', { imageId, kind: 'draw', changes: [{ before: null, after }] })
  return after
}

describe('folders', () => {
  it('are read recursively and in natural order; other files are left alone', async () => {
    const engine = await engineWithPictures(['img10.png', 'img2.png', 'sub/deep/a.jpg', 'IMG1.PNG'])
    writeFileSync(join(engine.pictures, 'notes.txt'), 'no image')
    const ids = await engine.call('images.ids', { filter: '' })
    const images = await engine.call('images.get', { ids })
    expect(images.map(({ path }) => path)).toEqual(['IMG1.PNG', 'img2.png', 'img10.png', 'sub/deep/a.jpg'])
    expect(images[0]).toMatchObject({ width: 64, height: 48, orientation: 1, state: 'unlabelled', error: null })
  })

  it('with a broken file name it and its reason and go on with the rest', async () => {
    const engine = await engineWithPictures(['good.png'])
    writeFileSync(join(engine.pictures, 'bad.jpg'), 'these are only words')
    writeFileSync(join(engine.pictures, 'empty.png'), '')
    const [root] = await engine.call('roots.list', {})
    const job = await engine.ended(await engine.call('roots.rescan', { rootId: root!.id }))
    const report = job.result as ScanReport
    expect(report.broken.map(({ path }) => path).sort()).toEqual(['bad.jpg', 'empty.png'])
    expect(report.broken.every(({ reason }) => reason.length > 5)).toBe(true)
    expect(await engine.call('images.ids', { filter: 'is:broken' })).toHaveLength(2)
    expect(await engine.call('project.info', {})).toMatchObject({ imageCount: 3, brokenImageCount: 2 })
  })

  it('store the upright size of a picture that the camera turned', async () => {
    const engine = await engineWithPictures(['plain.jpg'])
    await sharp({ create: { width: 60, height: 20, channels: 3, background: 'red' } })
      .withMetadata({ orientation: 6 })
      .toFile(join(engine.pictures, 'turned.jpg'))
    const [root] = await engine.call('roots.list', {})
    await engine.ended(await engine.call('roots.rescan', { rootId: root!.id }))
    const [turned] = await engine.call('images.get', {
      ids: await engine.call('images.ids', { filter: 'turned' }),
    })
    expect(turned).toMatchObject({ width: 20, height: 60, orientation: 6 })
  })

  it('notice missing files, keep their boxes, and take them back when they return', async () => {
    const engine = await engineWithPictures(['a.png'])
    const category = await engine.call('categories.add', { name: 'thing' })
    const [imageId] = await engine.call('images.ids', { filter: '' })
    await newBox(engine, imageId!, category.id)
    copyFileSync(join(engine.pictures, 'a.png'), join(engine.folder, 'kept.png'))
    rmSync(join(engine.pictures, 'a.png'))
    const [root] = await engine.call('roots.list', {})
    const gone = await engine.ended(await engine.call('roots.rescan', { rootId: root!.id }))
    expect(gone.result).toMatchObject({ missing: 1 })
    copyFileSync(join(engine.folder, 'kept.png'), join(engine.pictures, 'a.png'))
    await engine.ended(await engine.call('roots.rescan', { rootId: root!.id }))
    const [image] = await engine.call('images.get', { ids: [imageId!] })
    expect(image).toMatchObject({ error: null, width: 64, annotationCount: 1 })
  })

  it('that moved are linked anew', async () => {
    const engine = await engineWithPictures(['a.png'])
    const moved = join(engine.folder, 'moved')
    mkdirSync(moved)
    copyFileSync(join(engine.pictures, 'a.png'), join(moved, 'a.png'))
    rmSync(engine.pictures, { recursive: true })
    const [root] = await engine.call('roots.list', {})
    expect(root).toMatchObject({ isPresent: false })
    await engine.ended(await engine.call('roots.relink', { rootId: root!.id, path: moved }))
    expect(await engine.call('project.info', {})).toMatchObject({ imageCount: 1, brokenImageCount: 0 })
  })

  it('within one another are refused', async () => {
    const engine = await engineWithPictures(['a.png', 'sub/b.png'])
    await expect(engine.call('roots.add', { path: join(engine.pictures, 'sub') })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(engine.call('roots.add', { path: engine.folder })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('boxes', () => {
  it('outside the image, empty, of an unknown class or of another image are refused and change nothing', async () => {
    const engine = await engineWithPictures(['a.png', 'b.png'])
    const { id: categoryId } = await engine.call('categories.add', { name: 'thing' })
    const [imageId, other] = await engine.call('images.ids', { filter: '' })
    const good = { id: 1, imageId: imageId!, categoryId, x1: 1, y1: 1, x2: 9, y2: 9, ...blank }
    const apply = (change: Partial<Annotation>) =>
      engine.call('annotations.apply', {
        imageId: imageId!,
        kind: 'draw',
        changes: [{ before: null, after: { ...good, ...change } }],
      })
    await expect(apply({ x2: 64.5 })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(apply({ x1: -0.1 })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(apply({ x2: 1 })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(apply({ imageId: other! })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(apply({ categoryId: 99 })).rejects.toThrow()
    await expect(apply({ truncated: 2 })).rejects.toMatchObject({ code: 'bad-request' })
    expect(await engine.call('annotations.ofImage', { imageId: imageId! })).toEqual([])
    expect(await engine.call('history.state', { imageId: imageId! })).toMatchObject({ undo: null })
  })

  it('changed by two at once: the second hears of the conflict', async () => {
    const engine = await engineWithPictures(['a.png'])
    const { id: categoryId } = await engine.call('categories.add', { name: 'thing' })
    const [imageId] = await engine.call('images.ids', { filter: '' })
    const box = await newBox(engine, imageId!, categoryId)
    const remove = () =>
      engine.call('annotations.apply', { imageId: imageId!, kind: 'delete', changes: [{ before: box, after: null }] })
    await remove()
    await expect(remove()).rejects.toMatchObject({ code: 'conflict' })
  })

  it('keep an untouched image unlabelled and make a drawn one labelled; verified empty is another thing', async () => {
    const engine = await engineWithPictures(['a.png', 'b.png', 'c.png'])
    const { id: categoryId } = await engine.call('categories.add', { name: 'thing' })
    const [a, b] = await engine.call('images.ids', { filter: '' })
    await newBox(engine, a!, categoryId)
    await engine.call('images.setReview', { ids: [b!], review: 'verified' })
    expect(await engine.call('project.info', {})).toMatchObject({
      states: { labelled: 1, verifiedEmpty: 1, unlabelled: 1 },
    })
    await engine.call('history.undo', { imageId: b! })
    expect(await engine.call('images.ids', { filter: 'state:unlabelled' })).toHaveLength(2)
  })
})

describe('classes', () => {
  it('keep their ids for ever; a key belongs to one of them', async () => {
    const engine = await engineWithPictures(['a.png'])
    const first = await engine.call('categories.add', { name: 'first' })
    const second = await engine.call('categories.add', { name: 'second' })
    expect([first.hotkey, second.hotkey]).toEqual(['1', '2'])
    await engine.call('categories.change', { id: second.id, hotkey: '1' })
    expect((await engine.call('categories.list', {})).map(({ hotkey }) => hotkey)).toEqual([null, '1'])
    await engine.call('categories.remove', { id: second.id })
    const third = await engine.call('categories.add', { name: 'third' })
    expect(third.id).toBeGreaterThan(second.id)
  })

  it('with boxes are not removed, and no two have one name', async () => {
    const engine = await engineWithPictures(['a.png'])
    const category = await engine.call('categories.add', { name: 'thing' })
    const [imageId] = await engine.call('images.ids', { filter: '' })
    await newBox(engine, imageId!, category.id)
    await expect(engine.call('categories.remove', { id: category.id })).rejects.toMatchObject({ code: 'conflict' })
    await expect(engine.call('categories.add', { name: ' thing ' })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('import and export', () => {
  const yolo = (folder: string) => {
    writeFileSync(join(folder, 'classes.txt'), 'cat\ndog\n')
    writeFileSync(join(folder, 'a.txt'), '1 0.5 0.5 0.25 0.5\n0 0.5 0.5 0.25\n')
    writeFileSync(join(folder, 'nobody.txt'), '0 0.5 0.5 0.1 0.1\n')
  }

  it('tells what was matched, left out and why, and one undo takes it back', async () => {
    const engine = await engineWithPictures(['a.png', 'b.png'])
    yolo(engine.pictures)
    const dry = await engine.ended(
      await engine.call('import.start', { labels: engine.pictures, format: 'auto', dryRun: true }),
    )
    expect(dry.result).toMatchObject({ isDryRun: true, boxes: 1 })
    expect(await engine.call('project.info', {})).toMatchObject({ annotationCount: 0 })

    const job = await engine.ended(
      await engine.call('import.start', { labels: engine.pictures, format: 'auto', dryRun: false }),
    )
    const report = job.result as ImportReport
    expect(report).toMatchObject({
      format: 'yolo',
      labelFiles: 2,
      matchedImages: 1,
      unmatchedFiles: 1,
      boxes: 1,
      skippedBoxes: 1,
      newCategories: ['cat', 'dog'],
    })
    expect(report.problems.map(({ file, line, kind }) => [file, line, kind])).toContainEqual([
      'a.txt',
      2,
      'line-broken',
    ])
    const [imageId] = await engine.call('images.ids', { filter: 'a.png' })
    // Centre (32, 24), sides 16 x 24 of 64 x 48.
    expect(await engine.call('annotations.ofImage', { imageId: imageId! })).toMatchObject([
      { x1: 24, y1: 12, x2: 40, y2: 36, origin: 'import' },
    ])

    const again = await engine.ended(
      await engine.call('import.start', { labels: engine.pictures, format: 'yolo', dryRun: false }),
    )
    expect(again.result).toMatchObject({ boxes: 0, knownBoxes: 1 })
    await engine.call('history.undo', {})
    await engine.call('history.undo', {})
    expect(await engine.call('project.info', {})).toMatchObject({ annotationCount: 0 })
    expect(await engine.call('categories.list', {})).toEqual([])
  })

  it('of nothing is a failure, not a success', async () => {
    const engine = await engineWithPictures(['b.png'])
    yolo(engine.pictures)
    const job = await engine.ended(
      await engine.call('import.start', { labels: engine.pictures, format: 'auto', dryRun: false }),
    )
    expect(job).toMatchObject({ state: 'failed', error: { code: 'nothing-imported' } })
    expect(job.error?.message).toContain('a.txt')
  })

  it('what is exported as YOLO comes back by an import without a warning', async () => {
    const engine = await engineWithPictures(['a.png', 'sub/a.png', 'c.png'])
    const { id: categoryId } = await engine.call('categories.add', { name: 'a b' })
    const ids = await engine.call('images.ids', { filter: '' })
    for (const [index, id] of ids.slice(0, 2).entries())
      await newBox(engine, id, categoryId, { x1: 0, y1: index, x2: 33.3, y2: 48 })
    const out = join(engine.folder, 'out')
    const exported = (await engine.ended(await engine.call('export.start', { format: 'yolo', directory: out })))
      .result as ExportReport
    expect(exported).toMatchObject({ images: 2, boxes: 2, leftOut: { unlabelled: 1 } })

    await engine.call('project.create', { path: join(engine.folder, 'second') })
    await engine.ended(await engine.call('roots.add', { path: out }))
    const job = await engine.ended(await engine.call('import.start', { labels: out, format: 'auto', dryRun: false }))
    expect((job.result as ImportReport).problems.filter(({ severity }) => severity !== 'note')).toEqual([])
    expect(job.result).toMatchObject({ boxes: 2, boxesPerCategory: { 'a b': 2 } })
  })

  it('never writes into a folder that holds something', async () => {
    const engine = await engineWithPictures(['a.png'])
    const { id: categoryId } = await engine.call('categories.add', { name: 'thing' })
    const [imageId] = await engine.call('images.ids', { filter: '' })
    await newBox(engine, imageId!, categoryId)
    const job = await engine.ended(await engine.call('export.start', { format: 'coco', directory: engine.pictures }))
    expect(job).toMatchObject({ state: 'failed', error: { code: 'conflict' } })
    expect(existsSync(join(engine.pictures, 'annotations'))).toBe(false)
  })

  it('KITTI lines have the fifteen fields of the devkit', async () => {
    const engine = await engineWithPictures(['000000.png'])
    const { id: categoryId } = await engine.call('categories.add', { name: 'Car' })
    const [imageId] = await engine.call('images.ids', { filter: '' })
    await newBox(engine, imageId!, categoryId)
    const out = join(engine.folder, 'kitti')
    await engine.ended(await engine.call('export.start', { format: 'kitti', directory: out }))
    expect(readFileSync(join(out, 'training/label_2/000000.txt'), 'utf8')).toBe(
      'Car -1 -1 -10 1.00 2.00 11.00 22.00 -1 -1 -1 -1000 -1000 -1000 -10\n',
    )
  })
})

describe('split', () => {
  it('deals labelled images, says how, and leaves those that have a part', async () => {
    const engine = await engineWithPictures(Array.from({ length: 10 }, (_, index) => `${index}.png`))
    const { id: categoryId } = await engine.call('categories.add', { name: 'thing' })
    const ids = await engine.call('images.ids', { filter: '' })
    for (const id of ids.slice(0, 9)) await newBox(engine, id, categoryId)
    const report = await engine.call('split.assign', {})
    expect(report.images).toEqual({ train: 7, val: 1, test: 1 })
    expect(report.categories[0]!.boxes).toEqual({ train: 7, val: 1, test: 1 })
    const before = await engine.call('images.get', { ids })
    await newBox(engine, ids[9]!, categoryId)
    await engine.call('split.assign', {})
    const after = await engine.call('images.get', { ids })
    expect(after.slice(0, 9).map(({ split }) => split)).toEqual(before.slice(0, 9).map(({ split }) => split))
    expect(after[9]!.split).toBe('train')
  })
})

describe('calls', () => {
  it('without a project, with a wrong request or of an unknown name say so', async () => {
    const engine = testEngine()
    await expect(engine.call('images.ids', { filter: '' })).rejects.toMatchObject({ code: 'no-project' })
    await expect(engine.call('project.create', { path: '' })).rejects.toMatchObject({ code: 'bad-request' })
    for (const name of ['project.delete', '__proto__', 'toString']) {
      expect(JSON.parse(await engine.dispatch(name, '{}'))).toMatchObject({
        ok: false,
        error: { code: 'unknown-call' },
      })
    }
  })

  it('a refused project leaves the open one open', async () => {
    const engine = await engineWithPictures(['a.png'])
    writeFileSync(join(engine.folder, 'foreign.boxwright'), 'words')
    await expect(engine.call('project.open', { path: join(engine.folder, 'foreign.boxwright') })).rejects.toMatchObject(
      { code: 'project-foreign' },
    )
    expect(await engine.call('project.info', {})).toMatchObject({ name: 'p' })
  })

  it('recent projects are remembered, newest first, and forgotten on request', async () => {
    const engine = testEngine()
    const paths = ['one', 'two'].map((name) => join(engine.folder, `${name}.boxwright`))
    for (const path of paths) await engine.call('project.create', { path })
    expect((await engine.call('project.recent', {})).map(({ name }) => name)).toEqual(['two', 'one'])
    await engine.call('project.forget', { path: paths[1]! })
    expect((await engine.call('project.recent', {})).map(({ name }) => name)).toEqual(['one'])
  })
})
