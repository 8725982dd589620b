/** Folders with pictures of every kind and condition: what is shown, what is named as broken, and that no file is touched. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { Image } from '../../../shared/model.ts'
import type { ScanReport } from '../../../shared/reports.ts'
import { type TestEngine, testEngine } from '../../support/engine.ts'
import { writeTiff } from '../../support/tiff.ts'

type Folder = TestEngine & {
  readonly pictures: string
  readonly scan: () => Promise<ScanReport>
  readonly imageAt: (path: string) => Promise<Image>
}

async function emptyProject(): Promise<Folder> {
  const engine = testEngine()
  const pictures = join(engine.folder, 'pictures')
  mkdirSync(pictures)
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  return {
    ...engine,
    pictures,
    scan: async () => (await engine.ended(await engine.call('roots.add', { path: pictures }))).result as ScanReport,
    imageAt: async (path) => {
      const images = await engine.call('images.get', { ids: await engine.call('images.ids', { filter: '' }) })
      return images.find((image) => image.path === path)!
    },
  }
}

/** Noise, so that files are larger than their headers. */
const noise = (width = 200, height = 150) =>
  sharp(
    Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 7919) % 251),
    {
      raw: { width, height, channels: 3 },
    },
  )

const reasonOf = ({ broken }: ScanReport, path: string) => broken.find((entry) => entry.path === path)?.reason ?? ''

it('broken files are named with the reason and a remedy; the sound ones are read, and no file is changed', async () => {
  const project = await emptyProject()
  const at = (name: string) => join(project.pictures, name)
  await noise().jpeg().toFile(at('sound.jpg'))
  await noise().png().toFile(at('sound.png'))
  await noise().webp().toFile(at('sound.webp'))
  await noise().tiff().toFile(at('sound.tif'))
  for (const name of readdirSync(project.pictures)) {
    const bytes = readFileSync(at(name))
    writeFileSync(at(`cut.${name}`), bytes.subarray(0, Math.floor(bytes.length * 0.7)))
  }
  writeFileSync(at('words.jpg'), 'these are only words')
  writeFileSync(at('empty.png'), '')
  writeFileSync(at('phone.heic'), Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'))
  writeFileSync(at('renamed.jpg'), Buffer.from('\0\0\0\x18ftypheix\0\0\0\0heixmif1', 'latin1'))
  const hashes = () =>
    readdirSync(project.pictures).map((name) =>
      createHash('sha256')
        .update(readFileSync(at(name)))
        .digest('hex'),
    )
  const before = hashes()

  const report = await project.scan()

  for (const name of ['cut.sound.jpg', 'cut.sound.png', 'cut.sound.webp', 'cut.sound.tif']) {
    expect(reasonOf(report, name), name).toMatch(/^cut off: .*replace it with a complete copy$/)
  }
  expect(reasonOf(report, 'words.jpg')).toMatch(/^not an image.*replace it/)
  expect(reasonOf(report, 'empty.png')).toMatch(/^the file is empty/)
  expect(reasonOf(report, 'phone.heic')).toBe('HEIC cannot be read by this build; convert it to JPEG')
  expect(reasonOf(report, 'renamed.jpg')).toBe('HEIC cannot be read by this build; convert it to JPEG')
  expect(report.broken).toHaveLength(8)
  expect(project.context.project!.store.images.usable().map(({ path }) => path)).toEqual([
    'sound.jpg',
    'sound.png',
    'sound.tif',
    'sound.webp',
  ])
  for (const { id } of project.context.project!.store.images.usable()) {
    await project.call('images.file', { id, variant: 'full' })
    await project.call('images.file', { id, variant: 'thumbnail' })
  }
  expect(hashes()).toEqual(before)
})

it('a JPEG with a preview of its own, or with a film behind it, is told from one that was cut off', async () => {
  const project = await emptyProject()
  const preview = await noise(40, 30).jpeg().toBuffer()
  const picture = await noise(900, 700).jpeg({ quality: 100 }).toBuffer()
  // A segment APP1 that holds the whole preview, its end mark included.
  const segment = Buffer.concat([
    Buffer.from([0xff, 0xe1, (preview.length + 2) >> 8, (preview.length + 2) & 255]),
    preview,
  ])
  const withPreview = Buffer.concat([picture.subarray(0, 2), segment, picture.subarray(2)])
  const small = await noise(60, 50).jpeg().toBuffer()
  const smallWithPreview = Buffer.concat([small.subarray(0, 2), segment, small.subarray(2)])
  writeFileSync(join(project.pictures, 'whole.jpg'), withPreview)
  writeFileSync(join(project.pictures, 'cut.jpg'), withPreview.subarray(0, withPreview.length - 2000))
  writeFileSync(join(project.pictures, 'small.jpg'), smallWithPreview)
  writeFileSync(join(project.pictures, 'small-cut.jpg'), smallWithPreview.subarray(0, smallWithPreview.length - 300))
  writeFileSync(join(project.pictures, 'film.jpg'), Buffer.concat([picture, Buffer.alloc(3_000_000, 1)]))
  const report = await project.scan()
  expect(report.broken.map(({ path }) => path)).toEqual(['cut.jpg', 'small-cut.jpg'])
})

it('a picture damaged in its middle is found when its thumbnail is made, and from then on counts as broken', async () => {
  const project = await emptyProject()
  const bytes = await noise().png().toBuffer()
  bytes.fill(0, Math.floor(bytes.length * 0.4), Math.floor(bytes.length * 0.6))
  writeFileSync(join(project.pictures, 'a.png'), bytes)
  await project.scan()
  const { id, error } = await project.imageAt('a.png')
  expect(error).toBeNull()
  await expect(project.call('images.file', { id, variant: 'thumbnail' })).rejects.toMatchObject({
    code: 'file-unreadable',
  })
  expect((await project.imageAt('a.png')).error).toMatch(/.{10}/)
  expect(project.events).toContainEqual({
    name: 'project.changed',
    data: expect.objectContaining({ imageIds: [id] }),
  })
})

it('what a browser shows right goes to the window untouched, the rest is converted once', async () => {
  const project = await emptyProject()
  const at = (name: string) => join(project.pictures, name)
  await noise().jpeg().toFile(at('plain.jpg'))
  await noise().withMetadata({ orientation: 6 }).jpeg().toFile(at('turned.jpg'))
  await noise().withMetadata({ orientation: 6 }).webp().toFile(at('turned.webp'))
  await noise().toColourspace('cmyk').jpeg().toFile(at('inks.jpg'))
  await noise().tiff().toFile(at('plain.tif'))
  await noise().toColourspace('rgb16').png().toFile(at('deep.png'))
  writeTiff(at('bands.tif'), { width: 20, height: 10, bands: 7, values: new Float32Array(20 * 10 * 7).fill(0.5) })
  expect((await project.scan()).broken).toEqual([])
  const shown = async (name: string) =>
    project.call('images.file', { id: (await project.imageAt(name)).id, variant: 'full' })

  expect(await shown('plain.jpg')).toEqual({ path: at('plain.jpg'), mimeType: 'image/jpeg', isOverview: false })
  expect(await shown('turned.jpg')).toEqual({ path: at('turned.jpg'), mimeType: 'image/jpeg', isOverview: false })
  for (const name of ['turned.webp', 'inks.jpg', 'plain.tif', 'deep.png', 'bands.tif']) {
    const first = await shown(name)
    expect(first.mimeType, name).toBe('image/webp')
    expect(await shown(name)).toEqual(first)
    const { width, height, space, orientation } = await sharp(first.path).metadata()
    const image = await project.imageAt(name)
    expect({ width, height, space, orientation }).toEqual({
      width: image.width,
      height: image.height,
      space: 'srgb',
      orientation: undefined,
    })
  }
  expect(await project.imageAt('turned.webp')).toMatchObject({ width: 150, height: 200 })
  expect((await project.imageAt('inks.jpg')).encoding).toMatchObject({ format: 'jpeg', isCmyk: true })
  expect((await project.imageAt('deep.png')).encoding).toMatchObject({ format: 'png', bits: 16 })
  expect((await project.imageAt('bands.tif')).encoding).toMatchObject({ bands: 7, bits: 32, isFloat: true })
})

it('of a TIFF with pages and of an animation the first is used, and the number is known', async () => {
  const project = await emptyProject()
  const frames = await sharp(Buffer.concat([0, 120, 240].map((grey) => Buffer.alloc(30 * 20 * 3, grey))), {
    raw: { width: 30, height: 60, channels: 3, pageHeight: 20 },
  })
    .gif()
    .toBuffer()
  writeFileSync(join(project.pictures, 'moving.gif'), frames)
  await sharp(frames, { animated: true }).tiff().toFile(join(project.pictures, 'pages.tif'))
  await project.scan()
  expect(await project.imageAt('moving.gif')).toMatchObject({ width: 30, height: 20, encoding: { pages: 3 } })
  const pages = await project.imageAt('pages.tif')
  expect(pages).toMatchObject({ width: 30, height: 20, encoding: { pages: 3 } })
  const { path } = await project.call('images.file', { id: pages.id, variant: 'full' })
  expect((await sharp(path).stats()).channels[0]!.mean).toBeLessThan(5)
})
