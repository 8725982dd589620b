/**
 * What the window shows of an image file. A file that a browser shows right goes as it is; of the others (TIFF, more than
 * 8 bits, CMYK, …) the same upright picture is made once, without loss, and kept in the cache. Of a large one the overview.
 */
import type { Encoding } from '../../../shared/model.ts'
import { isLarge } from '../../../shared/pyramid.ts'
import { cachedFile } from './cachedFile.ts'
import { identityOf, type PictureFile } from './pictureFile.ts'
import { mimeTypes } from './pictureFormats.ts'
import { pictureHelper } from './pictureHelper.ts'
import { overviewFile } from './tiles.ts'

export type DisplayFile = { readonly path: string; readonly mimeType: string; readonly isOverview: boolean }

/** Conversions take turns in a process of their own, so that this one goes on answering. */
const helper = pictureHelper()

export async function displayFile(cacheFolder: string, file: PictureFile): Promise<DisplayFile> {
  const converted = { mimeType: mimeTypes.webp, isOverview: false }
  if (isLarge(file.size)) return { ...converted, path: await overviewFile(cacheFolder, file), isOverview: true }
  if (!isShownByBrowser(file)) return { ...converted, path: await convertedFile(cacheFolder, file) }
  return { path: file.path, mimeType: mimeTypes[file.encoding.format], isOverview: false }
}

/** A file with the same picture that the image library opens at once, for thumbnails and crops. */
export async function libraryFile(cacheFolder: string, file: PictureFile): Promise<string> {
  if (isOpenedByLibrary(file.encoding)) return file.path
  return isLarge(file.size) ? overviewFile(cacheFolder, file) : convertedFile(cacheFolder, file)
}

function isShownByBrowser({ encoding, orientation }: PictureFile): boolean {
  // Browsers turn JPEG alone as its EXIF says.
  const isUpright = orientation === 1 || encoding.format === 'jpeg'
  return isUpright && encoding.format !== 'tiff' && !isDeepPng(encoding) && !encoding.isCmyk
}

function isOpenedByLibrary(encoding: Encoding): boolean {
  return encoding.format !== 'tiff' && encoding.format !== 'bmp' && !isDeepPng(encoding)
}

const isDeepPng = ({ format, bits }: Encoding): boolean => format === 'png' && bits > 8

function convertedFile(cacheFolder: string, file: PictureFile): Promise<string> {
  const place = { cacheFolder, kind: 'display', extension: '.webp' }
  return cachedFile(place, identityOf(file), (target) => helper.run({ kind: 'convert', path: file.path, target }))
}
