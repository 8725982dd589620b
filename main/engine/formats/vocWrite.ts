/** Prints Pascal VOC files: what came from one keeps its text but for what changed. */
import { isSameBox } from '../../../shared/box.ts'
import { type JsonObject, jsonObject } from '../../../shared/model.ts'
import type { DatasetImage, FormatOptions, LabelledBox } from './format.ts'
import { fileNameOf } from './imagePath.ts'
import { keptOf } from './keptRow.ts'
import { placeBox } from './placeBoxes.ts'
import { type Frame, fillFrame, storedFrame } from './textFrame.ts'
import { parseObject } from './vocRead.ts'
import { childOf, editText, encodeXml, scanXml, type TextEdit, type XmlElement, xmlAttributes } from './xml.ts'

/** @param name the image's path inside the export */
export function printVoc(
  image: DatasetImage & { readonly extras: JsonObject | null },
  name: string,
  boxes: readonly LabelledBox[],
  options: FormatOptions,
): string {
  const rows = boxes.map((box) => printObject(box, image, options))
  const kept = storedFrame(keptOf(image.extras, 'voc').frame)
  if (!kept?.tail.includes('</annotation')) return fillFrame(freshFrame(image, name, rows.length > 0), rows, '\n\t')
  return fillFrame(patchFrame(kept, image, name), rows, '\n\t')
}

const usualDepth = 3

function freshFrame(image: DatasetImage, name: string, hasRows: boolean): Frame {
  const { width, height } = image.size
  const head = `<annotation${image.isVerified ? ' verified="yes"' : ''}>
\t<folder>JPEGImages</folder>
\t<filename>${encodeXml(fileNameOf(name))}</filename>
\t<source>
\t\t<database>Unknown</database>
\t</source>
\t<size>
\t\t<width>${width}</width>
\t\t<height>${height}</height>
\t\t<depth>${usualDepth}</depth>
\t</size>
\t<segmented>0</segmented>
`
  return { head: hasRows ? `${head}\t` : head, gaps: [], tail: hasRows ? '\n</annotation>\n' : '</annotation>\n' }
}

/** The mark of a person follows the project, and <filename> an image that is exported under another name. */
function patchFrame(kept: Frame, image: DatasetImage, name: string): Frame {
  const { head, tail } = kept
  const text = head + tail
  const annotation = scanXml(text)
  const edits: TextEdit[] = []
  const verified = xmlAttributes(text, annotation).get('verified')
  if (verified && (verified.value === 'yes') !== image.isVerified) {
    edits.push({ ...verified.span, text: image.isVerified ? 'yes' : 'no' })
  } else if (!verified && image.isVerified) {
    const at = annotation.start + '<annotation'.length
    edits.push({ start: at, end: at, text: ' verified="yes"' })
  }
  const filename = childOf(annotation, 'filename')
  const isRenamed = fileNameOf(name) !== fileNameOf(image.path)
  if (filename && isRenamed) edits.push(contentEdit(filename, fileNameOf(name)))
  // Rows never stand before what is changed here, nor do edits reach over the place where they stand.
  const before = edits.filter(({ end }) => end <= head.length)
  const behind = edits.filter(({ end }) => end > head.length)
  const moved = behind.map((edit) => ({ ...edit, start: edit.start - head.length, end: edit.end - head.length }))
  return { ...kept, head: editText(head, before), tail: editText(tail, moved) }
}

const contentEdit = (element: XmlElement, text: string): TextEdit => {
  return { start: element.contentStart, end: element.contentEnd, text: encodeXml(text) }
}

function printObject(box: LabelledBox, image: DatasetImage, options: FormatOptions): string {
  const { row } = keptOf(box.extras, 'voc')
  return (typeof row === 'string' ? patchObject(row, box, image, options) : null) ?? freshObject(box, image, options)
}

/** Null when the row is not one; extras may be anything. */
function patchObject(row: string, box: LabelledBox, image: DatasetImage, options: FormatOptions): string | null {
  const object = scanXml(row)
  const parsed = parseObject(object, row, options)
  if (parsed.kind === 'broken') return null
  const { box: placed, problem } = placeBox(parsed.box, { units: 'pixels', sourceFile: '' }, image.size)
  const edits: TextEdit[] = []
  const set = (parent: XmlElement, name: string, value: string): void => {
    const child = childOf(parent, name)
    if (child && child.contentEnd > child.contentStart) edits.push(contentEdit(child, value))
    else if (child) edits.push({ start: child.start, end: child.end, text: `<${name}>${encodeXml(value)}</${name}>` })
    else
      edits.push({ start: parent.contentEnd, end: parent.contentEnd, text: `<${name}>${encodeXml(value)}</${name}>` })
  }
  const isMoved = !placed || problem || !isSameBox(placed, box)
  if (isMoved) {
    for (const [name, value] of Object.entries(bndboxOf(box, image, options))) {
      set(childOf(object, 'bndbox')!, name, String(value))
    }
  }
  if (parsed.box.className !== box.className) set(object, 'name', box.className ?? '')
  if (parsed.box.difficult !== box.difficult) set(object, 'difficult', box.difficult ? '1' : '0')
  if (parsed.box.truncated !== box.truncated) set(object, 'truncated', box.truncated ? '1' : '0')
  if (parsed.box.occluded !== box.occluded) set(object, 'occluded', box.occluded ? '1' : '0')
  return editText(row, edits)
}

/** Every reader expects pose, truncated and difficult, so they are there even when nobody said. */
function freshObject(box: LabelledBox, image: DatasetImage, options: FormatOptions): string {
  const { pose, row: _, ...extras } = keptOf(box.extras, 'voc')
  const object: JsonObject = {
    name: box.className,
    pose: pose ?? 'Unspecified',
    truncated: box.truncated ? 1 : 0,
    ...(box.occluded === null ? {} : { occluded: box.occluded > 0 ? 1 : 0 }),
    difficult: box.difficult ? 1 : 0,
    bndbox: bndboxOf(box, image, options),
    ...extras,
  }
  return printElement('object', object, '\t').trimStart()
}

/** Lists are several elements of one name; `@name` is an attribute, as project files of the first version have them. */
function printElement(name: string, value: unknown, indent: string): string {
  const content = jsonObject.safeParse(value).data
  if (Array.isArray(value)) return value.map((item) => printElement(name, item, indent)).join('\n')
  if (!content) return `${indent}<${name}>${encodeXml(String(value ?? ''))}</${name}>`
  const entries = Object.entries(content)
  const attributes = entries.filter(([key]) => key.startsWith('@'))
  const tag = name + attributes.map(([key, text]) => ` ${key.slice(1)}="${encodeXml(String(text))}"`).join('')
  const children = entries
    .filter(([key]) => !key.startsWith('@'))
    .map(([key, child]) => printElement(key, child, `${indent}\t`))
  return `${indent}<${tag}>\n${children.join('\n')}\n${indent}</${name}>`
}

/** In whole numbers a thin box keeps a width and a height of one pixel, else it would be lost when read again. */
function bndboxOf(box: LabelledBox, image: DatasetImage, { vocCoordinates, vocDecimals }: FormatOptions): JsonObject {
  const first = vocCoordinates === 'oneBased' ? 1 : 0
  if (vocDecimals) return { xmin: box.x1 + first, ymin: box.y1 + first, xmax: box.x2, ymax: box.y2 }
  const [x1, x2] = wholeEdges(box.x1, box.x2, image.size.width)
  const [y1, y2] = wholeEdges(box.y1, box.y2, image.size.height)
  return { xmin: x1 + first, ymin: y1 + first, xmax: x2, ymax: y2 }
}

function wholeEdges(low: number, high: number, side: number): [number, number] {
  const [start, end] = [Math.round(low), Math.round(high)]
  if (end > start) return [start, end]
  return start < side ? [start, start + 1] : [start - 1, start]
}
