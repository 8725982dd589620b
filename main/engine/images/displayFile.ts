/**
 * What the window shows of an image file. A file that a browser shows right goes as it is; of the others (TIFF, more than
 * 8 bits, CMYK, …) the same upright picture is made once, without loss, and kept in the cache.
 */
import type { Size } from '../../../shared/box.ts'
import type { Encoding } from '../../../shared/model.ts'
import { windowPercentiles } from '../../../shared/windowPercentiles.ts'
import { cachedFile } from './cachedFile.ts'
import { longestWebpSide } from './config.ts'
import { mimeTypes } from './pictureFormats.ts'
import { pictureHelper } from './pictureHelper.ts'

/** An image file as its row describes it. */
export type PictureFile = {
  readonly path: string
  /** Unix time in milliseconds. */
  readonly modifiedAt: number | null
  /** Of the upright image. */
  readonly size: Size
  readonly orientation: number
  readonly encoding: Encoding
}

/** Conversions take turns in a process of their own, so that this one goes on answering. */
const helper = pictureHelper()

export async function displayFile(
  cacheFolder: string,
  file: PictureFile,
): Promise<{ readonly path: string; readonly mimeType: string }> {
  if (isShownByBrowser(file)) return { path: file.path, mimeType: mimeTypes[file.encoding.format] }
  return { path: await convertedFile(cacheFolder, file), mimeType: `image/${convertedFormat(file)}` }
}

/** A file with the same picture that the image library opens at once, for thumbnails and crops. */
export async function libraryFile(cacheFolder: string, file: PictureFile): Promise<string> {
  return isOpenedByLibrary(file.encoding) ? file.path : convertedFile(cacheFolder, file)
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

const convertedFormat = ({ size }: PictureFile): 'webp' | 'png' =>
  Math.max(size.width, size.height) > longestWebpSide ? 'png' : 'webp'

function convertedFile(cacheFolder: string, file: PictureFile): Promise<string> {
  const format = convertedFormat(file)
  const place = { cacheFolder, kind: 'display', extension: `.${format}` }
  const window = `${windowPercentiles.low}-${windowPercentiles.high}`
  return cachedFile(place, [file.path, file.modifiedAt, window].join('\n'), (target) =>
    helper.run({ kind: 'convert', path: file.path, target, format }),
  )
}
