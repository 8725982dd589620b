/** One shape of CVAT: a <box> with its corners as attributes, or an outline. */
import type { Box, Size } from '../../../shared/box.ts'
import { changeOf } from './boxChange.ts'
import type { CutRow } from './documents.ts'
import type { LabelledBox, ReadBox } from './format.ts'
import { numberOf, numbersOf } from './jsonValues.ts'
import { plainBox } from './plainBox.ts'
import { boxOfPoints, boxOfTurned } from './polygonBox.ts'
import { editText, encodeXml, scanXml, type TextEdit, type XmlElement, xmlAttributes } from './xml.ts'

/** Shapes that cover a place; lines, points, cuboids and tags do not. */
const outlines = new Set(['polygon', 'ellipse', 'mask'])

export function cutShape(shape: XmlElement, whole: string): CutRow {
  const text = whole.slice(shape.start, shape.end)
  if (shape.name !== 'box' && !outlines.has(shape.name)) return { text, box: null }
  const box = boxOfShape(shape, whole)
  if (!box) return { text, box: null, broken: `(<${shape.name}>) has no label or no place` }
  return { text, box, isBoxed: shape.name !== 'box' || isTurned(shape, whole) }
}

function isTurned(shape: XmlElement, text: string): boolean {
  return Boolean(numberOf(xmlAttributes(text, shape).get('rotation')?.value))
}

export function boxOfShape(shape: XmlElement, text: string, label?: string): ReadBox | null {
  const attributes = xmlAttributes(text, shape)
  const of = (name: string): string | undefined => attributes.get(name)?.value
  const numbers = (...names: string[]): number[] | null => numbersOf(names.map(of))
  const place = placeOf(shape.name, of, numbers)
  const className = label ?? of('label') ?? ''
  if (!place || className === '') return null
  const turn = numberOf(of('rotation')) ?? 0
  const centre = { x: (place.x1 + place.x2) / 2, y: (place.y1 + place.y2) / 2 }
  const corners = turn === 0 ? place : boxOfTurned(place, turn, centre)
  const occluded = of('occluded')
  return { ...plainBox, ...corners, className, occluded: occluded === '1' ? 1 : occluded === '0' ? 0 : null }
}

type NumbersOf = (...names: string[]) => number[] | null

function placeOf(name: string, of: (name: string) => string | undefined, numbers: NumbersOf): Box | null {
  if (name === 'box') {
    const [x1, y1, x2, y2] = numbers('xtl', 'ytl', 'xbr', 'ybr') ?? []
    return x1 === undefined ? null : { x1, y1: y1!, x2: x2!, y2: y2! }
  }
  if (name === 'ellipse') {
    const [x, y, radiusX, radiusY] = numbers('cx', 'cy', 'rx', 'ry') ?? []
    if (x === undefined) return null
    return { x1: x - radiusX!, y1: y! - radiusY!, x2: x + radiusX!, y2: y! + radiusY! }
  }
  if (name === 'mask') {
    const [left, top, width, height] = numbers('left', 'top', 'width', 'height') ?? []
    return left === undefined ? null : { x1: left, y1: top!, x2: left + width!, y2: top! + height! }
  }
  return boxOfPoints(numbersOf((of('points') ?? '').split(/[;,]/)) ?? [])
}

export function cvatRow(box: LabelledBox, image: { readonly size: Size }, row: string | null): string {
  return (row === null ? null : patchShape(row, box, image.size)) ?? freshShape(box)
}

function freshShape({ className, occluded, x1, y1, x2, y2 }: LabelledBox, children = ''): string {
  const place = `xtl="${x1}" ytl="${y1}" xbr="${x2}" ybr="${y2}"`
  const flag = occluded === null ? '' : ` occluded="${occluded ? 1 : 0}"`
  return `<box label="${encodeXml(className ?? '')}"${flag} ${place}>${children}</box>`
}

/** Null when the row is no shape. */
function patchShape(row: string, box: LabelledBox, size: Size): string | null {
  const shape = scanXml(row)
  const change = changeOf(boxOfShape(shape, row), box, { units: 'pixels', size })
  if (!change) return null
  // A moved outline is one no more, and a moved box lies straight; what people wrote of it stays.
  if (change.isMoved && (shape.name !== 'box' || isTurned(shape, row))) {
    return freshShape(box, row.slice(shape.contentStart, shape.contentEnd))
  }
  const attributes = xmlAttributes(row, shape)
  const edits: TextEdit[] = []
  const set = (name: string, value: string): void => {
    const known = attributes.get(name)
    const at = shape.start + 1 + shape.name.length
    if (known) edits.push({ ...known.span, text: encodeXml(value) })
    else edits.push({ start: at, end: at, text: ` ${name}="${encodeXml(value)}"` })
  }
  if (change.isMoved) {
    for (const [name, edge] of [
      ['xtl', 'x1'],
      ['ytl', 'y1'],
      ['xbr', 'x2'],
      ['ybr', 'y2'],
    ] as const)
      set(name, String(box[edge]))
  }
  if (change.isRelabelled) set('label', box.className ?? '')
  if (change.isFlagged && box.occluded !== null) set('occluded', box.occluded > 0 ? '1' : '0')
  return editText(row, edits)
}
