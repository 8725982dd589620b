/** Tells a format of documents by the ends of its files, and reads those that are small enough for their classes. */
import { toUtf8 } from './decodeText.ts'
import { notDetected, partsOf } from './detection.ts'
import type { CutDocument } from './documents.ts'
import type { FileTree } from './fileTree.ts'
import type { Detection } from './format.ts'

export type Signs = {
  readonly isLikely: (ends: string) => boolean
  readonly cut: (utf8: Buffer, path: string) => CutDocument | null
  /** What is said of the first file, and when there is none. */
  readonly reason: string
  readonly none: string
  readonly confidence: number
}

/** So many files are looked at, and so many bytes read for classes: a choice must not take longer than the import. */
const mostFiles = 20
const mostBytes = 1 << 24

export async function detectDocuments(tree: FileTree, paths: readonly string[], signs: Signs): Promise<Detection> {
  const files: string[] = []
  const classes = new Set<string>()
  let left = mostBytes
  for (const path of paths.slice(0, mostFiles)) {
    const ends = await tree.peek(path).catch(() => null)
    if (!ends || !signs.isLikely(toUtf8(ends).utf8.toString())) continue
    files.push(path)
    const bytes = left > 0 ? await tree.read(path).catch(() => null) : null
    left -= bytes?.length ?? 0
    if (bytes && bytes.length <= mostBytes) for (const name of classesOf(bytes, path, signs)) classes.add(name)
  }
  const [first] = files
  if (first === undefined) return notDetected(signs.none)
  // One label file for each image is the rule where the first ones are all of the kind.
  const labelFiles = files.length === mostFiles ? paths.length : files.length
  return {
    labelFiles,
    reason: `${first} ${signs.reason}`,
    layout: labelFiles > 1 ? 'documents' : 'oneDocument',
    classes: [...classes],
    parts: partsOf(files),
    confidence: signs.confidence,
  }
}

function classesOf(bytes: Uint8Array, path: string, { cut }: Signs): string[] {
  try {
    const document = cut(toUtf8(bytes).utf8, path)
    const used = document?.entries.flatMap(({ rows }) => rows.map(({ box }) => box?.className)) ?? []
    return [...(document?.classes ?? []), ...used.filter((name) => typeof name === 'string')]
  } catch {
    // What is wrong with the file is told when it is read.
    return []
  }
}
