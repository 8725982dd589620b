/** Reads the text of one Pascal VOC file: <annotation> with <size> and an <object> for each box. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Box, Size } from '../../../shared/box.ts'
import { type JsonObject, occlusion } from '../../../shared/model.ts'
import { BrokenFile } from './brokenFile.ts'
import type { FormatOptions, ReadBox, ReadItem } from './format.ts'
import { fileNameOf, folderOf, foldName, hasImageExtension, joinPath, stemOf, withSlashes } from './imagePath.ts'
import { problemItem } from './problem.ts'
import { lineAt } from './textLines.ts'

// Values stay text, as a class may be called "007"; `htmlEntities` is for &#44608; as Python writes non-ASCII names.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  captureMetaData: true,
  jPath: false,
})
const metaData = XMLParser.getMetaDataSymbol() as symbol

/** What the parser makes of an element: its text, or a record of its children and `@attributes`. */
type Node = string | Element
type Element = { readonly [name: string]: Node | readonly Node[] | undefined }

export function parseVoc(text: string, file: string, options: FormatOptions): ReadItem[] {
  const validity = XMLValidator.validate(text)
  if (validity !== true) {
    throw new BrokenFile(`is not valid XML: ${validity.err.msg}`, validity.err.line)
  }
  const root = childrenOf(parser.parse(text), 'annotation')[0]
  if (root === undefined) {
    return [problemItem('file-foreign', { file }, 'is no VOC file: its outermost element is not <annotation>')]
  }
  const annotation = asElement(root)
  const objects = childrenOf(annotation, 'object').map((node) => parseObject(asElement(node), text, options))
  const boxes = objects.flatMap((object) => (object.kind === 'box' ? [object.box] : []))
  const isVerified = textOf(annotation, '@verified') === 'yes' && boxes.length === objects.length
  const references = referencesOf(file, withSlashes(textOf(annotation, 'filename')))
  const size = sizeOf(annotation)
  const image = {
    references,
    sourceFile: file,
    size,
    units: 'pixels',
    boxes,
    isVerified,
    split: null,
    extras: null,
  } as const
  return [
    ...objects.flatMap((object) =>
      object.kind === 'broken' ? [problemItem('object-broken', { file, line: object.line }, object.message)] : [],
    ),
    ...remarkItems(file, boxes, references),
    { kind: 'image', image },
  ]
}

/**
 * The label file and its image nearly always share their stem; <filename> adds the extension. When the two differ, one
 * of the files was renamed: the stem is what other tools go by.
 */
function referencesOf(file: string, filename: string): string[] {
  const stem = stemOf(fileNameOf(file))
  const name = fileNameOf(filename)
  const beside = (other: string): string => joinPath(folderOf(file), other)
  if (filename === '') return [beside(stem)]
  const isSameName = foldName(hasImageExtension(name) ? stemOf(name) : name) === foldName(stem)
  return isSameName ? [...new Set([beside(name), filename])] : [beside(stem), filename]
}

function remarkItems(file: string, boxes: readonly ReadBox[], references: readonly string[]): ReadItem[] {
  const items: ReadItem[] = []
  const [first, filename] = references
  if (filename && stemOf(fileNameOf(filename)) !== stemOf(fileNameOf(first!))) {
    items.push(problemItem('name-differs', { file }, `says that its image is ${filename}: was one of the two renamed?`))
  }
  const kept = new Set(boxes.flatMap((box) => Object.keys((box.extras?.voc as Element | undefined) ?? {})))
  kept.delete('pose')
  if (kept.size > 0) {
    const names = [...kept].map((name) => `<${name}>`).join(', ')
    items.push(problemItem('extras-kept', { file }, `has ${names}, which Boxwright keeps but does not show`))
  }
  return items
}

type ParsedObject =
  | { readonly kind: 'box'; readonly box: ReadBox }
  | { readonly kind: 'broken'; readonly line: number | null; readonly message: string }

/** Only direct children count: a <part> has a <name> and a <bndbox> of its own. */
function parseObject(object: Element, text: string, options: FormatOptions): ParsedObject {
  const line = lineOf(object, text)
  const className = textOf(object, 'name')
  if (className === '') return { kind: 'broken', line, message: 'an object has no <name> and was left out' }
  const bndbox = childrenOf(object, 'bndbox')[0]
  const box = bndbox === undefined ? null : boxOf(asElement(bndbox), options)
  if (!box) {
    const message = `the object "${className}" has no <bndbox> with four numbers and was left out`
    return { kind: 'broken', line, message }
  }
  const truncated = shareOf(textOf(object, 'truncated'))
  const occluded = occlusion.safeParse(shareOf(textOf(object, 'occluded'), 3)).data ?? null
  const difficult = ['1', 'true'].includes(textOf(object, 'difficult').toLowerCase())
  const labels = {
    className,
    difficult,
    truncated,
    occluded,
    ignore: false,
    score: null,
    note: '',
    extras: extrasOf(object),
    line,
  } as const
  return { kind: 'box', box: { ...box, ...labels } }
}

function boxOf(bndbox: Element, { vocCoordinates }: FormatOptions): Box | null {
  const texts = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => textOf(bndbox, name))
  const values = texts.map((text) => (text === '' ? Number.NaN : Number(text)))
  if (!values.every(Number.isFinite)) return null
  const [x1, y1, x2, y2] = values as [number, number, number, number]
  const first = vocCoordinates === 'oneBased' ? 1 : 0
  return { x1: x1 - first, y1: y1 - first, x2, y2 }
}

/** A number from 0 to `most`; null for anything else, as "not said". */
function shareOf(text: string, most = 1): number | null {
  const value = text === '' ? Number.NaN : Number(text)
  return value >= 0 && value <= most ? value : null
}

const modelled = new Set(['name', 'bndbox', 'truncated', 'difficult', 'occluded'])

function extrasOf(object: Element): JsonObject | null {
  const rest = Object.entries(object).filter(
    ([name, value]) => !modelled.has(name) && !(name === 'pose' && (value === 'Unspecified' || value === '')),
  )
  // The copy drops the parser's symbols.
  return rest.length > 0 ? { voc: JSON.parse(JSON.stringify(Object.fromEntries(rest))) } : null
}

/** Some tools write 0 x 0 when they do not know. */
function sizeOf(annotation: Element): Size | null {
  const size = asElement(childrenOf(annotation, 'size')[0] ?? '')
  const [width, height] = [Number(textOf(size, 'width')), Number(textOf(size, 'height'))]
  return width > 0 && height > 0 ? { width, height } : null
}

function childrenOf(element: Element, name: string): readonly Node[] {
  const child = element[name]
  if (child === undefined) return []
  return isList(child) ? child : [child]
}

const isList = (value: Node | readonly Node[]): value is readonly Node[] => Array.isArray(value)

const asElement = (node: Node): Element => (typeof node === 'string' ? { '#text': node } : node)

/** The text of a child or `@attribute`; empty when there is none. */
function textOf(element: Element, name: string): string {
  const child = childrenOf(element, name)[0]
  if (child === undefined || typeof child === 'string') return child?.trim() ?? ''
  return textOf(child, '#text')
}

/** Null for an element that the parser made into bare text, as an empty one. */
function lineOf(element: Element, text: string): number | null {
  const place = (element as { readonly [metaData]?: { readonly startIndex?: number } })[metaData]
  return place?.startIndex === undefined ? null : lineAt(text, place.startIndex)
}
