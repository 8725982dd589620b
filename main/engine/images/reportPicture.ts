/** A small JPEG of a picture, for a document that carries its pictures in itself. */
import { openUpright } from './openUpright.ts'

const longestSide = 640

/** @throws Error in the library's words when the file cannot be decoded */
export async function reportPicture(path: string): Promise<Buffer> {
  const picture = await openUpright(path, 'lenient')
  return picture
    .flatten({ background: '#727272' })
    .toColourspace('srgb')
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer()
}
