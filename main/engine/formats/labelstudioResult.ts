/** One result of Label Studio: a shape in percent of the image, with its labels. */
import type { Box, Size } from '../../../shared/box.ts'
import type { CutRow } from './documents.ts'
import type { LabelledBox, ReadBox } from './format.ts'
import { jsonAt } from './jsonLists.ts'
import { printJsonRow } from './jsonRows.ts'
import { type JsonRecord, numberOf, numbersOf, recordOf, textOf } from './jsonValues.ts'
import { plainBox } from './plainBox.ts'
import { boxOfPoints, boxOfTurned } from './polygonBox.ts'
import type { Span } from './textFrame.ts'

export function sizeOf(record: JsonRecord | null): Size | null {
  const [width, height] = [numberOf(record?.original_width) ?? 0, numberOf(record?.original_height) ?? 0]
  return width > 0 && height > 0 ? { width, height } : null
}

const boxTypes = ['rectanglelabels', 'polygonlabels', 'ellipselabels', 'labels']

export function cutRow(utf8: Buffer, span: Span): CutRow {
  const { text, value } = jsonAt(utf8, span)
  const record = recordOf(value) ?? {}
  const content = recordOf(record.value)
  const type = textOf(record.type) ?? ''
  if (!content || !boxTypes.includes(type)) return { text, box: null }
  const box = boxOf(record)
  if (!box) return { text, box: null, broken: `("type": "${type}") has no label or no place in percent` }
  return { text, box, isBoxed: !('width' in content) || Boolean(numberOf(content.rotation)) }
}

function boxOf(record: JsonRecord): ReadBox | null {
  const value = recordOf(record.value) ?? {}
  const labels = value[textOf(record.type) ?? ''] ?? value.labels
  const className = Array.isArray(labels) ? textOf(labels[0]) : null
  const percent = placeOf(value, sizeOf(record))
  if (className === null || !percent) return null
  const corners = { x1: percent.x1 / 100, y1: percent.y1 / 100, x2: percent.x2 / 100, y2: percent.y2 / 100 }
  return { ...plainBox, ...corners, className, score: numberOf(record.score) }
}

/** In percent. */
function placeOf(value: JsonRecord, size: Size | null): Box | null {
  if (Array.isArray(value.points)) return boxOfPoints(numbersOf(value.points.flat()) ?? [])
  const [x, y, width, height] = [value.x, value.y, value.width, value.height].map(numberOf)
  const [radiusX, radiusY] = [numberOf(value.radiusX), numberOf(value.radiusY)]
  if (x === null || y === null || x === undefined || y === undefined) return null
  const turn = numberOf(value.rotation) ?? 0
  if (radiusX !== null && radiusY !== null) {
    return turned({ x1: x - radiusX, y1: y - radiusY, x2: x + radiusX, y2: y + radiusY }, turn, { x, y }, size)
  }
  if (typeof width !== 'number' || typeof height !== 'number') return null
  return turned({ x1: x, y1: y, x2: x + width, y2: y + height }, turn, { x, y }, size)
}

/** Angles are those of the picture, which percent stretch; a rectangle turns about its upper left corner. */
function turned(box: Box, degrees: number, about: { readonly x: number; readonly y: number }, size: Size | null): Box {
  if (degrees === 0) return box
  const aspect = size ? size.width / size.height : 1
  const flat = { ...box, x1: box.x1 * aspect, x2: box.x2 * aspect }
  const { x1, x2, ...rest } = boxOfTurned(flat, degrees, { x: about.x * aspect, y: about.y })
  return { ...rest, x1: x1 / aspect, x2: x2 / aspect }
}

export function rowOf(box: LabelledBox, image: { readonly size: Size }, row: string | null): string {
  const { width, height } = image.size
  const place = {
    x: (box.x1 / width) * 100,
    y: (box.y1 / height) * 100,
    width: ((box.x2 - box.x1) / width) * 100,
    height: ((box.y2 - box.y1) / height) * 100,
    rotation: 0,
  }
  return printJsonRow({
    row,
    box,
    frame: { units: 'fractions', size: image.size },
    parse: boxOf,
    patch: (record, change) => {
      const type = change.isMoved ? 'rectanglelabels' : String(record.type)
      const value = recordOf(record.value) ?? {}
      const old = value[String(record.type)]
      const labels = change.isRelabelled ? [box.className] : old
      const base = change.isMoved ? place : value
      const named =
        record.type === undefined
          ? { from_name: 'label', to_name: 'image', original_width: width, original_height: height, image_rotation: 0 }
          : {}
      if (!change.isMoved && !change.isRelabelled) return record
      const score = change.isScored && box.score !== null ? { score: box.score } : {}
      return { ...record, ...named, type, value: { ...base, [type]: labels }, ...score }
    },
  })
}
