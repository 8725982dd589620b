/**
 * COCO results: a bare list of detections, `{image_id, category_id, bbox, score}`. Which images and classes the ids stand for
 * is told by a COCO file beside it, or by a list without annotations as COCO's own image_info_test2017.json.
 */
import { boxOfResult } from './cocoResultRow.ts'
import { writeResults } from './cocoResultsWrite.ts'
import { keyOfContent } from './contentKey.ts'
import { notDetected, partsOf } from './detection.ts'
import type { FileTree } from './fileTree.ts'
import type { Detection, Format, LabelledImage, ReadBox, ReadItem } from './format.ts'
import { splitOfListFile } from './imagePath.ts'
import { firstValue, isListAt, jsonAt, jsonFrame, jsonSpans, scanMembers } from './jsonLists.ts'
import { idOf, recordOf, textOf } from './jsonValues.ts'
import { pauses, withPauses } from './pauses.ts'
import { problemItem } from './problem.ts'
import { readOneAsBytes } from './readEachFile.ts'

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
  write: writeResults,
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

async function addNames(utf8: Buffer, names: Names): Promise<ReadItem[]> {
  const members = await withPauses(scanMembers(utf8, firstValue(utf8)))
  const pause = pauses()
  for (const [list, key, map] of [
    ['images', 'file_name', names.images],
    ['categories', 'name', names.classes],
  ] as const) {
    const span = members?.get(list)
    if (!isListAt(utf8, span)) continue
    for (const element of jsonSpans(utf8, span.start)) {
      const due = pause()
      if (due) await due
      const entry = recordOf(jsonAt(utf8, element).value)
      const [id, name] = [idOf(entry?.id), textOf(entry?.[key])]
      if (id !== null && name) map.set(id, name)
    }
  }
  return []
}

async function parseResults(utf8: Buffer, file: string, names: Names): Promise<ReadItem[]> {
  const start = firstValue(utf8)
  const list = { start, end: utf8.lastIndexOf(0x5d) + 1 }
  const spans = [...jsonSpans(utf8, start)]
  const items: ReadItem[] = []
  const ids = new Map([...names.classes].map(([id, name]) => [name, id]))
  const around = jsonFrame(utf8, { start: 0, end: utf8.length }, list, spans)
  const key = keyOfContent({ file, ...around })
  if (names.classes.size === 0) items.push(noNames(file))
  const images = new Map<string, LabelledImage & { readonly boxes: ReadBox[] }>()
  const pause = pauses()
  for (const [at, span] of spans.entries()) {
    const due = pause()
    if (due) await due
    const { text, value } = jsonAt(utf8, span)
    const entry = recordOf(value) ?? {}
    const [id, box] = [idOf(entry.image_id), boxOfResult(entry, names.classes)]
    if (id === null || typeof box === 'string') {
      const reason = typeof box === 'string' ? box : 'has no image_id'
      items.push(problemItem('object-broken', { file }, `detection ${at + 1}: ${reason}; it was left out`))
      continue
    }
    const image = images.get(id) ?? imageOf(id, names, file, key)
    images.set(id, image)
    image.boxes.push({ ...box, extras: { cocoResults: { row: text, at } } })
    ids.set(box.className!, idOf(entry.category_id)!)
  }
  const content = { frame: around, ids: Object.fromEntries(ids) }
  items.push({ kind: 'source', source: { format: 'cocoResults', key, file, content } })
  return [...items, ...[...images.values()].map((image): ReadItem => ({ kind: 'image', image }))]
}

function noNames(file: string): ReadItem {
  const message =
    'has ids only: classes are called "class 1" …, images are looked for by their number; put the COCO file with "images" and "categories" beside it'
  return problemItem('class-list-missing', { file }, message)
}

function imageOf(id: string, names: Names, file: string, source: string) {
  // COCO's own images are called after their id, with twelve digits.
  const references = [names.images.get(id), id, id.padStart(12, '0')].filter((name) => name !== undefined)
  const plain = { size: null, units: 'pixels', isVerified: false, split: splitOfListFile(file) } as const
  return { ...plain, references, sourceFile: file, boxes: [] as ReadBox[], extras: { cocoResults: { source, id } } }
}
