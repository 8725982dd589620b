/**
 * Reads a folder of KITTI label files and one of result files, a pair of equal names for each image.
 * A line: type truncated occluded alpha x1 y1 x2 y2, seven numbers of the 3D box, and in results the score.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { boxAreasOf, type MetricCategory } from '../../../shared/metrics/dataset.ts'
import { invalidFile, type ScoreInput, unreadableFile } from './scoreInput.ts'

export async function readKittiFolders(labelFolder: string, resultFolder: string): Promise<ScoreInput> {
  const names = await textFilesOf(labelFolder)
  if (names.length === 0) {
    throw invalidFile(labelFolder, '', 'holds no .txt file', 'Give the folder of the label files.')
  }
  checkPairs(resultFolder, names, await textFilesOf(resultFolder))
  const labels = await readObjects(labelFolder, names, 15)
  const results = (await readObjects(resultFolder, names, 16)).filter((object) => !isDontCare(object))
  const categories = categoriesOf([...labels, ...results])
  return {
    dataset: {
      imageIds: names.map((_, place) => place + 1),
      categories,
      groundTruths: groundTruthColumns(labels, categories),
      detections: detectionColumns(results, categories),
    },
    warnings: [],
  }
}

async function textFilesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort()
  } catch (error) {
    throw unreadableFile(folder, error)
  }
}

/** A file that is merely missing must not pass for an image without detections: that would change the score. */
function checkPairs(resultFolder: string, labels: readonly string[], results: readonly string[]): void {
  const withoutResult = missingIn(results, labels)
  if (withoutResult.length > 0) {
    const problem = `lacks ${withoutResult[0]} (${withoutResult.length} of ${labels.length} files)`
    throw invalidFile(
      resultFolder,
      '',
      problem,
      'Write a result file for each label file, an empty one for no detections.',
    )
  }
  const withoutLabel = missingIn(labels, results)
  if (withoutLabel.length > 0) {
    const problem = `has no label file (nor have ${withoutLabel.length - 1} others)`
    throw invalidFile(
      join(resultFolder, withoutLabel[0]!),
      '',
      problem,
      'Give the labels and results of the same images.',
    )
  }
}

function missingIn(names: readonly string[], wanted: readonly string[]): string[] {
  const present = new Set(names)
  return wanted.filter((name) => !present.has(name))
}

type KittiObject = {
  readonly imageId: number
  readonly type: string
  readonly truncated: number
  readonly occluded: number
  readonly box: readonly number[]
  readonly score: number
}

async function readObjects(folder: string, names: readonly string[], fieldCount: 15 | 16): Promise<KittiObject[]> {
  const objects: KittiObject[] = []
  for (const [place, name] of names.entries()) {
    const file = join(folder, name)
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw unreadableFile(file, error)
    })
    for (const [line, content] of text.split('\n').entries()) {
      if (content.trim() !== '') objects.push(parseLine(content, file, line + 1, { imageId: place + 1, fieldCount }))
    }
  }
  return objects
}

type LineFacts = { readonly imageId: number; readonly fieldCount: 15 | 16 }

function parseLine(content: string, file: string, line: number, { imageId, fieldCount }: LineFacts): KittiObject {
  const [type = '', ...fields] = content.trim().split(/\s+/)
  const numbers = fields.map(Number)
  if (fields.length < fieldCount - 1) {
    const problem = `has ${fields.length + 1} fields where ${fieldCount} are needed`
    const remedy = fieldCount === 16 ? 'A result line ends with the score.' : 'Add the missing fields of the 3D box.'
    throw invalidFile(file, `line ${line}`, problem, remedy)
  }
  const wrong = numbers.findIndex((value) => !Number.isFinite(value))
  if (wrong >= 0) {
    throw invalidFile(file, `line ${line}`, `has "${fields[wrong]}" as field ${wrong + 2}`, 'Write a number there.')
  }
  return {
    imageId,
    type,
    truncated: numbers[0]!,
    occluded: numbers[1]!,
    box: numbers.slice(3, 7),
    score: fieldCount === 16 ? numbers[14]! : Number.NaN,
  }
}

function isDontCare(object: KittiObject): boolean {
  return keyOf(object) === 'dontcare'
}

/** KITTI compares type names without regard to case. */
function keyOf(object: KittiObject): string {
  return object.type.toLowerCase()
}

/** One for each type in the order of their names, spelt as it came first. */
function categoriesOf(objects: readonly KittiObject[]): MetricCategory[] {
  const names = new Map<string, string>()
  for (const object of objects)
    if (!isDontCare(object) && !names.has(keyOf(object))) names.set(keyOf(object), object.type)
  return [...names.keys()].sort().map((key, place) => ({ id: place + 1, name: names.get(key)! }))
}

function placeColumns(objects: readonly KittiObject[], categories: readonly MetricCategory[]) {
  const ids = new Map(categories.map((category) => [category.name.toLowerCase(), category.id]))
  const boxes = objects.flatMap((object) => object.box)
  return {
    ids: objects.map((_, row) => row + 1),
    imageIds: objects.map((object) => object.imageId),
    // A DontCare region belongs to no class.
    categoryIds: objects.map((object) => ids.get(keyOf(object)) ?? 0),
    boxes,
    boxAreas: boxAreasOf(boxes),
  }
}

function groundTruthColumns(objects: readonly KittiObject[], categories: readonly MetricCategory[]) {
  const columns = placeColumns(objects, categories)
  return {
    ...columns,
    areas: columns.boxAreas,
    ignore: objects.map(isDontCare),
    truncated: objects.map((object) => object.truncated),
    occluded: objects.map((object) => object.occluded),
  }
}

function detectionColumns(objects: readonly KittiObject[], categories: readonly MetricCategory[]) {
  return { ...placeColumns(objects, categories), scores: objects.map((object) => object.score) }
}
