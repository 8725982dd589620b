/** Finds files that were cut off, by a downloading or copying that broke off, from a few bytes and without decoding. */
import type { FileHandle } from 'node:fs/promises'
import { BrokenPicture } from './brokenPicture.ts'
import { tailBytes } from './config.ts'
import { type FileEdges, readPart } from './fileParts.ts'
import type { PictureFormat } from './pictureFormats.ts'

/** Closes a JPEG; within its picture data these bytes never stand side by side. */
const endOfJpeg = Buffer.from([0xff, 0xd9])
const endOfPng = Buffer.from('IEND')
/** The longest segment before the picture data, which may hold a small preview with an end of its own. */
const longestSegment = 65_536

/** @throws BrokenPicture */
export async function checkWhole(file: FileHandle, format: PictureFormat, edges: FileEdges): Promise<void> {
  if (!(await isWhole(file, format, edges))) throw new BrokenPicture('cut-off')
}

async function isWhole(file: FileHandle, format: PictureFormat, edges: FileEdges): Promise<boolean> {
  switch (format) {
    case 'jpeg':
      return hasJpegEnd(file, edges)
    case 'png':
      return edges.end.includes(endOfPng) || holds(file, { from: 0, to: edges.bytes }, endOfPng)
    case 'webp':
      return edges.start.readUInt32LE(4) + 8 <= edges.bytes
    default:
      // The others say in their headers how long they are; of an animation the first frame is used, and decoding it tells.
      return true
  }
}

/** Of nearly every sound file the first and the last bytes are enough. */
async function hasJpegEnd(file: FileHandle, { start, end, bytes }: FileEdges): Promise<boolean> {
  const scanAt = startOfScan(start)
  if (scanAt !== null && bytes - end.length > scanAt && end.includes(endOfJpeg)) return true
  if (bytes > 2 * longestSegment) return holds(file, { from: longestSegment, to: bytes }, endOfJpeg)
  const whole = await readPart(file, 0, bytes)
  const from = startOfScan(whole)
  return from !== null && whole.indexOf(endOfJpeg, from) >= 0
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

/** Looks near the end first. */
async function holds(file: FileHandle, { from, to }: Part, mark: Buffer): Promise<boolean> {
  const tail = Math.max(from, to - tailBytes)
  if ((await readPart(file, tail, to - tail)).includes(mark)) return true
  // Parts overlap, so that no mark is torn.
  for (let at = from; at < to; at += chunkBytes - mark.length) {
    if ((await readPart(file, at, chunkBytes)).includes(mark)) return true
  }
  return false
}

const chunkBytes = 1_048_576
