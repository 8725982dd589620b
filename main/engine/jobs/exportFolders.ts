/** Under which paths images go when sub-folders are not kept, and which of them had to be numbered. */
import type { FolderRule } from '../../../shared/exchange/exportSettings.ts'
import type { Problem } from '../../../shared/reports.ts'
import { extensionOf, foldName, stemOf } from '../formats/imagePath.ts'
import { problemAt } from '../formats/problem.ts'

export type PlacedPaths = { readonly paths: readonly string[]; readonly problems: readonly Problem[] }

/** Label files are called after the stem, so no two stems may be the same, whatever their extension and case. */
export function placePaths(originals: readonly string[], rule: FolderRule): PlacedPaths {
  if (rule === 'keep') return { paths: originals, problems: [] }
  const wanted = originals.map((path) =>
    rule === 'joined' ? path.replaceAll('/', '_') : path.slice(path.lastIndexOf('/') + 1),
  )
  // Nobody is to be numbered into a name that another has of itself.
  const own = new Set(wanted.map((path) => foldName(stemOf(path))))
  const taken = new Set<string>()
  const problems: Problem[] = []
  const paths = wanted.map((path, index) => {
    const name = taken.has(foldName(stemOf(path))) ? numbered(path, taken, own) : path
    taken.add(foldName(stemOf(name)))
    if (name === path) return path
    const message = `is exported as ${name}, because another image of that folder is called ${path}`
    problems.push(problemAt('renamed', { file: originals[index]! }, message))
    return name
  })
  return { paths, problems }
}

function numbered(path: string, taken: ReadonlySet<string>, own: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const stem = `${stemOf(path)}_${number}`
    if (!taken.has(foldName(stem)) && !own.has(foldName(stem))) return stem + extensionOf(path)
  }
}
