/**
 * The one way to the pixels of a picture file: upright, eight bits, in the screen's colours. What is shown, cropped, and
 * seen by the detectors all comes from here, so that they are the same pixels.
 */
import { readFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { decodeBitmap } from './bitmap.ts'
import { mostPixels } from './config.ts'
import { readStart } from './fileParts.ts'
import { showInWindow } from './percentileWindow.ts'
import { formatOf, isDeepPng } from './pictureFormats.ts'
import { isPlainTiff, readTiffFacts, readTiffSamples, type Samples } from './tiffFile.ts'
import { turnUpright } from './turnUpright.ts'

/** What is shown is shown as far as it can be decoded; detectors learn from sound files alone. */
export type Strictness = 'lenient' | 'strict'

/** @throws Error when the file cannot be decoded */
export async function openUpright(path: string, strictness: Strictness): Promise<Sharp> {
  const way = await wayOfDecoding(path)
  switch (way.kind) {
    case 'library':
      return openInLibrary(path, strictness).autoOrient()
    case 'bitmap':
      return fromPixels({ ...decodeBitmap(await readFile(path)), channels: 3 })
    case 'deep-png':
      return fromPixels(shown(await readDeepPng(path, strictness)))
    case 'tiff': {
      const { channels, ...stored } = shown(await readTiffSamples(path))
      return fromPixels({ ...turnUpright(stored, channels, way.orientation), channels })
    }
  }
}

type Way =
  | { readonly kind: 'library' | 'bitmap' | 'deep-png' }
  | { readonly kind: 'tiff'; readonly orientation: number }

async function wayOfDecoding(path: string): Promise<Way> {
  const start = await readStart(path)
  const format = formatOf(start)
  if (format === 'bmp') return { kind: 'bitmap' }
  if (format === 'png' && isDeepPng(start)) return { kind: 'deep-png' }
  if (format !== 'tiff') return { kind: 'library' }
  const facts = await readTiffFacts(path)
  return isPlainTiff(facts) ? { kind: 'library' } : { kind: 'tiff', orientation: facts.orientation }
}

export function openInLibrary(path: string, strictness: Strictness): Sharp {
  return sharp(path, { failOn: strictness === 'strict' ? 'error' : 'none', limitInputPixels: mostPixels })
}

type Pixels = { readonly data: Uint8Array; readonly width: number; readonly height: number; readonly channels: 1 | 3 }

function fromPixels({ data, ...raw }: Pixels): Sharp {
  return sharp(data, { raw, limitInputPixels: mostPixels })
}

function shown({ data, ...size }: Samples): Pixels {
  return { data: data instanceof Uint8Array ? data : showInWindow(data), ...size }
}

/** How far a deep PNG lets its background through cannot be told before it is shown in eight bits, and is left out. */
async function readDeepPng(path: string, strictness: Strictness): Promise<Samples> {
  const picture = openInLibrary(path, strictness)
  const { channels } = await picture.metadata()
  const space = channels < 3 ? 'grey16' : 'rgb16'
  const { data, info } = await picture
    .autoOrient()
    .removeAlpha()
    .toColourspace(space)
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true })
  const values = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
  return { data: values, width: info.width, height: info.height, channels: channels < 3 ? 1 : 3 }
}
