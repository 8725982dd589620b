/** Under which names the images of a dataset are exported: their own, with sub-folders, unless two would meet. */
import type { SplitName } from '../../../shared/model.ts'
import type { Problem } from '../../../shared/reports.ts'
import type { DatasetImage } from './format.ts'
import { extensionOf, foldName, stemOf, withoutKindFolders } from './imagePath.ts'
import { type Pause, pauses } from './pauses.ts'
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
export async function exportNames(images: readonly DatasetImage[], uniqueBy: 'stem' | 'name'): Promise<ExportNames> {
  const pause = pauses()
  const { wanted, taken, shared } = await wantedNames(images, uniqueBy, pause)
  const names: string[] = []
  const problems: Problem[] = []
  for (const [index, { path, key }] of wanted.entries()) {
    const due = pause()
    if (due) await due
    if (!shared.has(key)) names.push(path)
    else {
      const free = firstFree(path, taken)
      taken.add(foldName(free))
      names.push(uniqueBy === 'stem' ? free + extensionOf(path) : free)
    }
    if (path !== names[index]) problems.push(renamed(images[index]!.path, names[index]!))
  }
  return { names, problems }
}

/** `taken` are the keys that one image alone has. */
async function wantedNames(images: readonly DatasetImage[], uniqueBy: 'stem' | 'name', pause: Pause) {
  const wanted: { readonly path: string; readonly key: string }[] = []
  const taken = new Set<string>()
  const shared = new Set<string>()
  for (const image of images) {
    const due = pause()
    if (due) await due
    const path = withoutKindFolders(image.path)
    const key = foldName(uniqueBy === 'stem' ? stemOf(path) : path)
    if (taken.has(key)) shared.add(key)
    else taken.add(key)
    wanted.push({ path, key })
  }
  for (const key of shared) taken.delete(key)
  return { wanted, taken, shared }
}

/** The folder for the images of each part: empty when nothing is split, so that those without a part never mix with others. */
export function splitFolders(
  images: readonly DatasetImage[],
): (image: DatasetImage) => SplitName | typeof unsplit | '' {
  const hasSplits = images.some((image) => image.split !== null)
  return (image) => (hasSplits ? (image.split ?? unsplit) : '')
}

export const unsplit = 'unsplit'

/** The path itself when nobody has it, else `a_2.jpg`, `a_3.jpg`, … */
function firstFree(path: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : `${stemOf(path)}_${number}${extensionOf(path)}`
    if (!taken.has(foldName(candidate))) return candidate
  }
}

function renamed(file: string, name: string): Problem {
  return problemAt('renamed', { file }, `is exported as ${name}, because another image would share its name`)
}
