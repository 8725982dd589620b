/** Pictures as the network sees them, decoded off the thread that trains and kept in memory as far as it reaches. */
import type { WorkerImage } from '../../../shared/workerMessages.ts'
import { decodePixels } from '../images/decodePixels.ts'
import { fillGrey } from './config.ts'
import { letterboxOf } from './letterbox.ts'

export type PictureSource = {
  /** [side, side, 3] of 0..255; null when the file cannot be decoded, which was reported once. */
  readonly load: (image: WorkerImage) => Promise<Uint8Array | null>
}

export function pictureSource(
  side: number,
  memoryBytes: number,
  onUnreadable: (image: WorkerImage, reason: string) => void,
): PictureSource {
  const kept = new Map<number, Uint8Array>()
  const unreadable = new Set<number>()
  let room = Math.floor(memoryBytes / (side * side * 3))

  async function decode(image: WorkerImage): Promise<Uint8Array | null> {
    try {
      const picture = await decodeSquare(image, side)
      if (room > 0) {
        room -= 1
        kept.set(image.id, picture)
      }
      return picture
    } catch (error) {
      unreadable.add(image.id)
      onUnreadable(image, (error as Error).message.split('\n')[0] ?? '')
      return null
    }
  }

  return {
    load: async (image) => {
      if (unreadable.has(image.id)) return null
      return kept.get(image.id) ?? decode(image)
    },
  }
}

async function decodeSquare(image: WorkerImage, side: number): Promise<Uint8Array> {
  const { width, height, offsetX, offsetY } = letterboxOf(image, side)
  const pixels = await decodePixels(image.path, { width, height })
  const square = new Uint8Array(side * side * 3).fill(fillGrey)
  for (let row = 0; row < height; row++) {
    square.set(pixels.subarray(row * width * 3, (row + 1) * width * 3), ((row + offsetY) * side + offsetX) * 3)
  }
  return square
}
