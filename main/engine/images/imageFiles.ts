/** Which files of a folder are images, found without reading them, a few hundred at a time. */
import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isImagePath } from './pictureFormats.ts'

export type FoundFile = { readonly path: string; readonly bytes: number; readonly modifiedAt: number }

export type FolderWalk = {
  /** Called with every folder, relative with a `/` at the end; the folder itself is the empty text. */
  readonly onFolder?: (path: string) => void
  /** A folder that cannot be read is skipped. */
  readonly onUnreadable: (path: string, reason: string) => void
}

const filesPerBatch = 200

/**
 * All image files below `folder`, paths relative with `/`, as the file system writes them. Hidden files and folders, and links
 * to folders, are left out.
 */
export async function* findImageFiles(folder: string, walk: FolderWalk, relative = ''): AsyncGenerator<FoundFile[]> {
  walk.onFolder?.(relative)
  const folders: string[] = []
  let batch: string[] = []
  try {
    for await (const entry of await opendir(join(folder, relative), { bufferSize: 256 })) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) folders.push(`${relative}${entry.name}/`)
      else if (isImagePath(entry.name)) batch.push(relative + entry.name)
      if (batch.length < filesPerBatch) continue
      yield await statAll(folder, batch)
      batch = []
    }
  } catch (error) {
    if (relative === '') throw error
    walk.onUnreadable(relative, (error as Error).message)
    return
  }
  if (batch.length > 0) yield await statAll(folder, batch)
  for (const inner of folders) yield* findImageFiles(folder, walk, inner)
}

/** In the order of their names, so that new images get their numbers in that order in all but huge folders. */
async function statAll(folder: string, paths: readonly string[]): Promise<FoundFile[]> {
  const found = await Promise.all(
    paths.toSorted().map(async (path) => {
      const file = await stat(join(folder, path)).catch(() => null)
      // A link to nowhere or to a folder is no image.
      return file?.isFile() ? { path, bytes: file.size, modifiedAt: Math.round(file.mtimeMs) } : null
    }),
  )
  return found.filter((file) => file !== null)
}
