/** Reads the text of one Pascal VOC file: <annotation> with <size> and an <object> for each box. */
import type { Box, Size } from '../../../shared/box.ts'
import { occlusion } from '../../../shared/model.ts'
import type { FormatOptions, ReadBox, ReadItem } from './format.ts'
import { fileNameOf, folderOf, foldName, hasImageExtension, joinPath, stemOf, withSlashes } from './imagePath.ts'
import { problemItem } from './problem.ts'
import { frameOf } from './textFrame.ts'
import { lineAt } from './textLines.ts'
import { childOf, childrenOf, scanXml, type XmlElement, xmlAttributes, xmlText } from './xml.ts'

export function parseVoc(text: string, file: string, options: FormatOptions): ReadItem[] {
  const annotation = scanXml(text)
  if (annotation.name !== 'annotation') {
    return [problemItem('file-foreign', { file }, 'is no VOC file: its outermost element is not <annotation>')]
  }
  const elements = childrenOf(annotation, 'object')
  const objects = elements.map((element) => parseObject(element, text, options))
  const boxes = objects.flatMap((object) => (object.kind === 'box' ? [object.box] : []))
  const verified = xmlAttributes(text, annotation).get('verified')?.value
  const references = referencesOf(file, withSlashes(xmlText(text, childOf(annotation, 'filename'))))
  const image = {
    references,
    sourceFile: file,
    size: sizeOf(annotation, text),
    units: 'pixels',
    boxes,
    isVerified: verified === 'yes' && boxes.length === objects.length,
    split: null,
    extras: { voc: { frame: frameOf(text, elements, annotation.contentEnd) } },
  } as const
  return [
    ...objects.flatMap((object) =>
      object.kind === 'broken' ? [problemItem('object-broken', { file, line: object.line }, object.message)] : [],
    ),
    ...remarkItems(file, elements, references),
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

const shown = new Set(['name', 'bndbox', 'truncated', 'difficult', 'occluded', 'pose'])

function remarkItems(file: string, objects: readonly XmlElement[], references: readonly string[]): ReadItem[] {
  const items: ReadItem[] = []
  const [first, filename] = references
  if (filename && stemOf(fileNameOf(filename)) !== stemOf(fileNameOf(first!))) {
    items.push(problemItem('name-differs', { file }, `says that its image is ${filename}: was one of the two renamed?`))
  }
  const kept = new Set(
    objects.flatMap(({ children }) => children.map(({ name }) => name).filter((name) => !shown.has(name))),
  )
  if (kept.size > 0) {
    const names = [...kept].map((name) => `<${name}>`).join(', ')
    items.push(problemItem('extras-kept', { file }, `has ${names}, which Boxwright keeps but does not show`))
  }
  return items
}

export type ParsedObject =
  | { readonly kind: 'box'; readonly box: ReadBox }
  | { readonly kind: 'broken'; readonly line: number; readonly message: string }

/** Only direct children count: a <part> has a <name> and a <bndbox> of its own. */
export function parseObject(object: XmlElement, text: string, options: FormatOptions): ParsedObject {
  const line = lineAt(text, object.start)
  const textOf = (name: string): string => xmlText(text, childOf(object, name))
  const className = textOf('name')
  if (className === '') return { kind: 'broken', line, message: 'an object has no <name> and was left out' }
  const box = boxOf(childOf(object, 'bndbox'), text, options)
  if (!box) {
    const message = `the object "${className}" has no <bndbox> with four numbers and was left out`
    return { kind: 'broken', line, message }
  }
  const labels = {
    className,
    difficult: ['1', 'true'].includes(textOf('difficult').toLowerCase()),
    truncated: numberUpTo(textOf('truncated'), 1),
    occluded: occlusion.safeParse(numberUpTo(textOf('occluded'), 3)).data ?? null,
    ignore: false,
    score: null,
    note: '',
    extras: { voc: { row: text.slice(object.start, object.end) } },
    line,
  }
  return { kind: 'box', box: { ...box, ...labels } }
}

function boxOf(bndbox: XmlElement | undefined, text: string, { vocCoordinates }: FormatOptions): Box | null {
  const texts = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => xmlText(text, childOf(bndbox, name)))
  const values = texts.map((value) => (value === '' ? Number.NaN : Number(value)))
  if (!values.every(Number.isFinite)) return null
  const [x1, y1, x2, y2] = values as [number, number, number, number]
  const first = vocCoordinates === 'oneBased' ? 1 : 0
  return { x1: x1 - first, y1: y1 - first, x2, y2 }
}

/** A number from 0 to `most`; null for anything else, as "not said". */
function numberUpTo(text: string, most: number): number | null {
  const value = text === '' ? Number.NaN : Number(text)
  return value >= 0 && value <= most ? value : null
}

/** Some tools write 0 x 0 when they do not know. */
function sizeOf(annotation: XmlElement, text: string): Size | null {
  const side = (name: string): number => Number(xmlText(text, childOf(childOf(annotation, 'size'), name)))
  const [width, height] = [side('width'), side('height')]
  return width > 0 && height > 0 ? { width, height } : null
}
