/**
 * COCO results: a bare list of detections, `{image_id, category_id, bbox, score}`. Which images and classes the ids stand for
 * is told by a COCO file beside it, or by a list without annotations as COCO's own image_info_test2017.json.
 */
import { boxFromXywh, boxHeight, boxWidth } from '../../../shared/box.ts'
import { changeOf } from './boxChange.ts'
import { keyOfContent } from './contentKey.ts'
import { notDetected, partsOf } from './detection.ts'
import { DocumentWriter } from './documentWriter.ts'
import { exportNames, splitFolders } from './exportNames.ts'
import type { FileTree } from './fileTree.ts'
import type {
  Dataset,
  DatasetImage,
  Detection,
  ExportPart,
  Format,
  LabelledBox,
  LabelledImage,
  ReadBox,
  ReadItem,
} from './format.ts'
import { ignoreLeftOut } from './ignoreLeftOut.ts'
import { joinPath, splitOfListFile } from './imagePath.ts'
import { firstValue, isListAt, jsonAt, jsonFrame, jsonMembers, jsonSpans } from './jsonLists.ts'
import { idOf, type JsonRecord, numberOf, numbersOf, recordOf, textOf } from './jsonValues.ts'
import { keptOf } from './keptRow.ts'
import { plainBox } from './plainBox.ts'
import { problemItem } from './problem.ts'
import { readOneAsBytes } from './readEachFile.ts'
import { frame } from './textFrame.ts'

export const cocoResults: Format = {
  id: 'cocoResults',
  label: 'COCO results',
  keeps: {
    precision: { share: 1e-9 },
    difficult: false,
    truncated: 'no',
    occluded: 'no',
    ignoreRegions: 'no',
    verified: 'no',
    split: true,
    classList: true,
    score: true,
    note: false,
  },
  detect,
  read,
  write,
}

const jsonFiles = (tree: FileTree): string[] => tree.files.filter((path) => path.toLowerCase().endsWith('.json'))
const looksRight = (text: string): boolean =>
  /^\s*\[\s*\{/.test(text) && /"image_id"\s*:/.test(text) && /"bbox"\s*:/.test(text)

async function resultFiles(tree: FileTree): Promise<string[]> {
  const files: string[] = []
  for (const path of jsonFiles(tree)) {
    const ends = await tree.peek(path).catch(() => null)
    if (ends && looksRight(Buffer.from(ends).toString())) files.push(path)
  }
  return files
}

async function detect(tree: FileTree): Promise<Detection> {
  const files = await resultFiles(tree)
  if (!files[0]) return notDetected('there is no JSON list of detections')
  const layout = files.length > 1 ? 'documents' : 'oneDocument'
  const reason = `${files[0]} is a list of detections`
  return { labelFiles: files.length, reason, layout, classes: [], parts: partsOf(files), confidence: 0.9 }
}

type Names = { readonly images: Map<string, string>; readonly classes: Map<string, string> }

async function* read(tree: FileTree): AsyncGenerator<ReadItem> {
  const results = await resultFiles(tree)
  const names: Names = { images: new Map(), classes: new Map() }
  for (const path of jsonFiles(tree).filter((file) => !results.includes(file))) {
    yield* await readOneAsBytes(tree, path, (utf8) => addNames(utf8, names))
  }
  if (names.classes.size > 0) yield { kind: 'classes', file: results[0] ?? '', names: [...names.classes.values()] }
  for (const path of results) yield* await readOneAsBytes(tree, path, (utf8) => parseResults(utf8, path, names))
}

function addNames(utf8: Buffer, names: Names): ReadItem[] {
  const members = jsonMembers(utf8, firstValue(utf8))
  for (const [list, key, map] of [
    ['images', 'file_name', names.images],
    ['categories', 'name', names.classes],
  ] as const) {
    const span = members?.get(list)
    if (!isListAt(utf8, span)) continue
    for (const element of jsonSpans(utf8, span.start)) {
      const entry = recordOf(jsonAt(utf8, element).value)
      const [id, name] = [idOf(entry?.id), textOf(entry?.[key])]
      if (id !== null && name) map.set(id, name)
    }
  }
  return []
}

function parseResults(utf8: Buffer, file: string, names: Names): ReadItem[] {
  const start = firstValue(utf8)
  const list = { start, end: utf8.lastIndexOf(0x5d) + 1 }
  const spans = [...jsonSpans(utf8, start)]
  const content = {
    frame: jsonFrame(utf8, { start: 0, end: utf8.length }, list, spans),
    ids: Object.fromEntries([...names.classes].map(([id, name]) => [name, id])),
  }
  const key = keyOfContent({ file, ...content })
  const items: ReadItem[] = [{ kind: 'source', source: { format: 'cocoResults', key, file, content } }]
  if (names.classes.size === 0) items.push(noNames(file))
  const images = new Map<string, LabelledImage & { readonly boxes: ReadBox[] }>()
  for (const [at, span] of spans.entries()) {
    const { text, value } = jsonAt(utf8, span)
    const entry = recordOf(value) ?? {}
    const [id, box] = [idOf(entry.image_id), boxOf(entry, names.classes)]
    if (id === null || typeof box === 'string') {
      const reason = typeof box === 'string' ? box : 'has no image_id'
      items.push(problemItem('object-broken', { file }, `detection ${at + 1} ${reason}; it was left out`))
      continue
    }
    const image = images.get(id) ?? imageOf(id, names, file, key)
    images.set(id, image)
    image.boxes.push({ ...box, extras: { cocoResults: { row: text, at } } })
  }
  return [...items, ...[...images.values()].map((image): ReadItem => ({ kind: 'image', image }))]
}

function noNames(file: string): ReadItem {
  const message =
    'has ids only: classes are called "class 1" …, images are looked for by their number; put the COCO file with "images" and "categories" beside it'
  return problemItem('class-list-missing', { file }, message)
}

function boxOf(entry: JsonRecord, classes: ReadonlyMap<string, string>): ReadBox | string {
  const category = idOf(entry.category_id)
  const xywh = numbersOf(entry.bbox, 4)
  if (category === null) return 'has no category_id'
  if (!xywh) return 'has no bbox of four numbers'
  const className = classes.get(category) ?? (classes.size === 0 ? `class ${category}` : null)
  if (className === null) return `is of category ${category}, which is not in "categories"`
  const corners = boxFromXywh(xywh[0]!, xywh[1]!, xywh[2]!, xywh[3]!)
  return { ...plainBox, ...corners, className, score: numberOf(entry.score) }
}

function imageOf(id: string, names: Names, file: string, source: string) {
  // COCO's own images are called after their id, with twelve digits.
  const references = [names.images.get(id), id, id.padStart(12, '0')].filter((name) => name !== undefined)
  const plain = { size: null, units: 'pixels', isVerified: false, split: splitOfListFile(file) } as const
  return { ...plain, references, sourceFile: file, boxes: [] as ReadBox[], extras: { cocoResults: { source, id } } }
}

async function* write(dataset: Dataset): AsyncGenerator<ExportPart> {
  const { names, problems } = exportNames(dataset.images, 'name')
  for (const problem of problems) yield { kind: 'problem', problem }
  const folderOf = splitFolders(dataset.images)
  const ids = categoryIds(dataset)
  const writers = new Map<string, DocumentWriter>()
  let ignored = 0
  for (const [index, image] of dataset.images.entries()) {
    const part = folderOf(image)
    const { source, id } = keptOf(dataset.extrasOf(image), 'cocoResults')
    const all = await dataset.boxesOf(image)
    const boxes = all.filter((box) => !box.ignore)
    ignored += all.length - boxes.length
    yield {
      kind: 'image',
      path: joinPath('images', joinPath(part, names[index]!)),
      source: image.file,
      boxes: boxes.length,
    }
    const writer = writers.get(part) ?? documentOf(dataset, part, source)
    writers.set(part, writer)
    const imageId = numberOf(id) ?? id ?? image.id
    for (const box of boxes)
      yield* writer.add(numberOf(keptOf(box.extras, 'cocoResults').at), rowOf(box, image, imageId, ids))
  }
  for (const [part, writer] of writers) {
    yield* writer.end()
    yield {
      kind: 'text',
      path: `annotations/image_info_${part || 'default'}.json`,
      text: imageInfo(dataset, names, part, ids),
    }
  }
  yield* ignoreLeftOut('results', ignored, 'results have none')
}

function categoryIds(dataset: Dataset): ReadonlyMap<string, number | string> {
  const given = dataset.sources.flatMap(({ content }) => Object.entries(recordOf(content.ids) ?? {}))
  const known = new Map(given.map(([name, id]) => [name, numberOf(id) ?? String(id)]))
  let next = dataset.categories.reduce((last, { id }) => Math.max(last, id), 0)
  for (const id of known.values()) next = Math.max(next, typeof id === 'number' ? id : 0)
  return new Map(dataset.categories.map(({ id, name }) => [name, known.get(name) ?? (known.size > 0 ? ++next : id)]))
}

function documentOf(dataset: Dataset, part: string, key: unknown): DocumentWriter {
  const kept = frame.safeParse(dataset.sources.find((source) => source.key === key)?.content.frame).data
  return new DocumentWriter(
    `results_${part || 'default'}.json`,
    kept ?? { head: '[\n', gaps: [], tail: '\n]\n' },
    ',\n',
  )
}

function rowOf(
  box: LabelledBox,
  image: DatasetImage,
  imageId: unknown,
  ids: ReadonlyMap<string, number | string>,
): string {
  const { row } = keptOf(box.extras, 'cocoResults')
  const given = typeof row === 'string' ? recordOf(JSON.parse(row)) : null
  const fresh = {
    image_id: imageId,
    category_id: ids.get(box.className ?? ''),
    bbox: [box.x1, box.y1, boxWidth(box), boxHeight(box)],
    // A person's box is certain.
    score: box.score ?? 1,
  }
  const classes = new Map([...ids].map(([name, id]) => [String(id), name]))
  const read = given && boxOf(given, classes)
  const change = read && typeof read !== 'string' ? changeOf(read, box, { units: 'pixels', size: image.size }) : null
  const isSame =
    change && !change.isMoved && !change.isScored && !change.isRelabelled && idOf(given?.image_id) === String(imageId)
  return isSame ? String(row) : JSON.stringify({ ...given, ...fresh })
}

function imageInfo(
  dataset: Dataset,
  names: readonly string[],
  part: string,
  ids: ReadonlyMap<string, number | string>,
): string {
  const folderOf = splitFolders(dataset.images)
  const images = dataset.images.flatMap((image, index) => {
    const { id } = keptOf(dataset.extrasOf(image), 'cocoResults')
    return folderOf(image) === part ? [{ id: numberOf(id) ?? image.id, file_name: names[index], ...image.size }] : []
  })
  const categories = [...ids].map(([name, id]) => ({ id, name }))
  return `${JSON.stringify({ images, categories }, null, 1)}\n`
}
