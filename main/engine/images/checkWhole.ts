/** Finds files that were cut off, by a downloading or copying that broke off, from a few bytes and without decoding. */
import type { FileHandle } from 'node:fs/promises'
import { BrokenPicture } from './brokenPicture.ts'
import { tailBytes } from './config.ts'
import { readPart } from './fileParts.ts'
import type { PictureFormat } from './pictureFormats.ts'

/** Closes a JPEG; within its picture data these bytes never stand side by side. */
const endOfJpeg = Buffer.from([0xff, 0xd9])
/** The longest segment before the picture data, which may hold a small preview with an end of its own. */
const longestSegment = 65_536
const lastBytes = 4096

/** @throws BrokenPicture */
export async function checkWhole(file: FileHandle, format: PictureFormat, bytes: number): Promise<void> {
  const isWhole = await endings[format](file, bytes)
  if (!isWhole) throw new BrokenPicture('cut-off')
}

const endings: Readonly<Record<PictureFormat, (file: FileHandle, bytes: number) => Promise<boolean>>> = {
  jpeg: hasJpegEnd,
  png: (file, bytes) => holds(file, { from: 0, to: bytes }, Buffer.from('IEND')),
  webp: async (file, bytes) => (await readPart(file, 4, 4)).readUInt32LE(0) + 8 <= bytes,
  // The first frame alone is used, and decoding it tells; the rest say in their headers how long they are.
  gif: async () => true,
  bmp: async () => true,
  tiff: async () => true,
  avif: async () => true,
}

async function hasJpegEnd(file: FileHandle, bytes: number): Promise<boolean> {
  if (bytes <= 2 * longestSegment) {
    const whole = await readPart(file, 0, bytes)
    const from = startOfScan(whole)
    return from !== null && whole.indexOf(endOfJpeg, from) >= 0
  }
  return holds(file, { from: longestSegment, to: bytes }, endOfJpeg)
}

/** Goes from segment to segment to where the picture data begin. */
function startOfScan(file: Buffer): number | null {
  let at = 2
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return null
    const marker = file[at + 1]!
    if (marker === 0xda) return at
    // Filling bytes may stand before a marker.
    at += marker === 0xff ? 1 : 2 + file.readUInt16BE(at + 2)
  }
  return null
}

type Part = { readonly from: number; readonly to: number }

/** Looks near the end first: nearly every sound file has its mark there. */
async function holds(file: FileHandle, { from, to }: Part, mark: Buffer): Promise<boolean> {
  for (const length of [lastBytes, tailBytes]) {
    const start = Math.max(from, to - length)
    if ((await readPart(file, start, to - start)).includes(mark)) return true
    if (start === from) return false
  }
  // Parts overlap, so that no mark is torn.
  for (let at = from; at < to; at += chunkBytes - mark.length) {
    if ((await readPart(file, at, chunkBytes)).includes(mark)) return true
  }
  return false
}

const chunkBytes = 1_048_576
