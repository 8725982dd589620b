/** Labels that lie with the images of a project, or where such sets usually keep them: offered before one has to look for them. */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { CallResponse } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { isGenericFolder } from '../../../shared/folderNames.ts'
import type { Root } from '../../../shared/model.ts'
import { openTree } from '../formats/fileTree.ts'
import { detectFormat } from '../formats/index.ts'

export type LabelsNearby = CallResponse<'import.nearby'>

/** What folders of labels are called, in any case of letters. */
const labelFolders = new Set(['annotations', 'annotation', 'anns', 'labels', 'label', 'label_2', 'xml', 'xmls', 'bbox'])
const isLabelFile = (name: string): boolean => /\.(json|csv|xml|zip)$/i.test(name)
/** In the folder above, which may be a user's home, only so many files are looked into. */
const mostFiles = 8

/** @returns places with labels that some format knows for sure, those in the images' own folders first */
export async function labelsNearby(roots: readonly Root[]): Promise<LabelsNearby> {
  const places = (await Promise.all(roots.map(({ path }) => placesFor(path)))).flat()
  const found: LabelsNearby = []
  for (const path of new Set(places)) {
    const [best] = await candidatesAt(path)
    if (best && best.confidence >= 0.5) found.push({ path, format: best.format, labelFiles: best.labelFiles })
  }
  return found
}

/** A place that cannot be read, such as a broken zip, has nothing to offer; whoever chooses it is told why. */
async function candidatesAt(path: string) {
  try {
    return (await detectFormat(await openTree(path))).candidates
  } catch (error) {
    if (error instanceof BoxwrightError) return []
    throw error
  }
}

async function placesFor(root: string): Promise<string[]> {
  const above = dirname(root)
  // labels/train lies with images/train.
  const further = isGenericFolder(basename(above)) ? dirname(above) : null
  const folders = [above, ...(further ? [further] : [])]
  const places = await Promise.all(folders.map((folder) => labelsIn(folder)))
  return [root, ...places.flat()].filter((path) => path !== above)
}

async function labelsIn(folder: string): Promise<string[]> {
  // Nor has a folder that cannot be listed.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory() && labelFolders.has(entry.name.toLowerCase()))
  const files = entries.filter((entry) => entry.isFile() && isLabelFile(entry.name)).slice(0, mostFiles)
  return [...folders, ...files].map(({ name }) => join(folder, name))
}
