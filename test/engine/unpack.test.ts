/** The images of a zip come into a folder of their own: all that are sound, nothing beside it, and nothing left of a failure. */
import { type Dirent, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { UnpackReport } from '../../shared/exchange/unpackSettings.ts'
import { isJobOver } from '../../shared/model.ts'
import type { ImportReport } from '../../shared/reports.ts'
import { type TestEngine, testEngine, writePicture } from '../support/engine.ts'
import { startEngine } from '../support/engineProcess.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { type Member, zipOf } from '../support/zip.ts'

/** 64 x 48 pixels. */
const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#557799' } })
  .png()
  .toBuffer()
const middle = '0 0.5 0.5 0.5 0.5\n'

async function projectBeside(members: readonly Member[]) {
  const engine = testEngine()
  const folder = join(engine.folder, 'work')
  mkdirSync(folder)
  const zip = join(folder, 'set.zip')
  writeFileSync(zip, zipOf(members))
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  return { engine, folder, zip, target: join(folder, 'set') }
}

async function unpack(engine: TestEngine, zip: string, directory: string): Promise<UnpackReport> {
  const job = await engine.ended(await engine.call('import.unpack', { zip, directory }))
  expect(job.error).toBeNull()
  return job.result as UnpackReport
}

const filesIn = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true, withFileTypes: true }) as Dirent[])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

const roboflow: Member[] = [
  { name: 'data.yaml', content: 'train: train/images\nval: valid/images\nnames: [cat]\n' },
  { name: 'train/images/a.png', content: picture },
  { name: 'train/labels/a.txt', content: middle },
  { name: 'valid/images/a.png', content: picture },
  { name: 'valid/labels/a.txt', content: '' },
  { name: '__MACOSX/train/images/._a.png', content: 'no picture' },
]

it('a zip as Roboflow gives it brings images and labels, each label to its own image', async () => {
  const { engine, zip, target } = await projectBeside(roboflow)
  expect((await engine.call('import.detect', { labels: zip })).imagesInZip).toEqual({
    images: 2,
    bytes: 2 * picture.length,
    directory: target,
  })
  expect(await unpack(engine, zip, target)).toEqual({
    directory: target,
    images: 2,
    bytes: 2 * picture.length,
    problems: [],
  })
  expect(filesIn(target)).toEqual(['train/images/a.png', 'valid/images/a.png'])
  expect(readFileSync(join(target, 'train/images/a.png')).equals(picture)).toBe(true)

  await engine.ended(await engine.call('roots.add', { path: target }))
  expect((await engine.call('import.detect', { labels: zip })).imagesInZip).toBeNull()
  const start = await engine.call('import.start', { labels: zip, format: 'auto', dryRun: false })
  expect((await engine.ended(start)).result as ImportReport).toMatchObject({
    matchedImages: 2,
    boxes: 1,
    verifiedEmptyImages: 1,
    problems: [],
  })
  const [labelled] = await engine.call('images.ids', { filter: 'split:train' })
  expect(await engine.call('annotations.ofImage', { imageId: labelled! })).toMatchObject([{ x1: 16, y1: 12 }])
})

it('an image of the same name and another length is not taken for the one in the zip', async () => {
  const { engine, folder, zip } = await projectBeside(roboflow)
  await writePicture(join(folder, 'other', 'a.png'), 300, 200)
  await engine.ended(await engine.call('roots.add', { path: join(folder, 'other') }))
  expect((await engine.call('import.detect', { labels: zip })).imagesInZip).toMatchObject({ images: 2 })
})

it('the offered folder is one that is free', async () => {
  const { engine, zip, target } = await projectBeside(roboflow)
  mkdirSync(target)
  expect((await engine.call('import.detect', { labels: zip })).imagesInZip?.directory).toBe(`${target}-2`)
})

it('names of Korean Windows, which the zip does not say to be so, are read', async () => {
  // "차.png" in code page 949.
  const { engine, zip, target } = await projectBeside([
    { name: Buffer.from([0xc2, 0xf7, ...Buffer.from('.png')]), content: picture },
  ])
  await unpack(engine, zip, target)
  expect(filesIn(target)).toEqual(['차.png'])
})

describe('members that are not sound', () => {
  const sound = { name: 'a.png', content: picture }
  it.each<readonly [string, Member, string]>([
    ['damaged', { name: 'b.png', content: picture, claimedChecksum: 1 }, 'b.png is damaged: its checksum is another'],
    ['of another length', { name: 'b.png', content: picture, claimedSize: 10 }, 'b.png cannot be unpacked'],
    ['a bomb', { name: 'b.bmp', content: Buffer.alloc(20_000_000) }, 'b.bmp would unpack to 20000000 bytes'],
    ['equal but for case', { name: 'A.png', content: 'x' }, 'would lie on a.png, which came first'],
    ['too long a name', { name: `${'n'.repeat(300)}.png`, content: picture }, 'cannot be written under its name'],
  ])('%s: the others are unpacked, and it is told', async (_, member, reason) => {
    const { engine, zip, target } = await projectBeside([sound, member])
    const { images, problems } = await unpack(engine, zip, target)
    expect(images).toBe(1)
    expect(problems).toMatchObject([{ severity: 'error', file: member.name }])
    expect(`${problems[0]!.file} ${problems[0]!.message}`).toContain(reason)
    expect(filesIn(target)).toEqual(['a.png'])
    expect(readFileSync(join(target, 'a.png')).equals(picture)).toBe(true)
  })

  it('a file in the place of a folder is left out', async () => {
    const { engine, zip, target } = await projectBeside([sound, { name: 'a.png/b.png', content: picture }])
    expect((await unpack(engine, zip, target)).problems).toMatchObject([{ file: 'a.png' }])
    expect(filesIn(target)).toEqual(['a.png/b.png'])
  })

  it('a link is passed over, wherever it points', async () => {
    const { engine, zip, target } = await projectBeside([
      sound,
      { name: 'b.png', content: '/etc/passwd', mode: 0o120777 },
    ])
    expect(await unpack(engine, zip, target)).toMatchObject({ images: 1, problems: [] })
    expect(filesIn(target)).toEqual(['a.png'])
  })
})

describe('nothing is left', () => {
  async function failureOf(engine: TestEngine, zip: string, directory: string) {
    const job = await engine.ended(await engine.call('import.unpack', { zip, directory }))
    return { state: job.state, code: job.error?.code, message: job.error?.message }
  }

  it('of a zip whose names lead out of the folder', async () => {
    const { engine, folder, zip, target } = await projectBeside([
      { name: 'a.png', content: picture },
      { name: '../evil.png', content: picture },
    ])
    expect(await failureOf(engine, zip, target)).toMatchObject({ state: 'failed', code: 'file-unreadable' })
    expect(readdirSync(folder)).toEqual(['set.zip'])
    expect(existsSync(join(folder, '..', 'evil.png'))).toBe(false)
  })

  it('of a zip whose members lie on top of each other', async () => {
    const bytes = zipOf([{ name: 'a.png', content: picture }])
    const [local, rest] = [bytes.indexOf('PK\x01\x02'), bytes.indexOf('PK\x05\x06')]
    const [data, central] = [bytes.subarray(0, local), bytes.subarray(local, rest)]
    const end = Buffer.from(bytes.subarray(rest))
    end.writeUInt16LE(3, 8)
    end.writeUInt16LE(3, 10)
    end.writeUInt32LE(central.length * 3, 12)
    const { engine, folder, zip, target } = await projectBeside([])
    writeFileSync(zip, Buffer.concat([data, central, central, central, end]))
    expect(await failureOf(engine, zip, target)).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('on top of each other'),
    })
    expect(readdirSync(folder)).toEqual(['set.zip'])
  })

  it('of one without a sound image, which is said', async () => {
    const { engine, folder, zip, target } = await projectBeside([
      { name: 'b.png', content: picture, claimedChecksum: 1 },
    ])
    expect(await failureOf(engine, zip, target)).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('b.png: is damaged'),
    })
    expect(readdirSync(folder)).toEqual(['set.zip'])
  })

  it('and a folder that is there and not empty stays as it is', async () => {
    const { engine, zip, target } = await projectBeside(roboflow)
    mkdirSync(target)
    writeFileSync(join(target, 'mine.txt'), 'mine')
    expect(await failureOf(engine, zip, target)).toMatchObject({ code: 'conflict' })
    expect(filesIn(target)).toEqual(['mine.txt'])
  })

  it('when it is cancelled', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ name: `${index}.png`, content: picture }))
    const { engine, folder, zip, target } = await projectBeside(many)
    const start = await engine.call('import.unpack', { zip, directory: target })
    await untilPartial(folder)
    await engine.call('jobs.cancel', { id: start.jobId })
    expect((await engine.ended(start)).state).toBe('cancelled')
    expect(readdirSync(folder)).toEqual(['set.zip'])
  })
})

const partialsIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.partial'))

async function untilPartial(folder: string): Promise<void> {
  while (partialsIn(folder).length === 0) await new Promise((resolve) => setImmediate(resolve))
}

it('what a killed engine leaves half unpacked is removed when the project is opened again, and nothing else', async () => {
  const folder = temporaryFolder()
  const zip = join(folder, 'set.zip')
  writeFileSync(zip, zipOf(Array.from({ length: 3000 }, (_, index) => ({ name: `${index}.png`, content: picture }))))
  const path = join(folder, 'p.boxwright')
  const foreign = join(folder, '.set.0123abcd.partial')
  mkdirSync(foreign)
  const killed = startEngine(join(folder, 'home'))
  await killed.call('project.create', { path })
  const { jobId } = await killed.call('import.unpack', { zip, directory: join(folder, 'set') })
  while (partialsIn(folder).length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
  expect(isJobOver((await killed.call('jobs.get', { id: jobId })).state)).toBe(false)
  await killed.kill()
  expect(partialsIn(folder)).toHaveLength(2)

  const engine = testEngine()
  await engine.call('project.open', { path })
  await expect.poll(() => partialsIn(folder)).toEqual(['.set.0123abcd.partial'])
  expect(existsSync(join(folder, 'set'))).toBe(false)
})
