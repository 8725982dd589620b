import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportDataset } from '../../../main/engine/formats/exportDataset.ts'
import type { Dataset, ExportPart } from '../../../main/engine/formats/format.ts'
import { formats } from '../../../main/engine/formats/index.ts'
import { writeFiles } from '../../../main/engine/formats/writeFiles.ts'
import { yolo } from '../../../main/engine/formats/yolo.ts'
import { datasetOf, labelled } from './support.ts'

let folder: string
let target: string
let photo: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boxwright-export-'))
  target = join(folder, 'out')
  photo = join(folder, 'photos/a.jpg')
  await mkdir(join(folder, 'photos'))
  await writeFile(photo, 'picture')
})

afterEach(() => rm(folder, { recursive: true }))

async function* partsOf(...parts: ExportPart[]): AsyncGenerator<ExportPart> {
  yield* parts
}

const text = (path: string, content: string): ExportPart => ({ kind: 'text', path, text: content })
const image = (source = photo): ExportPart => ({ kind: 'image', path: 'images/a.jpg', source, boxes: 2 })
const failing = (error: Error) =>
  (async function* (): AsyncGenerator<ExportPart> {
    yield text('a.txt', 'half')
    throw error
  })()
const contentOf = async (path: string) => (await readdir(path, { recursive: true })).sort()

describe('writing the files of an export', () => {
  it('writes texts, joins pieces, copies images and counts them', async () => {
    const parts = partsOf(text('labels/a.txt', '1\n'), image(), text('labels/a.txt', '차\n'), text('b.txt', ''))
    const written = await writeFiles(parts, { directory: target, images: 'copy' })
    expect(written).toEqual({ images: 1, boxes: 2, files: ['b.txt', 'labels/a.txt'], problems: [], keptAside: null })
    expect(await contentOf(target)).toEqual(['b.txt', 'images', 'images/a.jpg', 'labels', 'labels/a.txt'])
    expect(await readFile(join(target, 'labels/a.txt'), 'utf8')).toBe('1\n차\n')
    expect(await readFile(join(target, 'images/a.jpg'), 'utf8')).toBe('picture')
    expect(await contentOf(folder)).not.toContainEqual(expect.stringContaining('partial'))
  })

  it('copies, so that the export can be changed without the original', async () => {
    await writeFiles(partsOf(image()), { directory: target, images: 'copy' })
    await writeFile(join(target, 'images/a.jpg'), 'changed')
    expect(await readFile(photo, 'utf8')).toBe('picture')
  })

  it('links images when asked, also behind a relative link, and says what that means', async () => {
    await symlink('a.jpg', join(folder, 'photos/link.jpg'))
    const parts = partsOf(image(join(folder, 'photos/link.jpg')))
    const { problems } = await writeFiles(parts, { directory: target, images: 'link' })
    expect((await stat(join(target, 'images/a.jpg'))).ino).toBe((await stat(photo)).ino)
    expect((await lstat(join(target, 'images/a.jpg'))).isFile()).toBe(true)
    expect(problems).toMatchObject([{ severity: 'note', kind: 'images-linked' }])
  })

  it('leaves images out when asked, and counts them all the same', async () => {
    const { images } = await writeFiles(partsOf(image(), text('a.txt', '')), { directory: target, images: 'none' })
    expect(images).toBe(1)
    expect(await contentOf(target)).toEqual(['a.txt'])
  })

  it('reports an image that is gone and writes the rest', async () => {
    const parts = partsOf(image('/gone/a.jpg'), text('a.txt', 'x'))
    const { problems } = await writeFiles(parts, { directory: target, images: 'copy' })
    expect(problems).toMatchObject([{ severity: 'error', kind: 'image-missing', file: '/gone/a.jpg' }])
    expect(await contentOf(target)).toContain('a.txt')
  })

  it('takes an empty folder, a link to one, and makes missing ones', async () => {
    await mkdir(target)
    await mkdir(join(folder, 'real'))
    await symlink(join(folder, 'real'), join(folder, 'linked'))
    const deep = join(folder, 'new/deep/out')
    for (const directory of [target, join(folder, 'linked'), deep]) {
      await writeFiles(partsOf(text('a.txt', 'x')), { directory, images: 'copy' })
      expect(await contentOf(directory)).toEqual(['a.txt'])
    }
    expect((await lstat(join(folder, 'linked'))).isSymbolicLink()).toBe(true)
  })

  it('refuses a folder with something in it, and a file, and names them', async () => {
    await mkdir(target)
    await writeFile(join(target, 'mine.txt'), 'mine')
    for (const directory of [target, photo]) {
      const attempt = writeFiles(partsOf(text('a.txt', 'x')), { directory, images: 'copy' })
      await expect(attempt).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(directory) })
    }
    expect(await contentOf(target)).toEqual(['mine.txt'])
    expect(await readFile(photo, 'utf8')).toBe('picture')
  })

  it('does not replace a folder that was filled meanwhile', async () => {
    const check = async () => {
      await mkdir(target)
      await writeFile(join(target, 'mine.txt'), 'mine')
    }
    const attempt = writeFiles(partsOf(text('a.txt', 'x')), { directory: target, images: 'copy', check })
    await expect(attempt).rejects.toMatchObject({ code: 'conflict' })
    expect(await contentOf(folder)).toEqual(['out', 'out/mine.txt', 'photos', 'photos/a.jpg'])
  })

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'folder-not-writable'],
    ['EROFS', 'folder-not-writable'],
  ])('turns %s into %s and leaves nothing behind', async (systemCode, code) => {
    const error = Object.assign(new Error('no'), { code: systemCode })
    const attempt = writeFiles(failing(error), { directory: join(folder, 'new/out'), images: 'copy' })
    await expect(attempt).rejects.toMatchObject({ code, name: 'BoxwrightError' })
    expect(await contentOf(folder)).toEqual(['photos', 'photos/a.jpg'])
  })

  it('passes any other error on and leaves nothing behind', async () => {
    const attempt = writeFiles(failing(new Error('surprise')), { directory: target, images: 'copy' })
    await expect(attempt).rejects.toThrow('surprise')
    expect(await contentOf(folder)).toEqual(['photos', 'photos/a.jpg'])
  })

  it('can be cancelled, and leaves nothing behind', async () => {
    const stop = new AbortController()
    const parts = (async function* (): AsyncGenerator<ExportPart> {
      for (let index = 0; ; index++) {
        if (index === 500) stop.abort()
        yield text(`${index}.txt`, 'x')
      }
    })()
    const attempt = writeFiles(parts, { directory: target, images: 'copy', signal: stop.signal })
    await expect(attempt).rejects.toMatchObject({ code: 'cancelled' })
    expect(await contentOf(folder)).toEqual(['photos', 'photos/a.jpg'])
  })

  it('hears that it is cancelled while there is nothing to write yet', async () => {
    const stop = new AbortController()
    let made = 0
    const parts = (async function* (): AsyncGenerator<ExportPart> {
      setTimeout(() => stop.abort(), 1)
      for (; made < 1_000_000; made++) yield image()
    })()
    const attempt = writeFiles(parts, { directory: target, images: 'none', signal: stop.signal })
    await expect(attempt).rejects.toMatchObject({ code: 'cancelled' })
    expect(made).toBeLessThan(1_000_000)
  })

  it('tells how many images are done', async () => {
    const parts = Array.from({ length: 130 }, (_, index) => ({ ...image(), path: `${index}.jpg` }) as ExportPart)
    const seen: number[] = []
    await writeFiles(partsOf(...parts), { directory: target, images: 'copy', onProgress: (done) => seen.push(done) })
    expect(seen).toEqual([64, 128, 130])
  })

  it('notices when the disk does not hold what was written', async () => {
    const parts = (async function* (): AsyncGenerator<ExportPart> {
      yield* Array.from({ length: 64 }, (_, index) => text(`${index}.txt`, 'x'))
      const partial = (await readdir(folder)).find((name) => name.endsWith('.partial'))!
      await writeFile(join(folder, partial, '7.txt'), '')
    })()
    const attempt = writeFiles(parts, { directory: target, images: 'copy' })
    await expect(attempt).rejects.toMatchObject({ code: 'file-unreadable' })
    expect(await contentOf(folder)).toEqual(['photos', 'photos/a.jpg'])
  })
})

describe('exporting a dataset', () => {
  const dataset = (): Dataset =>
    datasetOf(['car'], [{ path: 'a.jpg', file: photo, split: 'train', boxes: [labelled('car', [1, 2, 30, 40])] }])

  it.each(formats.map((format) => [format.label, format] as const))(
    'writes %s and reads it back',
    async (_, format) => {
      const { images, boxes, files } = await exportDataset(format, dataset(), { directory: target, images: 'copy' })
      expect({ images, boxes }).toEqual({ images: 1, boxes: 1 })
      expect(files.length).toBeGreaterThan(0)
    },
  )

  it('keeps nothing when not all boxes read back', async () => {
    const forgetful = { ...yolo, read: async function* () {} as unknown as typeof yolo.read }
    const attempt = exportDataset(forgetful, dataset(), { directory: target, images: 'copy' })
    await expect(attempt).rejects.toMatchObject({ details: { written: 1, readBack: 0 } })
    expect(await contentOf(folder)).toEqual(['photos', 'photos/a.jpg'])
  })

  it('says so when there is nothing to export', async () => {
    const attempt = exportDataset(yolo, datasetOf(['car'], []), { directory: target, images: 'copy' })
    await expect(attempt).rejects.toMatchObject({ code: 'nothing-to-export' })
  })
})
