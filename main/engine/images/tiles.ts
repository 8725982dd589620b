/** Makes the overview and the tiles of large pictures, in processes of their own, and keeps them in the cache. */
import { existsSync } from 'node:fs'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { levelCount, levelSize, overviewSide, type Tile, tileSide } from '../../../shared/pyramid.ts'
import { cachedFile, pathInCache } from './cachedFile.ts'
import { identityOf, type PictureFile } from './pictureFile.ts'
import { pictureHelper } from './pictureHelper.ts'

/** Of formats that lose detail anyway the tiles are JPEG of high quality; of all others PNG, pixel for pixel. */
const losingFormats = new Set(['jpeg', 'webp', 'avif'])

/** An overview is waited for by someone, a pyramid by nobody at first. */
const overviews = pictureHelper()
const pyramids = pictureHelper()

export function overviewFile(cacheFolder: string, file: PictureFile): Promise<string> {
  const place = { cacheFolder, kind: 'overviews', extension: '.webp' }
  return cachedFile(place, `${identityOf(file)}\n${overviewSide}`, (target) =>
    overviews.run({ kind: 'overview', path: file.path, target, side: overviewSide }),
  )
}

/** @returns null while the tiles are not made */
export function tileFile(
  cacheFolder: string,
  file: PictureFile,
  { level, column, row }: Tile,
): { readonly path: string; readonly mimeType: string } | null {
  const folder = pyramidFolder(cacheFolder, file)
  const format = tileFormat(file)
  const path = join(folder, levelFolder(file, level), `${column}_${row}.${format}`)
  return existsSync(path) ? { path, mimeType: `image/${format}` } : null
}

/** Says too that they are in use, so that they stay in the cache. */
export async function hasTiles(cacheFolder: string, file: PictureFile): Promise<boolean> {
  const folder = pyramidFolder(cacheFolder, file)
  if (!existsSync(folder)) return false
  const now = new Date()
  await utimes(folder, now, now)
  return true
}

export type TileWork = { readonly signal: AbortSignal; readonly onProgress: (part: number) => void }

export async function makeTiles(
  cacheFolder: string,
  file: PictureFile,
  { signal, onProgress }: TileWork,
): Promise<void> {
  const format = tileFormat(file)
  await cachedFile(placeOf(cacheFolder), pyramidIdentity(file), async (target) => {
    const stopWatching = watchRows(file, target, onProgress)
    try {
      await pyramids.run({ kind: 'tiles', path: file.path, target, side: tileSide, format }, signal)
    } finally {
      stopWatching()
    }
  })
}

const placeOf = (cacheFolder: string) => ({ cacheFolder, kind: 'tiles', extension: '' })
const pyramidIdentity = (file: PictureFile): string => `${identityOf(file)}\n${tileSide}`
const pyramidFolder = (cacheFolder: string, file: PictureFile): string =>
  pathInCache(placeOf(cacheFolder), pyramidIdentity(file))
const tileFormat = ({ encoding }: PictureFile): 'jpeg' | 'png' => (losingFormats.has(encoding.format) ? 'jpeg' : 'png')

/** The library counts its levels from the smallest. */
function levelFolder({ size }: PictureFile, level: number): string {
  return join('picture_files', String(levelCount(size) - 1 - level))
}

const watchEveryMs = 150

/** The library says nothing while it works, but it writes row after row of the largest level. */
function watchRows(file: PictureFile, target: string, onProgress: (part: number) => void): () => void {
  const rows = Math.ceil(levelSize(file.size, 0).height / tileSide)
  const pathOf = (row: number) => join(target, levelFolder(file, 0), `0_${row}.${tileFormat(file)}`)
  let row = 0
  const timer = setInterval(() => {
    while (row < rows && existsSync(pathOf(row))) row += 1
    onProgress(row / rows)
  }, watchEveryMs)
  return () => clearInterval(timer)
}
