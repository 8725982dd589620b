/** Which files of a folder are images, found without reading them. */
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isImagePath } from './pictureFormats.ts'

export type FoundFile = { readonly path: string; readonly bytes: number; readonly modifiedAt: number }

/**
 * All image files below `folder`, one list for each folder, paths relative with `/`. Hidden folders are left out.
 * A folder that cannot be read is reported to `onUnreadable` and skipped.
 */
export async function* findImageFiles(
  folder: string,
  onUnreadable: (path: string, reason: string) => void,
  relative = '',
): AsyncGenerator<FoundFile[]> {
  let entries: Dirent[]
  try {
    entries = await readdir(join(folder, relative), { withFileTypes: true })
  } catch (error) {
    if (relative === '') throw error
    onUnreadable(relative, (error as Error).message)
    return
  }
  const visible = entries.filter((entry) => !entry.name.startsWith('.'))
  yield await statAll(
    folder,
    visible.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map((entry) => relative + entry.name),
  )
  for (const entry of visible) {
    if (entry.isDirectory()) yield* findImageFiles(folder, onUnreadable, `${relative}${entry.name}/`)
  }
}

async function statAll(folder: string, paths: readonly string[]): Promise<FoundFile[]> {
  const found = await Promise.all(
    paths.filter(isImagePath).map(async (path) => {
      const file = await stat(join(folder, path)).catch(() => null)
      // A link to nowhere or to a folder is no image.
      return file?.isFile() ? { path, bytes: file.size, modifiedAt: Math.round(file.mtimeMs) } : null
    }),
  )
  return found.filter((file) => file !== null)
}
