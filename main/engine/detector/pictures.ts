/**
 * Pictures as the network sees them, decoded off the thread that trains: kept in memory as far as it reaches, and on disk
 * for the next run.
 */
import { readFile, stat, writeFile } from 'node:fs/promises'
import type { WorkerImage } from '../../../shared/workerMessages.ts'
import { explainBrokenImage } from '../images/brokenPicture.ts'
import { type CachePlace, cachedFile, pathInCache } from '../images/cachedFile.ts'
import { decodePixels } from '../images/decodePixels.ts'
import { fillGrey } from './config.ts'
import { type Fit, letterboxOf } from './letterbox.ts'

export type PictureSource = {
  /** [side, side, 3] of 0..255; null when the file cannot be decoded, which was reported once. */
  readonly load: (image: WorkerImage) => Promise<Uint8Array | null>
}

export type PictureSourceOptions = {
  /** Side of the network input in pixels. */
  readonly side: number
  readonly fit?: Fit
  readonly memoryBytes: number
  /** Null keeps nothing on disk. */
  readonly cacheFolder: string | null
  readonly onUnreadable: (image: WorkerImage, reason: string) => void
}

export function pictureSource(options: PictureSourceOptions): PictureSource {
  const { side, fit = 'letterbox', memoryBytes, cacheFolder, onUnreadable } = options
  const kept = new Map<number, Uint8Array>()
  const unreadable = new Set<number>()
  const decode = cacheFolder === null ? decodeSquare : decodeOnce(cacheFolder)
  let room = Math.floor(memoryBytes / (side * side * 3))

  async function fetch(image: WorkerImage): Promise<Uint8Array | null> {
    try {
      const picture = await decode(image, { side, fit })
      if (room > 0) {
        room -= 1
        kept.set(image.id, picture)
      }
      return picture
    } catch (error) {
      unreadable.add(image.id)
      onUnreadable(image, explainBrokenImage(error))
      return null
    }
  }

  return {
    load: async (image) => {
      if (unreadable.has(image.id)) return null
      return kept.get(image.id) ?? fetch(image)
    },
  }
}

type Square = { readonly side: number; readonly fit: Fit }
type Decode = (image: WorkerImage, square: Square) => Promise<Uint8Array>

/** Takes a picture from the cache, or decodes it and puts it there. */
function decodeOnce(cacheFolder: string): Decode {
  const place: CachePlace = { cacheFolder, kind: 'decoded', extension: '.rgb' }
  // A cache that cannot be written only costs time; on a full disk it is not tried again.
  let isWritable = true
  return async (image, square) => {
    const { side, fit } = square
    const { mtimeMs, size } = await stat(image.path)
    const identity = `${image.path}\n${mtimeMs}\n${size}\n${side}${fit === 'stretch' ? '\nstretched' : ''}`
    const known = await readFile(pathInCache(place, identity)).catch(() => null)
    if (known?.length === side * side * 3) return known
    const picture = await decodeSquare(image, square)
    if (isWritable) {
      await cachedFile(place, identity, (target) => writeFile(target, picture)).catch(() => {
        isWritable = false
      })
    }
    return picture
  }
}

async function decodeSquare(image: WorkerImage, { side, fit }: Square): Promise<Uint8Array> {
  const { width, height, offsetX, offsetY } = letterboxOf(image, side, fit)
  const pixels = await decodePixels(image.path, { width, height })
  const square = new Uint8Array(side * side * 3).fill(fillGrey)
  for (let row = 0; row < height; row++) {
    square.set(pixels.subarray(row * width * 3, (row + 1) * width * 3), ((row + offsetY) * side + offsetX) * 3)
  }
  return square
}
