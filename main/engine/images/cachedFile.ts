/** Files that can be made again at any time, made once and kept in the user's cache folder. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export type CachePlace = { readonly cacheFolder: string; readonly kind: string; readonly extension: string }

/** What is being made at this moment: whoever asks meanwhile waits for the same. */
const underWay = new Map<string, Promise<string>>()

/** @param identity everything that the content depends on */
export function cachedFile(
  place: CachePlace,
  identity: string,
  write: (file: string) => Promise<unknown>,
): Promise<string> {
  const file = pathInCache(place, identity)
  if (existsSync(file)) return Promise.resolve(file)
  const making = underWay.get(file) ?? make(file, write).finally(() => underWay.delete(file))
  underWay.set(file, making)
  return making
}

export function pathInCache({ cacheFolder, kind, extension }: CachePlace, identity: string): string {
  const key = createHash('sha256').update(identity).digest('hex')
  return join(cacheFolder, kind, key.slice(0, 2), key.slice(2) + extension)
}

/** Under a temporary name until it is whole. */
async function make(file: string, write: (file: string) => Promise<unknown>): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
  try {
    await write(unfinished)
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
  return file
}
