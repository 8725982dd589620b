import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pictureSource } from '../../../main/engine/detector/pictures.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const side = 32

/** A picture of one colour, twice as wide as high. */
async function pictureOf(folder: string, red: number) {
  const path = join(folder, 'picture.png')
  await sharp({ create: { width: 64, height: 32, channels: 3, background: { r: red, g: 10, b: 20 } } })
    .png()
    .toFile(path)
  return { id: 1, path, width: 64, height: 32 }
}

function sourceIn(cacheFolder: string | null) {
  const unreadable: string[] = []
  const onUnreadable = (_image: unknown, reason: string) => void unreadable.push(reason)
  return { ...pictureSource({ side, memoryBytes: 0, cacheFolder, onUnreadable }), unreadable }
}

const files = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

describe('pictures of a run', () => {
  it('are scaled into the square, with grey above and below', async () => {
    const folder = temporaryFolder()
    const pixels = (await sourceIn(null).load(await pictureOf(folder, 200)))!
    const at = (x: number, y: number) => [...pixels.subarray((y * side + x) * 3, (y * side + x) * 3 + 3)]
    expect(at(5, 7)).toEqual([114, 114, 114])
    expect(at(5, 8)).toEqual([200, 10, 20])
    expect(at(31, 23)).toEqual([200, 10, 20])
    expect(at(31, 24)).toEqual([114, 114, 114])
  })

  it('are decoded once and come from the disk afterwards, until the file changes', async () => {
    const folder = temporaryFolder()
    const cache = temporaryFolder()
    const image = await pictureOf(folder, 200)
    const first = (await sourceIn(cache).load(image))!
    expect(files(cache)).toHaveLength(1)
    // What lies in the cache is what counts now: the file itself has lost its content but not its size and date.
    const former = readFileSync(image.path)
    const date = new Date(2026, 0, 1)
    utimesSync(image.path, date, date)
    await sourceIn(cache).load(image)
    writeFileSync(image.path, Buffer.alloc(former.length))
    utimesSync(image.path, date, date)
    const second = (await sourceIn(cache).load(image))!
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true)

    await pictureOf(folder, 90)
    expect((await sourceIn(cache).load(image))![side * 16 * 3]).toBe(90)
  })

  it('are decoded again when what the cache holds is cut', async () => {
    const cache = temporaryFolder()
    const image = await pictureOf(temporaryFolder(), 200)
    const first = (await sourceIn(cache).load(image))!
    const [file] = files(cache)
    writeFileSync(join(file!.parentPath, file!.name), 'half')
    expect(Buffer.from((await sourceIn(cache).load(image))!).equals(Buffer.from(first))).toBe(true)
  })

  it('need no cache that can be written', async () => {
    const cache = join(temporaryFolder(), 'a-file')
    writeFileSync(cache, 'in the way')
    const source = sourceIn(cache)
    expect((await source.load(await pictureOf(temporaryFolder(), 200)))!.length).toBe(side * side * 3)
    expect(source.unreadable).toEqual([])
  })

  it('that cannot be decoded are named once and left out', async () => {
    const image = await pictureOf(temporaryFolder(), 200)
    writeFileSync(image.path, 'no picture')
    const hash = createHash('sha256').update(readFileSync(image.path)).digest('hex')
    const source = sourceIn(temporaryFolder())
    expect(await source.load(image)).toBeNull()
    expect(await source.load(image)).toBeNull()
    expect(source.unreadable).toHaveLength(1)
    expect(createHash('sha256').update(readFileSync(image.path)).digest('hex')).toBe(hash)
  })
})
