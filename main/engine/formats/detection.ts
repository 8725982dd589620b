/** What the `detect` of the formats have in common. */
import type { SplitName } from '../../../shared/model.ts'
import type { Detection } from './format.ts'
import { splitOfListFile } from './imagePath.ts'

export function notDetected(reason: string): Detection {
  return { labelFiles: 0, reason, layout: 'flat', classes: [], parts: [], confidence: 0 }
}

const order: readonly SplitName[] = ['train', 'val', 'test']

/** The parts that folders or names of label files speak of. */
export function partsOf(paths: readonly string[]): SplitName[] {
  const found = new Set<SplitName>()
  const folders = new Set<string>()
  for (const path of paths) {
    // Of a folder's files, a few tell what their names can: 100,000 are not taken apart one by one.
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    if (folders.has(folder) && paths.length > 1000) continue
    folders.add(folder)
    const split = splitOfListFile(path)
    if (split) found.add(split)
  }
  return order.filter((split) => found.has(split))
}
