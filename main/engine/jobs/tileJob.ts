/** Makes the tiles of one large picture, so that it can be looked at in full. */
import { makeTiles } from '../images/tiles.ts'
import { trimCache } from '../images/trimCache.ts'
import { pictureFileOf } from '../pictureFileOf.ts'
import type { JobContext } from './runner.ts'

export async function tilePicture(
  { store, signal, report }: JobContext,
  cacheFolder: string,
  imageId: number,
): Promise<null> {
  const file = await pictureFileOf(store, imageId)
  const startedAt = Date.now()
  await makeTiles(cacheFolder, file, {
    signal,
    onProgress: (value) =>
      report({
        value,
        title: `Preparing ${store.images.getOne(imageId).path}`,
        phase: 'tiling',
        secondsLeft: value > 0 ? ((Date.now() - startedAt) / 1000 / value) * (1 - value) : null,
      }),
  })
  await trimCache(cacheFolder)
  return null
}
