/** Pixels of real files of every kind. What they should be is worked out here, not by the code under test. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodePixels } from '../../../main/engine/images/decodePixels.ts'
import { openUpright } from '../../../main/engine/images/openUpright.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { writeTiff } from '../../support/tiff.ts'

type Pixel = readonly [number, number, number]

async function pixelsOf(path: string): Promise<{ width: number; height: number; at: (x: number, y: number) => Pixel }> {
  const picture = (await openUpright(path, 'strict')).toColourspace('srgb').removeAlpha()
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  expect(info.channels).toBe(3)
  const at = (x: number, y: number) => {
    const from = 3 * (y * info.width + x)
    return [data[from]!, data[from + 1]!, data[from + 2]!] as const
  }
  return { width: info.width, height: info.height, at }
}

const near = (found: Pixel, wanted: Pixel, tolerance: number) =>
  found.every((value, channel) => Math.abs(value - wanted[channel]!) <= tolerance)

const red: Pixel = [250, 10, 20]
const green: Pixel = [10, 240, 30]
const blue: Pixel = [20, 40, 230]
const white: Pixel = [255, 255, 255]

/** Three columns and two rows: red, green, blue above; white, red, green below. */
const six: readonly Pixel[] = [red, green, blue, white, red, green]

const rawSix = () => sharp(Uint8Array.from(six.flat()), { raw: { width: 3, height: 2, channels: 3 } })
const enlarged = () => rawSix().resize(48, 32, { kernel: 'nearest' })

describe('plain files', () => {
  it.each(['png', 'webp', 'gif', 'tiff', 'jpeg', 'avif'] as const)('%s', async (format) => {
    const path = join(temporaryFolder(), `picture.${format}`)
    await enlarged()
      .toFormat(format, format === 'webp' || format === 'avif' ? { lossless: true } : { quality: 100 })
      .toFile(path)
    const { width, height, at } = await pixelsOf(path)
    expect([width, height]).toEqual([48, 32])
    const centres = six.map((_, index) => at(8 + 16 * (index % 3), 8 + 16 * Math.floor(index / 3)))
    for (const [index, found] of centres.entries())
      expect(near(found, six[index]!, 6), `${format} ${index} ${found}`).toBe(true)
  })
})

describe('Windows bitmaps', () => {
  /** @param rows from the top; each a list of stored bytes of the pixels, filled up to four bytes */
  function writeBitmap(
    path: string,
    bits: number,
    width: number,
    rows: readonly number[][],
    extra: { palette?: number[]; masks?: number[]; isTopDown?: boolean } = {},
  ) {
    const { palette = [], masks = [], isTopDown = false } = extra
    const lines = rows.map((row) => [...row, ...Array((4 - (row.length % 4)) % 4).fill(0)])
    const tables = Buffer.alloc(4 * masks.length + palette.length)
    for (const [index, mask] of masks.entries()) tables.writeUInt32LE(mask >>> 0, 4 * index)
    Buffer.from(palette).copy(tables, 4 * masks.length)
    const header = Buffer.alloc(54)
    header.write('BM', 0, 'latin1')
    header.writeUInt32LE(54 + tables.length, 10)
    header.writeUInt32LE(40, 14)
    header.writeInt32LE(width, 18)
    header.writeInt32LE(isTopDown ? -rows.length : rows.length, 22)
    header.writeUInt16LE(1, 26)
    header.writeUInt16LE(bits, 28)
    header.writeUInt32LE(masks.length > 0 ? 3 : 0, 30)
    writeFileSync(path, Buffer.concat([header, tables, Buffer.from((isTopDown ? lines : lines.toReversed()).flat())]))
  }
  const bgr = ([r, g, b]: Pixel) => [b, g, r]
  const expectSix = async (path: string, tolerance = 0) => {
    const { width, height, at } = await pixelsOf(path)
    expect([width, height]).toEqual([3, 2])
    for (const [index, wanted] of six.entries()) {
      expect(near(at(index % 3, Math.floor(index / 3)), wanted, tolerance), `pixel ${index}`).toBe(true)
    }
  }

  it('of 24 bits, stored from the bottom or from the top', async () => {
    const folder = temporaryFolder()
    const rows = [six.slice(0, 3).flatMap(bgr), six.slice(3).flatMap(bgr)]
    writeBitmap(join(folder, 'up.bmp'), 24, 3, rows)
    writeBitmap(join(folder, 'down.bmp'), 24, 3, rows, { isTopDown: true })
    await expectSix(join(folder, 'up.bmp'))
    await expectSix(join(folder, 'down.bmp'))
  })

  it('of 32 bits, with and without masks of their own', async () => {
    const folder = temporaryFolder()
    const row = (pixels: readonly Pixel[]) => pixels.flatMap((pixel) => [...bgr(pixel), 0])
    writeBitmap(join(folder, 'plain.bmp'), 32, 3, [row(six.slice(0, 3)), row(six.slice(3))])
    const turned = (pixels: readonly Pixel[]) => pixels.flatMap(([r, g, b]) => [0, r, g, b])
    const masks = [0x0000ff00, 0x00ff0000, 0xff000000]
    writeBitmap(join(folder, 'masks.bmp'), 32, 3, [turned(six.slice(0, 3)), turned(six.slice(3))], { masks })
    await expectSix(join(folder, 'plain.bmp'))
    await expectSix(join(folder, 'masks.bmp'))
  })

  it('of 16 bits, five and six to a colour', async () => {
    const path = join(temporaryFolder(), 'sixteen.bmp')
    const packed = ([r, g, b]: Pixel) => {
      const value = (Math.round((r * 31) / 255) << 11) | (Math.round((g * 63) / 255) << 5) | Math.round((b * 31) / 255)
      return [value & 0xff, value >> 8]
    }
    const rows = [six.slice(0, 3).flatMap(packed), six.slice(3).flatMap(packed)]
    writeBitmap(path, 16, 3, rows, { masks: [0xf800, 0x07e0, 0x001f] })
    // Half a step of 255 / 31.
    await expectSix(path, 5)
  })

  it('of 8, 4 and 1 bits with a palette', async () => {
    const folder = temporaryFolder()
    const palette = [red, green, blue, white].flatMap((color) => [...bgr(color), 0])
    writeBitmap(
      join(folder, '8.bmp'),
      8,
      3,
      [
        [0, 1, 2],
        [3, 0, 1],
      ],
      { palette },
    )
    writeBitmap(
      join(folder, '4.bmp'),
      4,
      3,
      [
        [0x01, 0x20],
        [0x30, 0x10],
      ],
      { palette },
    )
    await expectSix(join(folder, '8.bmp'))
    await expectSix(join(folder, '4.bmp'))
    writeBitmap(join(folder, '1.bmp'), 1, 3, [[0b10100000]], { palette: palette.slice(0, 8) })
    const { at } = await pixelsOf(join(folder, '1.bmp'))
    expect([at(0, 0), at(1, 0), at(2, 0)]).toEqual([green, red, green])
  })
})

describe('the eight EXIF orientations', () => {
  // How the six fields of the stored picture lie when it is upright (EXIF 2.32, tag 0x0112), as indexes row by row.
  const upright: Readonly<Record<number, readonly number[][]>> = {
    1: [
      [0, 1, 2],
      [3, 4, 5],
    ],
    2: [
      [2, 1, 0],
      [5, 4, 3],
    ],
    3: [
      [5, 4, 3],
      [2, 1, 0],
    ],
    4: [
      [3, 4, 5],
      [0, 1, 2],
    ],
    5: [
      [0, 3],
      [1, 4],
      [2, 5],
    ],
    6: [
      [3, 0],
      [4, 1],
      [5, 2],
    ],
    7: [
      [5, 2],
      [4, 1],
      [3, 0],
    ],
    8: [
      [2, 5],
      [1, 4],
      [0, 3],
    ],
  }
  const orientations = Object.keys(upright).map(Number)

  async function expectUpright(path: string, orientation: number, tolerance: number, side: number) {
    const rows = upright[orientation]!
    const { width, height, at } = await pixelsOf(path)
    expect([width, height]).toEqual([rows[0]!.length * side, rows.length * side])
    for (const [y, row] of rows.entries()) {
      for (const [x, index] of row.entries()) {
        const found = at(x * side + Math.floor(side / 2), y * side + Math.floor(side / 2))
        expect(near(found, six[index]!, tolerance), `${x},${y} is ${found}`).toBe(true)
      }
    }
  }

  it.each(orientations)('%i of a JPEG', async (orientation) => {
    const path = join(temporaryFolder(), 'turned.jpg')
    await enlarged().withMetadata({ orientation }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toFile(path)
    await expectUpright(path, orientation, 6, 16)
  })

  it.each(orientations)('%i of a TIFF of 16 bits', async (orientation) => {
    const path = join(temporaryFolder(), 'turned.tif')
    // The values run over the whole range, so that the window shows them as they are.
    const values = Uint16Array.from([...six.flat()].map((value) => value * 257))
    values[1] = 0
    writeTiff(path, { width: 3, height: 2, bands: 3, values, orientation })
    await expectUpright(path, orientation, 10, 1)
  })

  it('are the same for the detectors', async () => {
    const path = join(temporaryFolder(), 'turned.jpg')
    await enlarged().withMetadata({ orientation: 6 }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toFile(path)
    const seen = await decodePixels(path, { width: 32, height: 48 })
    const from = 3 * (8 * 32 + 24)
    expect(near([seen[from]!, seen[from + 1]!, seen[from + 2]!], red, 6)).toBe(true)
  })
})

describe('more than eight bits', () => {
  const width = 100
  const height = 100
  /** 10,000 values: a ramp from 1,000 to 10,999. */
  const ramp = Float64Array.from({ length: width * height }, (_, index) => 1000 + index)
  // Of 10,000 values, 10 lie below the percentile 0.1 and 10 above 99.9: the window is 1,010 to 10,990.
  const shownRamp = (value: number) => Math.round(Math.min(1, Math.max(0, (value - 1010) / (10_990 - 1010))) * 255)

  const expectRamp = async (path: string) => {
    const { at } = await pixelsOf(path)
    for (const index of [0, 9, 500, 5000, 7777, 9990, 9999]) {
      const grey = shownRamp(1000 + index)
      expect(near(at(index % width, Math.floor(index / width)), [grey, grey, grey], 1), `value ${index}`).toBe(true)
    }
  }

  it('grey PNG', async () => {
    const path = join(temporaryFolder(), 'deep.png')
    await sharp(Uint16Array.from(ramp), { raw: { width, height, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toFile(path)
    await expectRamp(path)
  })

  it.each([
    ['16 bits', Uint16Array.from(ramp)],
    ['32 bits', Uint32Array.from(ramp)],
    ['floating point', Float32Array.from(ramp)],
    ['double precision', ramp],
  ])('grey TIFF of %s', async (_, values) => {
    const path = join(temporaryFolder(), 'deep.tif')
    writeTiff(path, { width, height, bands: 1, values })
    await expectRamp(path)
  })

  it('values below zero keep their order', async () => {
    const path = join(temporaryFolder(), 'signed.tif')
    writeTiff(path, { width: 4, height: 1, bands: 1, values: Int16Array.from([-300, -200, -100, 0]) })
    const { at } = await pixelsOf(path)
    expect([0, 1, 2, 3].map((x) => at(x, 0)[0])).toEqual([0, 85, 170, 255])
  })

  it('a dead and a hot pixel do not darken the rest', async () => {
    const path = join(temporaryFolder(), 'hot.tif')
    const values = Uint16Array.from(ramp, (value) => 20_000 + value / 100)
    values[0] = 65_535
    values[9999] = 0
    writeTiff(path, { width, height, bands: 1, values })
    const { at } = await pixelsOf(path)
    expect(at(0, 0)[0]).toBe(255)
    expect(at(99, 99)[0]).toBe(0)
    expect(at(0, 50)[0]).toBeGreaterThan(110)
    expect(at(0, 50)[0]).toBeLessThan(145)
  })

  it('what is no number is black', async () => {
    const path = join(temporaryFolder(), 'holes.tif')
    writeTiff(path, { width: 3, height: 1, bands: 1, values: Float32Array.from([Number.NaN, 0.5, 1]) })
    const { at } = await pixelsOf(path)
    expect([0, 1, 2].map((x) => at(x, 0)[0])).toEqual([0, 0, 255])
  })

  it('a small bright object in a black mask is seen', async () => {
    const path = join(temporaryFolder(), 'mask.tif')
    const values = new Uint16Array(width * height)
    values[5050] = 7
    writeTiff(path, { width, height, bands: 1, values })
    const { at } = await pixelsOf(path)
    expect([at(50, 50)[0], at(51, 50)[0]]).toEqual([255, 0])
  })
})

describe('many bands', () => {
  it('the first three of five are red, green and blue', async () => {
    const path = join(temporaryFolder(), 'five.tif')
    // Eight bits need no window: the values are shown as they are.
    writeTiff(path, {
      width: 2,
      height: 1,
      bands: 5,
      values: Uint8Array.from([10, 100, 200, 50, 50, 90, 155, 55, 50, 50]),
    })
    const { at } = await pixelsOf(path)
    expect([at(0, 0), at(1, 0)]).toEqual([
      [10, 100, 200],
      [90, 155, 55],
    ])
  })

  it('a fourth band is no transparency unless the file says so', async () => {
    const path = join(temporaryFolder(), 'infrared.tif')
    writeTiff(path, { width: 2, height: 1, bands: 4, values: Uint8Array.from([0, 100, 200, 0, 255, 155, 55, 0]) })
    const seen = await decodePixels(path, { width: 2, height: 1 })
    expect([...seen]).toEqual([0, 100, 200, 255, 155, 55])
  })
})

it('CMYK JPEG shows its colours and not their negatives', async () => {
  const path = join(temporaryFolder(), 'inks.jpg')
  await enlarged().toColourspace('cmyk').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toFile(path)
  expect((await sharp(path).metadata()).space).toBe('cmyk')
  const { at } = await pixelsOf(path)
  // Inks do not reach every colour of a screen: red stays red, white white.
  const [r, g, b] = at(8, 8)
  expect(r - Math.max(g, b)).toBeGreaterThan(120)
  expect(Math.min(...at(8, 24))).toBeGreaterThan(245)
})

it('a file is never written to', async () => {
  const path = join(temporaryFolder(), 'kept.jpg')
  await enlarged().withMetadata({ orientation: 6 }).jpeg().toFile(path)
  const before = readFileSync(path)
  await decodePixels(path, { width: 16, height: 24 })
  expect(readFileSync(path).equals(before)).toBe(true)
})
