/** The images of a zip that the project does not have, and where they could be unpacked to. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { indexImages } from '../formats/matchImages.ts'
import { imagesInZip as membersOf } from '../jobs/unpackJob.ts'
import type { Store } from '../store/store.ts'

export type ImagesInZip = { readonly images: number; readonly bytes: number; readonly directory: string }

/** @returns null when there are none, or when the project has all of them */
export async function imagesInZip(path: string, store: Store): Promise<ImagesInZip | null> {
  const isThere = presence(store)
  const missing = (await membersOf(path)).filter(({ name, bytes }) => !isThere(name, bytes))
  if (missing.length === 0) return null
  const bytes = missing.reduce((sum, member) => sum + member.bytes, 0)
  return { images: missing.length, bytes, directory: freeFolderFor(path) }
}

/** By name and length of the file: other data sets have a 0001.jpg too. */
function presence(store: Store): (name: string, bytes: number) => boolean {
  const roots = new Map(store.roots.list().map((root) => [root.id, root.path]))
  const lengths = store.images.fileLengths()
  const index = indexImages(lengths.map((file) => ({ ...file, rootPath: roots.get(file.rootId)! })))
  return (name, bytes) => {
    const match = index.match([name])
    if (match.kind === 'matched') return match.image.bytes === bytes
    return match.kind === 'ambiguous' && match.candidates.some((image) => image.bytes === bytes)
  }
}

/** Beside the zip, under its name. */
function freeFolderFor(zip: string): string {
  const wanted = resolve(zip).replace(/\.zip$/i, '')
  let free = wanted
  for (let number = 2; existsSync(free); number++) free = `${wanted}-${number}`
  return free
}
