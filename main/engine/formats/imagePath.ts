/** Paths of images and label files as text, with `/`. Nothing here looks at a disk. */
import type { SplitName } from '../../../shared/model.ts'

const imageExtensions = new Set(
  'jpg jpeg jpe jfif png bmp gif tif tiff webp avif heic heif ppm pgm jp2 dng mpo pfm'.split(' '),
)

/** With `/` throughout, as some label files come from Windows. */
export function withSlashes(path: string): string {
  return path.replaceAll('\\', '/')
}

export function folderOf(path: string): string {
  const end = path.lastIndexOf('/')
  return end === -1 ? '' : path.slice(0, end)
}

export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** With its dot; empty when there is none. */
export function extensionOf(path: string): string {
  const name = fileNameOf(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot) : ''
}

/** The path without its extension, whatever that is. */
export function stemOf(path: string): string {
  const extension = extensionOf(path)
  return extension === '' ? path : path.slice(0, -extension.length)
}

export function hasImageExtension(path: string): boolean {
  return imageExtensions.has(extensionOf(path).slice(1).toLowerCase())
}

/**
 * The path without folders that only say what kind of files they hold: `labels/day/a.txt` and `images/day/a.jpg` belong
 * together, and an export has such folders of its own.
 */
export function withoutKindFolders(path: string): string {
  const folders = path.split('/')
  const name = folders.pop()!
  return [...folders.filter((folder) => !kindFolders.has(folder.toLowerCase())), name].join('/')
}

// The last three are KITTI's.
const kindFolders = new Set([
  '',
  '.',
  ...'image images jpegimages label labels annotation annotations training image_2 label_2'.split(' '),
])

/** Two names that a file system or a person takes for the same: accents may be stored in two ways, case may not count. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** The part of a dataset that a folder or a list stands for by its name: `train`, `val2017`, `valid`, … */
export function splitOfName(name: string): SplitName | null {
  const match = /^(train|val|valid|validation|test)(\d{4})?$/i.exec(name)
  if (!match) return null
  const word = match[1]!.toLowerCase()
  return word === 'train' || word === 'test' ? word : 'val'
}

export function splitOfFolder(path: string): SplitName | null {
  return firstSplit(folderOf(path).split('/'))
}

/** For lists such as `instances_val2017.json`, or `_annotations.coco.json` in a folder `valid`. */
export function splitOfListFile(path: string): SplitName | null {
  return firstSplit(fileNameOf(path).split(/[^A-Za-z0-9]+/)) ?? splitOfFolder(path)
}

function firstSplit(names: readonly string[]): SplitName | null {
  return names.map(splitOfName).find((split) => split !== null) ?? null
}
