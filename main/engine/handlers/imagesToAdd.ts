/** Labels often come with their images: the folder to add to the project when it has none of them yet. */
import { dirname, join, sep } from 'node:path'
import type { Root } from '../../../shared/model.ts'
import type { FileTree } from '../formats/fileTree.ts'
import { hasImageExtension } from '../formats/imagePath.ts'
import { findImageFiles } from '../images/imageFiles.ts'

/** What folders of images are called that lie beside those of their labels. */
const imageFolders = ['images', 'JPEGImages', 'image_2', 'img', 'data']
/** Counting goes no further: that there are many is all one needs to know. */
const mostCounted = 100_000

export type ImagesToAdd = { readonly path: string; readonly images: number }

/** @returns null when there are none, or when a folder of the project holds them or lies within */
export async function imagesToAdd(tree: FileTree, roots: readonly Root[]): Promise<ImagesToAdd | null> {
  if (tree.container === 'zip') return null
  const inside =
    tree.container === 'folder' ? tree.files.filter(hasImageExtension).length : await countImages(tree.root)
  const found = inside > 0 ? { path: tree.root, images: inside } : await imagesBeside(tree.root)
  return found && !roots.some((root) => doOverlap(root.path, found.path)) ? found : null
}

async function imagesBeside(folder: string): Promise<ImagesToAdd | null> {
  for (const name of imageFolders) {
    const path = join(dirname(folder), name)
    const images = await countImages(path)
    if (images > 0) return { path, images }
  }
  return null
}

async function countImages(folder: string): Promise<number> {
  let count = 0
  try {
    for await (const files of findImageFiles(folder, { onUnreadable: () => {} })) {
      count += files.length
      if (count >= mostCounted) break
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return count
}

function doOverlap(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => (path.endsWith(sep) ? path : `${path}${sep}`)) as [string, string]
  return one.startsWith(other) || other.startsWith(one)
}
