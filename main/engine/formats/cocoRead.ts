/** Reads COCO instance files: one JSON document with the lists `images`, `categories` and `annotations`. */
import { hasBbox, noIds, parseCocoAnnotation } from './cocoAnnotation.ts'
import { type ImageOfDocument, parseCategories, parseImages, type Row } from './cocoEntries.ts'
import {
  type CocoList,
  type CocoTemplate,
  cocoLists,
  contentOf,
  partsOfDocument,
  type ScannedList,
} from './cocoTemplate.ts'
import { keyOfContent } from './contentKey.ts'
import { counted } from './counted.ts'
import type { FileTree } from './fileTree.ts'
import type { FormatOptions, LabelledImage, ReadItem } from './format.ts'
import { splitOfListFile } from './imagePath.ts'
import { firstValue, isListAt, jsonAt, jsonSpans, RowGaps, scanMembers } from './jsonLists.ts'
import { idOf, numberOf, recordOf } from './jsonValues.ts'
import { pauses, withPauses } from './pauses.ts'
import { problemItem } from './problem.ts'
import { readOneAsBytes } from './readEachFile.ts'
import type { Span } from './textFrame.ts'

export async function* readCoco(tree: FileTree, options: FormatOptions): AsyncGenerator<ReadItem> {
  // One by one: a document may be hundreds of megabytes.
  for (const path of cocoFiles(tree))
    yield* await readOneAsBytes(tree, path, (utf8) => parseDocument(utf8, path, options))
}

export function cocoFiles(tree: FileTree): string[] {
  return tree.files.filter((path) => path.toLowerCase().endsWith('.json'))
}

/** The names of the categories of a document; none when it is broken. */
export async function cocoClasses(utf8: Buffer): Promise<string[]> {
  try {
    const list = (await withPauses(scanMembers(utf8, firstValue(utf8))))?.get('categories')
    const entries = isListAt(utf8, list) ? [...jsonSpans(utf8, list.start)].map((span) => jsonAt(utf8, span)) : []
    return [...parseCategories(entries, '').names.values()]
  } catch {
    // What is wrong with the file is told when it is read.
    return []
  }
}

/** One after the other: there may be a million, and none is needed twice. */
function* rowsOfList(utf8: Buffer, list: Span | undefined, gaps: RowGaps): Generator<Row> {
  if (!isListAt(utf8, list)) return
  for (const span of jsonSpans(utf8, list.start)) {
    gaps.add(span)
    yield jsonAt(utf8, span)
  }
}

async function parseDocument(
  utf8: Buffer,
  path: string,
  { withoutExtras = false }: FormatOptions,
): Promise<Iterable<ReadItem>> {
  const members = await withPauses(scanMembers(utf8, firstValue(utf8)))
  if (!isListAt(utf8, members?.get('images')) || !isListAt(utf8, members?.get('annotations'))) {
    return [foreign(members === null, path)]
  }
  const gaps = { images: new RowGaps(utf8), categories: new RowGaps(utf8), annotations: new RowGaps(utf8) }
  const rowsOf = (name: CocoList): Iterable<Row> => rowsOfList(utf8, members?.get(name), gaps[name])
  const categories = parseCategories(rowsOf('categories'), path)
  const images = await parseImages(rowsOf('images'), path)
  const names = categories.names
  const rows = rowsOf('annotations')
  const sorted = await sortAnnotations({ rows, names, images: images.byId, file: path, withoutExtras })
  const lists = cocoLists.flatMap((list): ScannedList[] => {
    const span = members!.get(list)
    return span ? [{ list, span, frame: gaps[list].frame(span, span) }] : []
  })
  const content: CocoTemplate = {
    parts: lists.length === cocoLists.length ? partsOfDocument(utf8, lists) : [],
    categories: categories.rows,
    lastId: sorted.lastId,
  }
  const key = keyOfContent({ path, ...contentOf(content) })
  const source = { format: 'coco', key, file: path, content: contentOf(content) } as const
  const head: ReadItem[] = [
    { kind: 'classes', file: path, names: [...categories.names.values()] },
    ...(content.parts.length > 0 ? [{ kind: 'source', source } as const] : []),
    ...categories.problems,
    ...images.problems,
    ...sorted.problems,
  ]
  return itemsOf(head, images.byId, path, key)
}

/** Each image is let go as soon as it is taken: there may be a million boxes. */
function* itemsOf(head: readonly ReadItem[], images: Map<string, ImageOfDocument>, path: string, key: string) {
  yield* head
  for (const [id, image] of images) {
    images.delete(id)
    yield imageItem(image, path, key)
  }
}

function foreign(isNoObject: boolean, file: string): ReadItem {
  const message = isNoObject
    ? 'is a bare list, as of detections: read it as COCO results, beside the file with its images and categories'
    : 'is no COCO file: it has no lists "images" and "annotations"'
  return problemItem('file-foreign', { file }, message)
}

type Annotations = {
  readonly rows: Iterable<Row>
  readonly names: ReadonlyMap<string, string>
  readonly images: ReadonlyMap<string, ImageOfDocument>
  readonly file: string
  readonly withoutExtras: boolean
}

/** Puts the box of every annotation to its image; the problems are those of annotations that have none. */
async function sortAnnotations({ rows, names, images, file, withoutExtras }: Annotations) {
  const problems: ReadItem[] = []
  const masks = new Map<string, number>()
  let lastId = 0
  const pause = pauses()
  let at = -1
  for (const { text, value } of rows) {
    const due = pause()
    if (due) await due
    at++
    const entry = recordOf(value)
    const image = images.get(idOf(entry?.image_id) ?? '')
    lastId = Math.max(lastId, numberOf(entry?.id) ?? 0)
    const extras = withoutExtras ? null : { coco: { row: text, at } }
    const parsed = entry ? parseCocoAnnotation(entry, { names, hasImage: image !== undefined, extras }) : noIds
    if (typeof parsed !== 'string') {
      if (!hasBbox(entry!)) masks.set(image!.fileName, (masks.get(image!.fileName) ?? 0) + 1)
      image!.boxes.push(parsed)
      continue
    }
    if (image) image.isComplete = false
    const place = image ? ` of ${image.fileName}` : ''
    problems.push(problemItem('object-broken', { file }, `annotation ${at + 1}${place}: ${parsed}; it was left out`))
  }
  for (const [name, count] of masks) problems.push(maskBoxed(file, name, count))
  return { problems, lastId }
}

function maskBoxed(file: string, name: string, count: number): ReadItem {
  const message = `${counted(count, 'annotation')} of ${name} without a bbox: the box around the segmentation was taken`
  return problemItem('polygon-boxed', { file }, message)
}

function imageItem(image: ImageOfDocument, sourceFile: string, source: string): ReadItem {
  const { fileName, size, boxes, row, at } = image
  const labelled: LabelledImage = {
    references: [fileName],
    sourceFile,
    size,
    units: 'pixels',
    boxes,
    isVerified: image.isVerified && image.isComplete,
    split: splitOfListFile(sourceFile),
    extras: { coco: { source, at, row } },
  }
  return { kind: 'image', image: labelled }
}
