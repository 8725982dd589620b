import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/** A folder of plain pictures, 400 x 300 pixels. */
export async function makePictures(folder: string, names: readonly string[]): Promise<string> {
  mkdirSync(folder, { recursive: true })
  for (const [index, name] of names.entries()) {
    const background = { r: 90 + index * 20, g: 110, b: 130 }
    await sharp({ create: { width: 400, height: 300, channels: 3, background } }).toFile(join(folder, name))
  }
  return folder
}
