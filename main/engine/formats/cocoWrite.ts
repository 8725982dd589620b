/** Writes COCO instances: rows that came from a COCO file keep their text, ids and whatever else they hold. */
import { isSameBox } from '../../../shared/box.ts'
import type { JsonObject } from '../../../shared/model.ts'
import { parseCocoAnnotation } from './cocoAnnotation.ts'
import { categoryIds, type Entry, entriesOf, sourceOf, withIds } from './cocoIds.ts'
import { annotationOf, flagChanges, placeChanges } from './cocoRow.ts'
import { annotationFrame, type CocoTemplate, freshTemplate, storedTemplate, usualGap } from './cocoTemplate.ts'
import { DocumentWriter } from './documentWriter.ts'
import { exportNames, splitFolders } from './exportNames.ts'
import type { Dataset, DatasetImage, ExportPart, LabelledBox } from './format.ts'
import { FreeIds } from './freeIds.ts'
import { ignoreLeftOut } from './ignoreLeftOut.ts'
import { joinPath, withoutKindFolders, withSlashes } from './imagePath.ts'
import { type JsonRecord, numberOf, recordOf } from './jsonValues.ts'
import { keptOf } from './keptRow.ts'
import { placeBox } from './placeBoxes.ts'
import { valueOfClass } from './valueOfClass.ts'

export async function* writeCoco(dataset: Dataset): AsyncGenerator<ExportPart> {
  const { names, problems } = await exportNames(dataset.images, 'name')
  for (const problem of problems) yield { kind: 'problem', problem }
  const folderOf = splitFolders(dataset.images)
  const entries = await entriesOf(dataset, names)
  const documents = new Map<string, CocoDocument>()
  const categories = categoryIds(dataset)
  const counter = { last: Math.max(0, ...dataset.sources.map((source) => storedTemplate(source)?.lastId ?? 0)) }
  for (const part of new Set(dataset.images.map(folderOf))) {
    const own = entries.filter(({ image }) => folderOf(image) === part)
    documents.set(part, new CocoDocument({ part, dataset, entries: own, categories, ids: new FreeIds(counter) }))
  }
  let ignored = 0
  for (const { image, name } of entries) {
    const boxes = await dataset.boxesOf(image)
    const written = boxes.filter((box) => box.className !== null)
    ignored += boxes.length - written.length
    const part = folderOf(image)
    yield { kind: 'image', path: joinPath('images', joinPath(part, name)), source: image.file, boxes: written.length }
    yield* documents.get(part)!.add(image, written)
  }
  for (const document of documents.values()) yield* document.end()
  yield* ignoreLeftOut('annotations', ignored, 'they belong to no class, and COCO knows only those of a class')
}

type DocumentRequest = {
  readonly part: string
  readonly dataset: Dataset
  readonly entries: readonly Entry[]
  readonly categories: ReadonlyMap<string, number>
  readonly ids: FreeIds
}

/** The document of one part. */
class CocoDocument {
  readonly #writer: DocumentWriter
  readonly #imageIds = new Map<number, number | string>()
  readonly #fromSource = new Set<number>()
  readonly #categories: ReadonlyMap<string, number>
  readonly #names: ReadonlyMap<string, string>
  readonly #ids: FreeIds

  constructor({ part, dataset, entries, categories, ids }: DocumentRequest) {
    this.#categories = categories
    this.#names = new Map([...categories].map(([name, id]) => [String(id), name]))
    const source = sourceOf(entries)
    const template = storedTemplate(dataset.sources.find(({ key }) => key === source)) ?? freshTemplate
    this.#ids = ids
    const rows = {
      images: this.#imageRows(entries, source),
      categories: categoryRows(template, dataset, categories),
    }
    this.#writer = new DocumentWriter(
      `annotations/instances_${part || 'default'}.json`,
      annotationFrame(template, rows),
      usualGap,
    )
  }

  #imageRows(entries: readonly Entry[], source: string | null): string[] {
    return withIds(entries, source).map(({ entry, id, isOwn }) => {
      this.#imageIds.set(entry.image.id, id)
      if (isOwn) this.#fromSource.add(entry.image.id)
      return imageRow(entry, id)
    })
  }

  *add(image: DatasetImage, boxes: readonly LabelledBox[]): Generator<ExportPart> {
    const imageId = this.#imageIds.get(image.id)!
    for (const box of boxes) {
      const { row, at } = keptOf(box.extras, 'coco')
      const place = this.#fromSource.has(image.id) ? numberOf(at) : null
      yield* this.#writer.add(place, this.#row(typeof row === 'string' ? row : null, box, image, imageId))
    }
  }

  *end(): Generator<ExportPart> {
    yield* this.#writer.end()
  }

  #row(row: string | null, box: LabelledBox, image: DatasetImage, imageId: number | string): string {
    const given = row === null ? null : recordOf(JSON.parse(row))
    const id = this.#ids.take(given?.id) ?? this.#ids.next()
    const ids = { id, imageId, categoryId: valueOfClass(this.#categories, box.className) }
    if (row === null || !given) return JSON.stringify(annotationOf(box, ids))
    const { isMoved, isFlagged } = this.#changeOf(given, box, image)
    const changes = placeChanges(given, box, ids, isMoved)
    if (isFlagged) Object.assign(changes, flagChanges(given, box))
    return Object.keys(changes).length === 0 ? row : JSON.stringify({ ...given, ...changes })
  }

  #changeOf(given: JsonRecord, box: LabelledBox, image: DatasetImage) {
    const categoryId = this.#categories.get(box.className!)
    const parsed = parseCocoAnnotation(
      { ...given, category_id: categoryId },
      { names: this.#names, hasImage: true, extras: null },
    )
    if (typeof parsed === 'string') return { isMoved: true, isFlagged: true }
    const { box: placed, problem } = placeBox(parsed, { units: 'pixels', sourceFile: '' }, image.size)
    const isMoved = !placed || problem !== undefined || !isSameBox(placed, box)
    return { isMoved, isFlagged: flags.some((flag) => parsed[flag] !== box[flag]) }
  }
}

const flags = ['difficult', 'truncated', 'occluded'] as const

function categoryRows(template: CocoTemplate, dataset: Dataset, ids: ReadonlyMap<string, number>): string[] {
  const present = new Set(dataset.categories.map(({ name }) => name))
  const kept = template.categories.filter(({ name }, index, all) => {
    return present.has(name) && all.findIndex((other) => other.name === name) === index
  })
  const known = new Set(kept.map(({ name }) => name))
  const rows = kept.map(({ row, id, name }) => {
    return id === ids.get(name) ? row : JSON.stringify({ ...recordOf(JSON.parse(row)), id: ids.get(name) })
  })
  const fresh = dataset.categories.filter(({ name }) => !known.has(name))
  return [...rows, ...fresh.map(({ name }) => JSON.stringify({ id: ids.get(name), name }))]
}

function imageRow({ image, name, row, text }: Entry, id: number | string): string {
  const { width, height } = image.size
  if (!row) {
    return JSON.stringify({ id, file_name: name, width, height, ...(image.isVerified ? { verified: true } : {}) })
  }
  const fileName = typeof row.file_name === 'string' ? row.file_name : ''
  const changes: JsonObject = {
    ...(row.id === id ? {} : { id }),
    ...(withoutKindFolders(withSlashes(fileName)) === name ? {} : { file_name: name }),
    ...(numberOf(row.width) === width && numberOf(row.height) === height ? {} : { width, height }),
    ...((row.verified === true) === image.isVerified ? {} : { verified: image.isVerified }),
  }
  return Object.keys(changes).length === 0 ? text : JSON.stringify({ ...row, ...changes })
}
