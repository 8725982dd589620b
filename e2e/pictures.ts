import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Size } from '../shared/box.ts'
import { seededRandom } from '../shared/random.ts'

/** A folder of plain pictures. */
export async function makePictures(
  folder: string,
  names: readonly string[],
  size: Size = { width: 400, height: 300 },
): Promise<string> {
  mkdirSync(folder, { recursive: true })
  for (const [index, name] of names.entries()) {
    const background = { r: 90 + index * 20, g: 110, b: 130 }
    await sharp({ create: { ...size, channels: 3, background } }).toFile(join(folder, name))
  }
  return folder
}

/** A picture of random blocks, 400 x 300 pixels: another seed looks another way. */
export async function makeScene(path: string, seed: number): Promise<void> {
  const random = seededRandom(seed)
  const values = Array.from({ length: 8 * 6 * 3 }, () => random.below(256))
  await sharp(Buffer.from(values), { raw: { width: 8, height: 6, channels: 3 } })
    .resize(400, 300, { fit: 'fill' })
    .toFile(path)
}
