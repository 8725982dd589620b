/** What is the user's stays the user's: pictures and label files are read and never written, whatever their names. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { blankAnnotation } from '../../../shared/model.ts'
import type { ExportReport, ImportReport } from '../../../shared/reports.ts'
import { type TestEngine, testEngine, writePicture } from '../../support/engine.ts'

/** Every file below a folder with its content and time. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const hash = createHash('sha256').update(readFileSync(path)).digest('hex')
      return `${path} ${statSync(path).mtimeMs} ${hash}`
    })
    .sort()
}

const voc = (picture: string, name: string, box = [10, 10, 30, 30]) =>
  `<annotation><filename>${picture}</filename><size><width>64</width><height>48</height><depth>3</depth></size>
   <object><name>${name}</name><bndbox><xmin>${box[0]}</xmin><ymin>${box[1]}</ymin><xmax>${box[2]}</xmax>
   <ymax>${box[3]}</ymax></bndbox></object></annotation>`

async function projectOn(engine: TestEngine, folder: string): Promise<readonly number[]> {
  await engine.call('project.create', { path: join(engine.folder, 'project', 'p') })
  await engine.ended(await engine.call('roots.add', { path: folder }))
  return engine.call('images.ids', { filter: '' })
}

async function importFrom(engine: TestEngine, labels: string): Promise<ImportReport> {
  const job = await engine.ended(await engine.call('import.start', { labels, format: 'auto', dryRun: false }))
  expect(job.error).toBeNull()
  return job.result as ImportReport
}

async function draw(engine: TestEngine, imageId: number, categoryId: number): Promise<void> {
  const { first: id } = await engine.call('annotations.reserveIds', { count: 1 })
  const after = { id, imageId, categoryId, x1: 1, y1: 1, x2: 20, y2: 20, ...blankAnnotation, updatedAt: 1 }
  await engine.call('annotations.apply', { imageId, kind: 'draw', changes: [{ before: null, after }] })
}

describe("the user's files", () => {
  it('are never changed, moved or deleted, whatever is done in the project', async () => {
    const engine = testEngine()
    const folder = join(engine.folder, 'pictures')
    for (const name of ['a.png', 'b.jpg', 'sub/a.png']) await writePicture(join(folder, name))
    writeFileSync(join(folder, 'broken.jpg'), 'no picture')
    writeFileSync(join(folder, 'a.xml'), voc('a.png', 'car'))
    const before = filesIn(folder)

    const imageIds = await projectOn(engine, folder)
    await importFrom(engine, folder)
    const [car] = await engine.call('categories.list', {})
    for (const { id, error } of await engine.call('images.get', { ids: [...imageIds] })) {
      if (error !== null) continue
      await draw(engine, id, car!.id)
      await engine.call('images.file', { id, variant: 'thumbnail' })
    }
    await engine.call('images.setReview', { ids: [...imageIds], review: 'rejected' })
    await engine.call('images.setReview', { ids: [...imageIds], review: 'verified' })
    await engine.call('split.assign', {})
    for (const format of ['yolo', 'voc', 'coco', 'kitti'] as const) {
      const directory = join(engine.folder, 'out', format)
      const job = await engine.ended(await engine.call('export.start', { format, directory }))
      expect(job.state).toBe('done')
    }
    await engine.call('categories.remove', { id: car!.id, deleteBoxes: true })
    const [root] = await engine.call('roots.list', {})
    await engine.ended(await engine.call('roots.rescan', { rootId: root!.id }))
    while (await engine.call('history.undo', {}));
    await engine.call('project.close', {})

    expect(filesIn(folder)).toEqual(before)
  })

  it('that hold broken labels are named, leave the boxes of their image alone, and stay as they are', async () => {
    const engine = testEngine()
    const folder = join(engine.folder, 'pictures')
    for (const name of ['a.png', 'b.png']) await writePicture(join(folder, name))
    const [imageId] = await projectOn(engine, folder)
    const { id: categoryId } = await engine.call('categories.add', { name: 'car' })
    await draw(engine, imageId!, categoryId)
    const kept = await engine.call('annotations.ofImage', { imageId: imageId! })
    writeFileSync(join(folder, 'a.xml'), '<annotation><object><name>car</na')
    writeFileSync(join(folder, 'b.xml'), voc('b.png', 'car'))
    const before = filesIn(folder)

    const report = await importFrom(engine, folder)

    expect(report.problems.filter(({ severity }) => severity === 'error').map(({ file }) => file)).toEqual(['a.xml'])
    expect(await engine.call('annotations.ofImage', { imageId: imageId! })).toEqual(kept)
    expect(filesIn(folder)).toEqual(before)
  })

  it('may have Korean, Chinese and accented names: folders, pictures, classes and the project come back the same', async () => {
    const engine = testEngine()
    const folder = join(engine.folder, '사진 Ordner ü')
    // The picture's accent is stored apart from its letter, as macOS does; the label file joins them.
    const picture = 'Café 道路.png'
    await writePicture(join(folder, picture.normalize('NFD')))
    const labels = join(engine.folder, '라벨')
    mkdirSync(labels)
    writeFileSync(join(labels, 'Café 道路.xml'.normalize('NFC')), voc(picture.normalize('NFC'), '고양이'))

    const [imageId] = await projectOn(engine, folder)
    expect(await importFrom(engine, labels)).toMatchObject({ boxes: 1, newCategories: ['고양이'], problems: [] })
    const { id: second } = await engine.call('categories.add', { name: '行人 é' })
    await draw(engine, imageId!, second)
    const directory = join(engine.folder, '내보내기')
    const job = await engine.ended(await engine.call('export.start', { format: 'yolo', directory }))
    expect((job.result as ExportReport).boxes).toBe(2)

    await engine.call('project.create', { path: join(engine.folder, '프로젝트') })
    await engine.ended(await engine.call('roots.add', { path: directory }))
    const again = await importFrom(engine, directory)
    expect(again.boxesPerCategory).toEqual({ 고양이: 1, '行人 é': 1 })
  })
})

describe('a new project', () => {
  it('starts without any class', async () => {
    const engine = testEngine()
    await engine.call('project.create', { path: join(engine.folder, 'p') })
    expect(await engine.call('categories.list', {})).toEqual([])
  })
})

describe('a verdict', () => {
  it('is about one image and never reaches the next', async () => {
    const engine = testEngine()
    const folder = join(engine.folder, 'pictures')
    for (const name of ['a.png', 'b.png', 'c.png']) await writePicture(join(folder, name))
    const [first, second, third] = await projectOn(engine, folder)
    await engine.call('images.setReview', { ids: [second!], review: 'verified' })
    const rows = await engine.call('images.get', { ids: [first!, second!, third!] })
    expect(rows.map(({ state }) => state)).toEqual(['unlabelled', 'verifiedEmpty', 'unlabelled'])
    await engine.call('project.close', {})
    await engine.call('project.open', { path: join(engine.folder, 'project', 'p.boxwright') })
    expect(await engine.call('images.get', { ids: [first!, second!, third!] })).toEqual(rows)
  })
})
