/** Small upright pictures for lists, made once and kept in the user's cache folder. */
import sharp from 'sharp'
import { cachedPicture } from './displayFile.ts'

const thumbnailSide = 256

/** @returns path of a WebP file; it is new whenever the image file is */
export function thumbnailFile(cacheFolder: string, imagePath: string, modifiedAt: number | null): Promise<string> {
  return cachedPicture(cacheFolder, 'thumbnails', `${imagePath}\n${modifiedAt}\n${thumbnailSide}`, (file) =>
    sharp(imagePath, { failOn: 'none' })
      .autoOrient()
      .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toFile(file),
  )
}
