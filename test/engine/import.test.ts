/** Bringing label files into a real project: classes, boxes that are there already, parts, and what undo takes back. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { CallRequest } from '../../shared/api.ts'
import type { ImportReport } from '../../shared/reports.ts'
import { type TestEngine, testEngine, writePicture } from '../support/engine.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

type Texts = Readonly<Record<string, string>>

/** Pictures are 64 x 48 pixels. */
async function projectWith(pictures: readonly string[], labels: Texts) {
  const engine = testEngine()
  const folder = join(engine.folder, 'pictures')
  for (const name of pictures) await writePicture(join(folder, name))
  const labelFolder = temporaryFolder()
  write(labelFolder, labels)
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: folder }))
  return { engine, folder, labels: labelFolder }
}

function write(folder: string, texts: Texts): void {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

type Settings = Partial<CallRequest<'import.start'>>
async function bringIn(engine: TestEngine, labels: string, settings: Settings = {}): Promise<ImportReport> {
  const start = await engine.call('import.start', { labels, format: 'auto', dryRun: false, ...settings })
  const job = await engine.ended(start)
  expect(job.error).toBeNull()
  return job.result as ImportReport
}

const idOf = async (engine: TestEngine, filter: string) => (await engine.call('images.ids', { filter }))[0]!
/** Class and left edge of the boxes of an image, in their order. */
async function boxesOf(engine: TestEngine, filter: string): Promise<string[]> {
  const names = new Map((await engine.call('categories.list', {})).map(({ id, name }) => [id, name]))
  const boxes = await engine.call('annotations.ofImage', { imageId: await idOf(engine, filter) })
  return boxes.map(({ categoryId, x1 }) => `${names.get(categoryId!)} ${x1}`)
}

// Boxes of half the sides: the left edges are at 16 and 0 of 64 pixels.
const middle = '0.5 0.5 0.5 0.5'
const left = '0.25 0.5 0.5 0.5'

describe('classes of label files', () => {
  const labels = { 'classes.txt': 'Cars\nsky\nvan\n', 'a.txt': `0 ${middle}\n1 ${middle}\n2 ${left}\n` }

  it('are told with their boxes, with what they would become, and with a class of a similar name', async () => {
    const { engine, labels: folder } = await projectWith(['a.png'], labels)
    const car = await engine.call('categories.add', { name: 'car' })
    const van = await engine.call('categories.add', { name: 'van' })
    const report = await bringIn(engine, folder, { dryRun: true })
    expect(report.classes).toEqual([
      { name: 'Cars', boxes: 1, target: { kind: 'new' }, similarId: car.id },
      { name: 'sky', boxes: 1, target: { kind: 'new' }, similarId: null },
      { name: 'van', boxes: 1, target: { kind: 'existing', categoryId: van.id }, similarId: null },
    ])
  })

  it('become another class or none when so chosen', async () => {
    const { engine, labels: folder } = await projectWith(['a.png'], labels)
    const car = await engine.call('categories.add', { name: 'car' })
    const report = await bringIn(engine, folder, {
      classes: { Cars: { kind: 'existing', categoryId: car.id }, sky: { kind: 'skip' } },
    })
    expect(report).toMatchObject({ boxes: 2, unwantedBoxes: 1, newCategories: ['van'], isEmpty: false })
    expect(await boxesOf(engine, 'a')).toEqual(['car 16', 'van 0'])
    expect((await engine.call('categories.list', {})).map(({ name }) => name)).toEqual(['car', 'van'])
  })

  it('that all are unwanted leave nothing to import, which is a failure', async () => {
    const { engine, labels: folder } = await projectWith(['a.png'], {
      'classes.txt': 'sky\n',
      'a.txt': `0 ${middle}\n`,
    })
    const classes = { sky: { kind: 'skip' } } as const
    expect(await bringIn(engine, folder, { dryRun: true, classes })).toMatchObject({ isEmpty: true, boxes: 0 })
    const job = await engine.ended(
      await engine.call('import.start', { labels: folder, format: 'auto', dryRun: false, classes }),
    )
    expect(job).toMatchObject({ state: 'failed', error: { code: 'nothing-imported' } })
  })
})

describe('boxes that are there already', () => {
  async function importedTwice(merge: 'keep' | 'skip' | 'replace') {
    const { engine, labels } = await projectWith(['a.png', 'b.png'], {
      'classes.txt': 'cat\n',
      'a.txt': `0 ${middle}\n`,
    })
    await bringIn(engine, labels)
    const second = temporaryFolder()
    write(second, { 'classes.txt': 'cat\n', 'a.txt': `0 ${left}\n`, 'b.txt': `0 ${left}\n` })
    return { engine, report: await bringIn(engine, second, { merge }) }
  }

  it('stay beside the new ones', async () => {
    const { engine, report } = await importedTwice('keep')
    expect(report).toMatchObject({ boxes: 2, replacedBoxes: 0, keptImages: 0 })
    expect([await boxesOf(engine, 'a'), await boxesOf(engine, 'b')]).toEqual([['cat 16', 'cat 0'], ['cat 0']])
  })

  it('are not doubled', async () => {
    const { engine, labels } = await projectWith(['a.png'], { 'classes.txt': 'cat\n', 'a.txt': `0 ${middle}\n` })
    await bringIn(engine, labels)
    expect(await bringIn(engine, labels)).toMatchObject({ boxes: 0, knownBoxes: 1, isEmpty: false })
    expect(await boxesOf(engine, 'a')).toEqual(['cat 16'])
  })

  it('keep their image from being touched', async () => {
    const { engine, report } = await importedTwice('skip')
    expect(report).toMatchObject({ boxes: 1, keptImages: 1 })
    expect([await boxesOf(engine, 'a'), await boxesOf(engine, 'b')]).toEqual([['cat 16'], ['cat 0']])
  })

  it('give way, and come back with one undo', async () => {
    const { engine, report } = await importedTwice('replace')
    expect(report).toMatchObject({ boxes: 2, replacedBoxes: 1 })
    expect(await boxesOf(engine, 'a')).toEqual(['cat 0'])
    await engine.call('history.undo', {})
    expect([await boxesOf(engine, 'a'), await boxesOf(engine, 'b')]).toEqual([['cat 16'], []])
  })

  it('that are locked or the same do not give way: they keep their number and their note', async () => {
    const { engine, labels } = await projectWith(['a.png'], {
      'classes.txt': 'cat\n',
      'a.txt': `0 ${middle}\n0 ${left}\n`,
    })
    await bringIn(engine, labels)
    const imageId = await idOf(engine, 'a')
    const before = await engine.call('annotations.ofImage', { imageId })
    const locked = before[0]!
    await engine.call('annotations.apply', {
      ...{ imageId, kind: 'change' },
      changes: [{ before: locked, after: { ...locked, locked: true } }],
    })
    const second = temporaryFolder()
    write(second, { 'classes.txt': 'cat\n', 'a.txt': `0 ${left}\n` })
    expect(await bringIn(engine, second, { merge: 'replace' })).toMatchObject({
      boxes: 0,
      replacedBoxes: 0,
      knownBoxes: 1,
    })
    const after = await engine.call('annotations.ofImage', { imageId })
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  })
})

describe('parts of the source', () => {
  const labels = {
    'data.yaml': 'train: images/train\nval: images/val\nnames: [cat]\n',
    'labels/train/a.txt': `0 ${middle}\n`,
    'labels/val/b.txt': `0 ${middle}\n`,
  }
  async function withPart(splits: 'fill' | 'overwrite' | 'ignore', isLocked = false) {
    const { engine, labels: folder } = await projectWith(['a.png', 'b.png'], labels)
    await engine.call('split.set', { ids: [await idOf(engine, 'b')], split: 'test', isLocked })
    const report = await bringIn(engine, folder, { splits })
    const images = await engine.call('images.get', { ids: await engine.call('images.ids', { filter: '' }) })
    return { parts: images.map(({ split }) => split), splitImages: report.splitImages }
  }

  it('become those of images without one', async () => {
    expect(await withPart('fill')).toEqual({ parts: ['train', 'test'], splitImages: 1 })
  })
  it('replace others when so chosen, but not locked ones', async () => {
    expect(await withPart('overwrite')).toEqual({ parts: ['train', 'val'], splitImages: 2 })
    expect(await withPart('overwrite', true)).toEqual({ parts: ['train', 'test'], splitImages: 1 })
  })
  it('are left alone when so chosen', async () => {
    expect(await withPart('ignore')).toEqual({ parts: [null, 'test'], splitImages: 0 })
  })
})

function vocText(file: string, size: readonly [number, number], box: readonly number[], verified = ''): string {
  const [x1, y1, x2, y2] = box
  return `<annotation${verified}><filename>${file}</filename><size><width>${size[0]}</width><height>${size[1]}</height></size>
    <object><name>cat</name><bndbox><xmin>${x1}</xmin><ymin>${y1}</ymin><xmax>${x2}</xmax><ymax>${y2}</ymax></bndbox></object></annotation>`
}

describe('what a label file says of its image', () => {
  it('verified, stays so: boxes that come with the verdict do not make it stale', async () => {
    const { engine, labels } = await projectWith(['a.png'], {
      'a.xml': vocText('a.png', [64, 48], [1, 2, 11, 22], ' verified="yes"'),
    })
    await bringIn(engine, labels)
    const [image] = await engine.call('images.get', { ids: [await idOf(engine, 'a')] })
    expect(image).toMatchObject({ review: 'verified', isChangedSinceReview: false })
    const other = temporaryFolder()
    write(other, { 'classes.txt': 'cat\n', 'a.txt': `0 ${left}\n` })
    await bringIn(engine, other)
    const [changed] = await engine.call('images.get', { ids: [image!.id] })
    expect(changed).toMatchObject({ review: 'verified', isChangedSinceReview: true })
  })

  it('drawn on the picture as stored: its boxes are turned upright, and that is said', async () => {
    const { engine, folder, labels } = await projectWith(['plain.png'], {
      'turned.xml': vocText('turned.jpg', [60, 20], [10, 2, 30, 12]),
    })
    await sharp({ create: { width: 60, height: 20, channels: 3, background: 'red' } })
      .withMetadata({ orientation: 6 })
      .toFile(join(folder, 'turned.jpg'))
    const [root] = await engine.call('roots.list', {})
    await engine.ended(await engine.call('roots.rescan', { rootId: root!.id }))
    const report = await bringIn(engine, labels)
    expect(report).toMatchObject({ turnedImages: 1, boxes: 1, clampedBoxes: 0 })
    expect(report.problems.map(({ kind, file }) => [kind, file])).toEqual([['turned-upright', 'turned.xml']])
    // Turned clockwise, y from the bottom of 20 rows becomes x, and x becomes y.
    const [box] = await engine.call('annotations.ofImage', { imageId: await idOf(engine, 'turned') })
    expect(box).toMatchObject({ x1: 8, y1: 10, x2: 18, y2: 30 })

    // Written again, the file speaks of the upright picture; what it said of the lying one would belie its boxes.
    const out = join(engine.folder, 'out')
    await engine.ended(await engine.call('export.start', { format: 'voc', directory: out, images: 'none' }))
    const text = readFileSync(join(out, 'Annotations', 'turned.xml'), 'utf8')
    expect(text).toMatch(/<width>20<\/width>\s*<height>60<\/height>/)
    expect(text).toMatch(/<xmin>8<\/xmin>\s*<ymin>10<\/ymin>\s*<xmax>18<\/xmax>\s*<ymax>30<\/ymax>/)
  })

  it('is listed with the image it was matched to', async () => {
    const { engine, labels } = await projectWith(['day/a.png'], {
      'classes.txt': 'cat\n',
      'day/a.txt': `0 ${middle}\n`,
    })
    expect((await bringIn(engine, labels)).matches).toEqual([{ file: 'day/a.txt', image: 'day/a.png', boxes: 1 }])
  })
})

describe('an import', () => {
  it('that is cancelled leaves nothing', async () => {
    const texts = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}.txt`, `0 ${middle}\n`]))
    const { engine, labels } = await projectWith(['0.png', '1.png'], { ...texts, 'classes.txt': 'cat\n' })
    const { jobId } = await engine.call('import.start', { labels, format: 'yolo', dryRun: false })
    await engine.call('jobs.cancel', { id: jobId })
    expect(await engine.ended({ jobId })).toMatchObject({ state: 'cancelled' })
    expect(await engine.call('project.info', {})).toMatchObject({ annotationCount: 0 })
    expect(await engine.call('categories.list', {})).toEqual([])
  })

  it('of nothing fails, and its dry run tells every reason', async () => {
    const { engine, labels } = await projectWith(['a.png'], { 'classes.txt': 'cat\n', 'zebra.txt': `0 ${middle}\n` })
    const report = await bringIn(engine, labels, { dryRun: true })
    expect(report).toMatchObject({ isEmpty: true, unmatchedFiles: 1 })
    expect(report.problems).toMatchObject([{ kind: 'image-not-found', file: 'zebra.txt' }])
    const job = await engine.ended(await engine.call('import.start', { labels, format: 'auto', dryRun: false }))
    expect(job).toMatchObject({ state: 'failed', error: { code: 'nothing-imported' } })
  })
})

describe('images that the project does not have', () => {
  it('are found with the labels or beside them, unless the project has that folder', async () => {
    const { engine, folder } = await projectWith(['a.png'], {})
    const source = temporaryFolder()
    write(source, { 'labels/x.txt': `0 ${middle}\n` })
    await writePicture(join(source, 'images', 'x.png'))
    const found = (labels: string) => engine.call('import.detect', { labels }).then(({ imagesToAdd }) => imagesToAdd)
    expect(await found(source)).toEqual({ path: source, images: 1 })
    expect(await found(join(source, 'labels'))).toEqual({ path: join(source, 'images'), images: 1 })
    expect(await found(folder)).toBeNull()
    expect(await found(temporaryFolder())).toBeNull()
  })
})
