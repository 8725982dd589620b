/** A copy of a picture that is stored lying, turned as its EXIF orientation says, for tools that do not look at that. */
import { extname } from 'node:path'
import sharp from 'sharp'

/** Nearly as good as the original: what is lost is far below what a detector or an eye can tell. */
const jpegQuality = 95

/** @param target with the extension of its format */
export async function writeUpright(source: string, target: string): Promise<void> {
  const picture = sharp(source, { failOn: 'error' }).autoOrient().keepIccProfile()
  const isJpeg = /^\.(jpe?g|jpe|jfif)$/i.test(extname(target))
  await (isJpeg ? picture.jpeg({ quality: jpegQuality, chromaSubsampling: '4:4:4' }) : picture).toFile(target)
}
