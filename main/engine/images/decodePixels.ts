/** Decodes an image file to raw pixels of a given size, upright, as red, green, blue. */
import type { Size } from '../../../shared/box.ts'
import { openUpright } from './openUpright.ts'

/** Where a picture is transparent, detectors see a middle grey. */
const background = '#727272'

/**
 * @returns height * width * 3 bytes, row by row
 * @throws Error in the library's words when the file cannot be decoded
 */
export async function decodePixels(path: string, { width, height }: Size): Promise<Uint8Array> {
  const picture = await openUpright(path, 'strict')
  const { data, info } = await picture
    .flatten({ background })
    .toColourspace('srgb')
    .resize(width, height, { fit: 'fill' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`decoded to ${info.channels} channels instead of 3`)
  return data
}
