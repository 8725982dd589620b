/** Large pictures: overview and tiles of real files, what they show, and that the engine answers meanwhile. */
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { trimCache } from '../../../main/engine/images/trimCache.ts'
import { testEngine } from '../../support/engine.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

/** Large by its longer side, and small enough for a test. */
const width = 16_400
const height = 600

/** Red says in which column of tiles a pixel lies, green in which row, blue whether its own column is odd. */
async function largePicture(path: string, orientation = 1): Promise<void> {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      data[at] = Math.floor(x / 512) * 7
      data[at + 1] = Math.floor(y / 512) * 16
      data[at + 2] = x % 2 === 0 ? 0 : 255
    }
  }
  await sharp(data, { raw: { width, height, channels: 3 } })
    .withMetadata({ orientation })
    .png({ compressionLevel: 0 })
    .toFile(path)
}

async function projectWith(orientation?: number) {
  const engine = testEngine()
  const pictures = join(engine.folder, 'pictures')
  mkdirSync(pictures)
  await largePicture(join(pictures, 'large.png'), orientation)
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: pictures }))
  const [id] = await engine.call('images.ids', { filter: '' })
  return { engine, id: id! }
}

async function firstPixel(path: string): Promise<number[]> {
  const { data } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return [...data.subarray(0, 6)]
}

it('an overview comes first; the tiles are made beside it, pixel for pixel, while calls are answered', async () => {
  const { engine, id } = await projectWith()
  const overview = await engine.call('images.file', { id, variant: 'full' })
  expect(overview.isOverview).toBe(true)
  // The longer side is 2,048, and 2,048 · 600 / 16,400 is 74.9.
  expect(await sharp(overview.path).metadata()).toMatchObject({ width: 2048, height: 75 })
  await expect(engine.call('images.tile', { id, level: 0, column: 0, row: 0 })).rejects.toMatchObject({
    code: 'not-found',
  })

  const { jobId } = await engine.call('images.tiles', { id })
  let answered = 0
  while (engine.context.project!.jobs.isActive(jobId!)) {
    await engine.call('project.info', {})
    answered += 1
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  expect(answered).toBeGreaterThan(10)
  expect(await engine.call('jobs.get', { id: jobId! })).toMatchObject({ state: 'done' })
  const values = engine.events.flatMap(({ name, data }) =>
    name === 'job.changed' && (data as { id: number }).id === jobId
      ? ((data as { progress: { value: number | null } }).progress.value ?? [])
      : [],
  )
  expect(values.every((value) => value >= 0 && value <= 1)).toBe(true)

  const tile = await engine.call('images.tile', { id, level: 0, column: 3, row: 1 })
  expect(await sharp(tile.path).metadata()).toMatchObject({ width: 512, height: 88, format: 'png' })
  expect(await firstPixel(tile.path)).toEqual([21, 16, 0, 21, 16, 255])
  // The last column holds what 32 tiles leave: 16,400 - 32 · 512 = 16.
  const last = await engine.call('images.tile', { id, level: 0, column: 32, row: 0 })
  expect(await sharp(last.path).metadata()).toMatchObject({ width: 16, height: 512 })
  // 16,400 / 64 is 256.3, 600 / 64 is 9.4.
  const whole = await engine.call('images.tile', { id, level: 6, column: 0, row: 0 })
  expect(await sharp(whole.path).metadata()).toMatchObject({ width: 257, height: 10 })
  expect(await engine.call('images.tiles', { id })).toEqual({ jobId: null })
})

it('tiles of a turned picture are upright', async () => {
  const { engine, id } = await projectWith(6)
  const { jobId } = await engine.call('images.tiles', { id })
  await engine.ended({ jobId: jobId! })
  // Stored 16,400 x 600 and turned right: the upper right corner of the upright 600 x 16,400 is the stored upper left one.
  const corner = await engine.call('images.tile', { id, level: 0, column: 1, row: 0 })
  const { width: rest } = await sharp(corner.path).metadata()
  expect(rest).toBe(600 - 512)
  const { data, info } = await sharp(corner.path).raw().toBuffer({ resolveWithObject: true })
  expect([...data.subarray((info.width - 1) * info.channels, (info.width - 1) * info.channels + 2)]).toEqual([0, 0])
  // Below the first tile lies what is stored right of it; the left edge is the stored lower one.
  const below = await engine.call('images.tile', { id, level: 0, column: 0, row: 1 })
  expect((await firstPixel(below.path)).slice(0, 2)).toEqual([7, 16])
})

it('cancelling leaves nothing half made, and the tiles can be made again', async () => {
  const { engine, id } = await projectWith()
  const { jobId } = await engine.call('images.tiles', { id })
  await engine.call('jobs.cancel', { id: jobId! })
  expect((await engine.ended({ jobId: jobId! })).state).toBe('cancelled')
  const again = await engine.call('images.tiles', { id })
  expect(again.jobId).not.toBe(jobId)
  expect((await engine.ended({ jobId: again.jobId! })).state).toBe('done')
})

it('the cache stays within its limit, and what was used last stays', async () => {
  const cache = temporaryFolder()
  for (const [name, age] of [
    ['old', 300],
    ['used', 10],
    ['newest', 1],
  ] as const) {
    const folder = join(cache, 'tiles', name.slice(0, 2), name)
    mkdirSync(join(folder, 'picture_files'), { recursive: true })
    writeFileSync(join(folder, 'picture_files', 'a.png'), Buffer.alloc(1000))
    const time = new Date(Date.now() - age * 1000)
    utimesSync(folder, time, time)
  }
  await trimCache(cache, { tiles: 2500 })
  expect(
    readdirSync(join(cache, 'tiles'))
      .flatMap((group) => readdirSync(join(cache, 'tiles', group)))
      .sort(),
  ).toEqual(['newest', 'used'])
  expect(existsSync(join(cache, 'tiles', 'us', 'used', 'picture_files', 'a.png'))).toBe(true)
})
