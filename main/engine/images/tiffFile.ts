/** TIFF as science and industry write it: any depth, floating point, many bands. Facts for the scan, samples for showing. */
import type { GeoTIFF, GeoTIFFImage } from 'geotiff'
import { BrokenPicture } from './brokenPicture.ts'

export type TiffFacts = {
  readonly rawWidth: number
  readonly rawHeight: number
  readonly orientation: number
  readonly bits: number
  readonly isFloat: boolean
  readonly bands: number
  readonly pages: number
  readonly isCmyk: boolean
  /** A last band that says how much shows through, rather than what a further sensor saw. */
  readonly hasAlpha: boolean
  /** The last byte that the header speaks of. */
  readonly end: number
}

/** One value for each pixel of the stored picture, band after band within a pixel. */
export type Samples = {
  readonly data: ArrayLike<number>
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
}

/** The value of PhotometricInterpretation that means cyan, magenta, yellow and black. */
const separatedInks = 5
/** Bands beyond the third have no colour to be shown in. */
const shownBands = 3

export async function readTiffFacts(path: string): Promise<TiffFacts> {
  return withFirstPage(path, async (page, file) => {
    const bits = page.getBitsPerSample()
    return {
      rawWidth: page.getWidth(),
      rawHeight: page.getHeight(),
      orientation: await orientationOf(page),
      bits: bits > 0 ? bits : 1,
      isFloat: page.getSampleFormat() === 3,
      bands: page.getSamplesPerPixel(),
      pages: await file.getImageCount(),
      isCmyk: (await numberIn(page, 'PhotometricInterpretation')) === separatedInks,
      hasAlpha: isAlpha((await page.fileDirectory.loadValue('ExtraSamples')) as ArrayLike<number> | undefined),
      end: await lastByteOf(page),
    }
  })
}

/** Where the first directory of tags lies, by the first 16 bytes. */
export function tiffDirectoryAt(start: Buffer): number {
  const isLittle = start[0] === 0x49
  const isBig = (isLittle ? start[2] : start[3]) === 43
  if (!isBig) return isLittle ? start.readUInt32LE(4) : start.readUInt32BE(4)
  return Number(isLittle ? start.readBigUInt64LE(8) : start.readBigUInt64BE(8))
}

/** One that the image library shows as people mean it; all others go by their samples. */
export function isPlainTiff({ bits, isFloat, bands, isCmyk, hasAlpha }: TiffFacts): boolean {
  if (bits > 8 || isFloat) return false
  const colors = hasAlpha ? bands - 1 : bands
  return colors === 1 || colors === 3 || (isCmyk && colors === 4)
}

/** The first three bands as red, green and blue; of one or two bands the first as grey. */
export function readTiffSamples(path: string): Promise<Samples> {
  return withFirstPage(path, async (page) => {
    const channels = page.getSamplesPerPixel() >= shownBands ? 3 : 1
    const samples = channels === 3 ? [0, 1, 2] : [0]
    const data = (await page.readRasters({ samples, interleave: true })) as unknown as ArrayLike<number>
    return { data, width: page.getWidth(), height: page.getHeight(), channels }
  })
}

async function withFirstPage<Value>(
  path: string,
  work: (page: GeoTIFFImage, file: GeoTIFF) => Promise<Value>,
): Promise<Value> {
  // It brings a client for the web along, which no start of the engine should wait for.
  const { fromFile } = await import('geotiff')
  const file = await fromFile(path)
  try {
    return await work(await file.getImage(0), file)
  } finally {
    await file.close()
  }
}

async function orientationOf(page: GeoTIFFImage): Promise<number> {
  const stored = (await numberIn(page, 'Orientation')) ?? 1
  return stored >= 1 && stored <= 8 ? stored : 1
}

async function lastByteOf(page: GeoTIFFImage): Promise<number> {
  const [offsets, lengths] = await Promise.all(
    page.isTiled
      ? [page.fileDirectory.loadValue('TileOffsets'), page.fileDirectory.loadValue('TileByteCounts')]
      : [page.fileDirectory.loadValue('StripOffsets'), page.fileDirectory.loadValue('StripByteCounts')],
  )
  if (!offsets || !lengths) throw new BrokenPicture('damaged')
  let end = 0
  for (let index = 0; index < offsets.length; index++) {
    end = Math.max(end, Number(offsets[index]) + Number(lengths[index] ?? 0))
  }
  return end
}

function isAlpha(extraSamples: ArrayLike<number> | undefined): boolean {
  return extraSamples !== undefined && [1, 2].includes(extraSamples[0]!)
}

async function numberIn(page: GeoTIFFImage, tag: 'PhotometricInterpretation' | 'Orientation'): Promise<number | null> {
  const stored: unknown = await page.fileDirectory.loadValue(tag)
  return stored === undefined ? null : Number(stored)
}
