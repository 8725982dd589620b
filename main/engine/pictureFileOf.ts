/** The file behind an image, with all that showing it needs. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BoxwrightError } from '../../shared/errors.ts'
import { missingReason } from '../../shared/model.ts'
import { explainBrokenImage } from './images/brokenPicture.ts'
import type { PictureFile } from './images/pictureFile.ts'
import { readHeader } from './images/readHeader.ts'
import type { Store } from './store/store.ts'

/** @throws BoxwrightError `file-unreadable` */
export async function pictureFileOf(store: Store, imageId: number): Promise<PictureFile> {
  const { rootPath, path: relativePath, modifiedAt } = store.images.file(imageId)
  const path = join(rootPath, relativePath)
  if (!existsSync(path)) throw unreadable(path, missingReason)
  const image = await withHeader(store, imageId, path)
  if (image.error !== null) throw unreadable(path, image.error)
  const { width, height, orientation, encoding } = image
  return { path, modifiedAt, size: { width: width!, height: height! }, orientation, encoding: encoding! }
}

export function unreadable(path: string, reason: string): BoxwrightError {
  return new BoxwrightError('file-unreadable', `${path} cannot be shown: ${reason}.`, { path })
}

/** What is opened before the scan came to it is read now. */
async function withHeader(store: Store, imageId: number, path: string) {
  const image = store.images.getOne(imageId)
  if (image.encoding !== null || image.error !== null) return image
  const header = await readHeader(path).then(
    (sound) => ({ kind: 'sound', ...sound }) as const,
    (error) => ({ kind: 'broken', reason: explainBrokenImage(error) }) as const,
  )
  store.images.setHeaders([{ id: imageId, header }])
  return store.images.getOne(imageId)
}
