/** Under which names the images of a dataset are exported: their own, with sub-folders, unless two would meet. */
import type { SplitName } from '../../../shared/model.ts'
import type { Problem } from '../../../shared/reports.ts'
import type { DatasetImage } from './format.ts'
import { extensionOf, foldName, stemOf, withoutKindFolders } from './imagePath.ts'
import { problemAt } from './problem.ts'

export type ExportNames = {
  /** For each image its path inside the export's image folder. */
  readonly names: readonly string[]
  readonly problems: readonly Problem[]
}

/**
 * Where label files are called after the stem, `a.jpg` and `a.png` would share one: all such images get their extension
 * into the stem (`a.jpg.jpg`, `a.png.png`), from which a reader finds the image again. The same path in two roots, and
 * names that differ only in case, are numbered.
 */
export function exportNames(images: readonly DatasetImage[], uniqueBy: 'stem' | 'name'): ExportNames {
  const paths = images.map((image) => withoutKindFolders(image.path))
  const keys = paths.map((path) => (uniqueBy === 'stem' ? stemOf(path) : path))
  const isShared = sharedKeys(keys)
  const taken = new Set(keys.map(foldName).filter((key) => !isShared.has(key)))
  const names = paths.map((path, index) => {
    if (!isShared.has(foldName(keys[index]!))) return path
    const key = firstFree(path, taken)
    taken.add(foldName(key))
    return uniqueBy === 'stem' ? key + extensionOf(path) : key
  })
  return { names, problems: images.flatMap((image, index) => renamed(image.path, paths[index]!, names[index]!)) }
}

/** The folder for the images of each part: empty when nothing is split, so that those without a part never mix with others. */
export function splitFolders(
  images: readonly DatasetImage[],
): (image: DatasetImage) => SplitName | typeof unsplit | '' {
  const hasSplits = images.some((image) => image.split !== null)
  return (image) => (hasSplits ? (image.split ?? unsplit) : '')
}

export const unsplit = 'unsplit'

function sharedKeys(keys: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const key of keys.map(foldName)) (seen.has(key) ? shared : seen).add(key)
  return shared
}

/** The path itself when nobody has it, else `a_2.jpg`, `a_3.jpg`, … */
function firstFree(path: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : `${stemOf(path)}_${number}${extensionOf(path)}`
    if (!taken.has(foldName(candidate))) return candidate
  }
}

function renamed(file: string, path: string, name: string): Problem[] {
  if (path === name) return []
  return [problemAt('renamed', { file }, `is exported as ${name}, because another image would share its name`)]
}
