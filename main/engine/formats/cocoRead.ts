/** Reads COCO instance files: one JSON document with the lists `images`, `categories` and `annotations`. */
import { z } from 'zod'
import { boxFromXywh } from '../../../shared/box.ts'
import { type JsonObject, jsonObject, type Occlusion, occlusion } from '../../../shared/model.ts'
import type { FileTree } from './fileTree.ts'
import type { LabelledImage, ReadBox, ReadItem } from './format.ts'
import { splitOfListFile } from './imagePath.ts'
import { findJsonLists, jsonElements } from './jsonLists.ts'
import { problemItem } from './problem.ts'
import { readOneAsBytes } from './readEachFile.ts'

// Some tools write numbers as text, and ids as either.
const number = z.union([z.number(), z.string().trim().min(1).transform(Number).pipe(z.number())])
const key = z.union([z.number(), z.string()]).transform(String)
const flag = z.union([z.boolean(), z.number()]).transform(Boolean)

const categoryEntry = z.object({ id: key, name: z.coerce.string().trim().min(1) })
const imageEntry = z.object({
  id: key,
  file_name: z.string().min(1),
  width: number.pipe(z.number().positive()).nullish().catch(null),
  height: number.pipe(z.number().positive()).nullish().catch(null),
  /** Not part of COCO: Boxwright's mark that a person checked the image. */
  verified: z.boolean().nullish().catch(null),
})
const annotationEntry = z.looseObject({
  image_id: key,
  category_id: key,
  iscrowd: flag.nullish(),
  ignore: flag.nullish(),
})
const bbox = z.tuple([number, number, number, number])
/** CVAT and Datumaro keep what COCO has no field for in `attributes`. */
const attributes = z.looseObject({
  difficult: flag.optional().catch(undefined),
  truncated: z.coerce.number().min(0).max(1).optional().catch(undefined),
  occluded: z.coerce.number().pipe(occlusion).optional().catch(undefined),
})

export async function* readCoco(tree: FileTree): AsyncGenerator<ReadItem> {
  // One by one: a document may be hundreds of megabytes.
  for (const path of cocoFiles(tree)) yield* await readOneAsBytes(tree, path, parseDocument)
}

export function cocoFiles(tree: FileTree): string[] {
  return tree.files.filter((path) => path.toLowerCase().endsWith('.json'))
}

/** The names of the categories of a document; none when it is broken. */
export function cocoClasses(utf8: Buffer): string[] {
  try {
    const start = findJsonLists(utf8)?.get('categories')
    return start === undefined ? [] : [...parseCategories(jsonElements(utf8, start), '').names.values()]
  } catch {
    // What is wrong with the file is told when it is read.
    return []
  }
}

function parseDocument(utf8: Buffer, path: string): ReadItem[] {
  const lists = findJsonLists(utf8)
  if (!lists?.has('images') || !lists.has('annotations')) return [foreign(lists === null, path)]
  const elementsOf = (name: string): Iterable<unknown> => (lists.has(name) ? jsonElements(utf8, lists.get(name)!) : [])
  const categories = parseCategories(elementsOf('categories'), path)
  const images = parseImages(elementsOf('images'), path)
  const problems = sortAnnotations(elementsOf('annotations'), categories.names, images.byId, path)
  const classes = { kind: 'classes', file: path, names: [...categories.names.values()] } as const
  const items = [...images.byId.values()].map((image) => imageItem(image, path))
  return [classes, ...categories.problems, ...images.problems, ...problems, ...items]
}

function foreign(isNoObject: boolean, file: string): ReadItem {
  const message = isNoObject
    ? 'is a bare list, as of detections: without images and categories it cannot be imported'
    : 'is no COCO file: it has no lists "images" and "annotations"'
  return problemItem('file-foreign', { file }, message)
}

function parseCategories(elements: Iterable<unknown>, file: string) {
  const names = new Map<string, string>()
  const problems: ReadItem[] = []
  let number = 0
  for (const element of elements) {
    number++
    const entry = categoryEntry.safeParse(element)
    if (entry.success) names.set(entry.data.id, entry.data.name)
    else problems.push(problemItem('class-list-broken', { file }, `category ${number} has no id and name`))
  }
  return { names, problems }
}

function parseImages(elements: Iterable<unknown>, file: string) {
  const byId = new Map<string, ImageOfDocument>()
  const problems: ReadItem[] = []
  let number = 0
  for (const element of elements) {
    number++
    const entry = imageEntry.safeParse(element)
    if (entry.success) byId.set(entry.data.id, { ...entry.data, boxes: [], isComplete: true })
    else problems.push(problemItem('object-broken', { file }, `image ${number} has no id and file_name`))
  }
  return { byId, problems }
}

type ImageOfDocument = z.infer<typeof imageEntry> & { readonly boxes: ReadBox[]; isComplete: boolean }

/** Puts the box of every annotation to its image; the problems are those of annotations that have none. */
function sortAnnotations(
  elements: Iterable<unknown>,
  names: ReadonlyMap<string, string>,
  images: ReadonlyMap<string, ImageOfDocument>,
  file: string,
): ReadItem[] {
  const problems: ReadItem[] = []
  let number = 0
  for (const element of elements) {
    number++
    const entry = annotationEntry.safeParse(element)
    const image = entry.success ? images.get(entry.data.image_id) : undefined
    const parsed = entry.success ? parseAnnotation(entry.data, names, image) : 'has no image_id and category_id'
    if (typeof parsed !== 'string') {
      image?.boxes.push(parsed)
      continue
    }
    if (image) image.isComplete = false
    const place = image ? ` of ${image.file_name}` : ''
    problems.push(problemItem('object-broken', { file }, `annotation ${number}${place} ${parsed}; it was left out`))
  }
  return problems
}

/** The box, or in words why there is none. */
function parseAnnotation(
  entry: z.infer<typeof annotationEntry>,
  names: ReadonlyMap<string, string>,
  image: ImageOfDocument | undefined,
): ReadBox | string {
  const className = names.get(entry.category_id)
  const xywh = bbox.safeParse(entry.bbox)
  if (!image) return `is for image ${entry.image_id}, which is not in "images"`
  if (className === undefined) return `is of category ${entry.category_id}, which is not in "categories"`
  if (!xywh.success) return 'has no bbox of four numbers'
  const known = attributes.safeParse(entry.attributes ?? {})
  return {
    ...boxFromXywh(...xywh.data),
    className,
    difficult: known.data?.difficult ?? false,
    truncated: known.data?.truncated ?? null,
    occluded: (known.data?.occluded as Occlusion | undefined) ?? null,
    ignore: Boolean(entry.iscrowd || entry.ignore),
    score: null,
    note: '',
    extras: extrasOf(entry),
    line: null,
  }
}

const modelled = new Set(['id', 'image_id', 'category_id', 'bbox', 'area', 'iscrowd', 'ignore'])
const modelledAttributes = new Set(['difficult', 'truncated', 'occluded'])

/** Segmentation, keypoints, further attributes and whatever else a tool wrote. */
function extrasOf(entry: z.infer<typeof annotationEntry>): JsonObject | null {
  const rest = Object.entries(entry).filter(([name]) => !modelled.has(name) && name !== 'attributes')
  const own = jsonObject.safeParse(entry.attributes).data ?? {}
  const ownRest = Object.entries(own).filter(([name]) => !modelledAttributes.has(name))
  const kept = rest.filter(([, value]) => !(Array.isArray(value) && value.length === 0))
  if (ownRest.length > 0) kept.push(['attributes', Object.fromEntries(ownRest)])
  // What comes out of JSON.parse is JSON.
  return kept.length > 0 ? { coco: Object.fromEntries(kept) as JsonObject } : null
}

function imageItem(image: ImageOfDocument, sourceFile: string): ReadItem {
  const { file_name, width, height, boxes } = image
  const labelled: LabelledImage = {
    references: [file_name],
    sourceFile,
    size: width && height ? { width, height } : null,
    units: 'pixels',
    boxes,
    isVerified: image.verified === true && image.isComplete,
    split: splitOfListFile(sourceFile),
    extras: null,
  }
  return { kind: 'image', image: labelled }
}
