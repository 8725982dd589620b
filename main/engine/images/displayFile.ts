/** For formats that a browser window cannot decode: the same picture, upright, as lossless WebP in the cache. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'

/** @returns path of a WebP file; it is new whenever the image file is */
export function displayFile(cacheFolder: string, imagePath: string, modifiedAt: number | null): Promise<string> {
  return cachedPicture(cacheFolder, 'display', `${imagePath}\n${modifiedAt}`, (file) =>
    sharp(imagePath, { failOn: 'none' }).autoOrient().webp({ lossless: true, effort: 0 }).toFile(file),
  )
}

/** Makes a file of the cache once, under a temporary name until it is whole. */
export async function cachedPicture(
  cacheFolder: string,
  kind: string,
  identity: string,
  write: (file: string) => Promise<unknown>,
): Promise<string> {
  const key = createHash('sha256').update(identity).digest('hex')
  const file = join(cacheFolder, kind, key.slice(0, 2), `${key.slice(2)}.webp`)
  if (existsSync(file)) return file
  await mkdir(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
  await write(unfinished)
  await rename(unfinished, file)
  return file
}
