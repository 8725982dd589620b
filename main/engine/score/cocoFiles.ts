/**
 * Reads a COCO ground truth file and a COCO results file into the columns of a dataset.
 * As pycocotools does, it leaves out boxes of categories that the ground truth does not list; unlike it, it says so.
 */
import type { DetectionColumns, GroundTruthColumns, MetricCategory } from '../../../shared/metrics/dataset.ts'
import { fieldOf, type JsonFile, readJsonFile, type Xywh } from './jsonFile.ts'
import type { ScoreInput } from './scoreInput.ts'

export async function readCocoFiles(groundTruthFile: string, resultsFile: string): Promise<ScoreInput> {
  const groundTruth = await readJsonFile(groundTruthFile)
  const results = await readJsonFile(resultsFile)
  const imageIds = groundTruth.list('images').map((image, row) => groundTruth.number(image, `images[${row}]`, 'id'))
  const categories = readCategories(groundTruth)
  const categoryIds = categories.map((category) => category.id)
  const groundTruths = readGroundTruths(groundTruth)
  const detections = readDetections(results, new Set(imageIds))
  return {
    dataset: { imageIds, categories, groundTruths, detections },
    warnings: [
      ...unknownIds('annotations', 'image', groundTruths.imageIds, imageIds),
      ...unknownIds('annotations', 'category', groundTruths.categoryIds, categoryIds),
      ...unknownIds('detections', 'category', detections.categoryIds, categoryIds),
    ],
  }
}

/** Of a category that is listed twice the last entry counts, as in pycocotools. */
function readCategories(file: JsonFile): MetricCategory[] {
  const byId = new Map<number, MetricCategory>()
  for (const [row, item] of file.list('categories').entries()) {
    const id = file.number(item, `categories[${row}]`, 'id')
    const name = fieldOf(item, 'name')
    byId.set(id, { id, name: typeof name === 'string' ? name : String(id) })
  }
  return [...byId.values()]
}

/**
 * COCO's `iscrowd` is our ignore flag. A stored `ignore` or `difficult` counts for Pascal VOC only: pycocotools reads
 * neither.
 */
function readGroundTruths(file: JsonFile): GroundTruthColumns {
  const items = file.list('annotations')
  const columns = {
    ...emptyColumns(items.length),
    areas: new Float64Array(items.length),
    ignore: new Uint8Array(items.length),
    difficult: new Uint8Array(items.length),
  }
  for (const [row, item] of items.entries()) {
    const place = `annotations[${row}]`
    const flag = (name: string) => (file.optionalNumber(item, place, name, 0) === 0 ? 0 : 1)
    setPlace(columns, row, placeOf(file, item, place))
    columns.ids[row] = file.optionalNumber(item, place, 'id', row + 1)
    columns.areas[row] = file.optionalNumber(item, place, 'area', columns.boxAreas[row]!)
    columns.ignore[row] = flag('iscrowd')
    columns.difficult[row] = flag('difficult') || flag('ignore')
  }
  return columns
}

function readDetections(file: JsonFile, imageIds: ReadonlySet<number>): DetectionColumns {
  const items = file.asList()
  const columns = { ...emptyColumns(items.length), scores: new Float64Array(items.length) }
  for (const [row, item] of items.entries()) {
    const place = `[${row}]`
    setPlace(columns, row, placeOf(file, item, place))
    columns.ids[row] = row + 1
    columns.scores[row] = file.number(item, place, 'score')
    if (imageIds.has(columns.imageIds[row]!)) continue
    const problem = `is ${columns.imageIds[row]}, an image that the ground truth does not list`
    throw file.invalid(`${place}.image_id`, problem, 'Give results and ground truth of the same images.')
  }
  return columns
}

function emptyColumns(count: number) {
  return {
    ids: new Float64Array(count),
    imageIds: new Float64Array(count),
    categoryIds: new Float64Array(count),
    boxes: new Float64Array(4 * count),
    boxAreas: new Float64Array(count),
  }
}

type Place = { readonly box: Xywh; readonly imageId: number; readonly categoryId: number }

function placeOf(file: JsonFile, item: unknown, place: string): Place {
  return {
    box: file.xywh(item, place),
    imageId: file.number(item, place, 'image_id'),
    categoryId: file.number(item, place, 'category_id'),
  }
}

function setPlace(columns: ReturnType<typeof emptyColumns>, row: number, { box, imageId, categoryId }: Place): void {
  const [x, y, width, height] = box
  columns.boxes.set([x, y, x + width, y + height], 4 * row)
  columns.boxAreas[row] = width * height
  columns.imageIds[row] = imageId
  columns.categoryIds[row] = categoryId
}

function unknownIds(boxes: string, kind: string, ids: ArrayLike<number>, known: readonly number[]): string[] {
  const knownIds = new Set(known)
  const unknown = Array.from(ids).filter((id) => !knownIds.has(id))
  if (unknown.length === 0) return []
  const examples = [...new Set(unknown)].slice(0, 5).join(', ')
  return [
    `Left out ${unknown.length} of ${ids.length} ${boxes}: the ground truth does not list their ${kind} (${examples}).`,
  ]
}
