/** Small upright pictures for lists, made once and kept in the user's cache folder. */
import { cachedFile } from './cachedFile.ts'
import { libraryFile } from './displayFile.ts'
import { openUpright } from './openUpright.ts'
import type { PictureFile } from './pictureFile.ts'

const thumbnailSide = 256

/**
 * @returns path of a WebP file; it is new whenever the image file is
 * @throws Error when the file is damaged: making its thumbnail is the first time that all of it is decoded
 */
export function thumbnailFile(cacheFolder: string, file: PictureFile): Promise<string> {
  const place = { cacheFolder, kind: 'thumbnails', extension: '.webp' }
  return cachedFile(place, `${file.path}\n${file.modifiedAt}\n${thumbnailSide}`, async (target) => {
    const picture = await openUpright(await libraryFile(cacheFolder, file), 'strict')
    await picture
      .toColourspace('srgb')
      .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toFile(target)
  })
}
