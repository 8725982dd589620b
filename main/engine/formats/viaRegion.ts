/** One region of VIA: a shape and what people wrote of it. */
import type { Box, Size } from '../../../shared/box.ts'
import type { CutRow } from './documents.ts'
import type { LabelledBox, ReadBox } from './format.ts'
import { printJsonRow } from './jsonRows.ts'
import { type JsonRecord, numberOf, numbersOf, recordOf, textOf } from './jsonValues.ts'
import { plainBox } from './plainBox.ts'
import { boxOfPoints } from './polygonBox.ts'

/** In version 1 a region has its number in front: `"0": {…}`. */
const keyed = /^("(?:[^"\\]|\\.)*"\s*:\s*)(\{[\s\S]*)$/

export function rowOfRegion(text: string): CutRow {
  const record = recordOf(JSON.parse(keyed.exec(text)?.[2] ?? text)) ?? {}
  const shape = textOf(recordOf(record.shape_attributes)?.name) ?? ''
  if (shape === 'point' || shape === 'polyline') return { text, box: null }
  const box = boxOfRegion(record)
  if (!box) return { text, box: null, broken: `("name": "${shape}") has shape_attributes without a place` }
  return { text, box, isBoxed: shape !== 'rect' }
}

export function viaRow(box: LabelledBox, image: { readonly size: Size }, row: string | null): string {
  const [, key = '', region] = (row === null ? null : keyed.exec(row)) ?? []
  return (
    key +
    printJsonRow({
      row: region ?? row,
      box,
      frame: { units: 'pixels', size: image.size },
      parse: boxOfRegion,
      patch: (record, change) => {
        const attributes = recordOf(record.region_attributes) ?? {}
        return {
          ...record,
          ...(change.isMoved ? { shape_attributes: shapeOf(box) } : {}),
          ...(change.isRelabelled
            ? { region_attributes: { ...attributes, [classKeyOf(attributes) ?? 'label']: box.className } }
            : {}),
        }
      },
    })
  )
}

const shapeOf = ({ x1, y1, x2, y2 }: Box): JsonRecord => ({
  name: 'rect',
  x: x1,
  y: y1,
  width: x2 - x1,
  height: y2 - y1,
})

/** VIA leaves the name of the attribute with the class to people; these are the usual ones. */
const usualKeys = ['label', 'class', 'name', 'type', 'category', 'object', 'species']
/** Of a region of which nobody said what it is. */
const noClass = 'region'

function classKeyOf(attributes: JsonRecord): string | null {
  const keys = Object.keys(attributes)
  return usualKeys.map((usual) => keys.find((key) => key.toLowerCase() === usual)).find(Boolean) ?? keys[0] ?? null
}

/** A text, or of check boxes the first that is ticked. */
function classOf(attributes: JsonRecord): string {
  const value = attributes[classKeyOf(attributes) ?? '']
  const ticked = Object.entries(recordOf(value) ?? {}).find(([, isTicked]) => isTicked === true)
  return textOf(value) ?? numberOf(value)?.toString() ?? ticked?.[0] ?? noClass
}

function boxOfRegion(record: JsonRecord): ReadBox | null {
  const corners = cornersOf(recordOf(record.shape_attributes) ?? {})
  return corners && { ...plainBox, ...corners, className: classOf(recordOf(record.region_attributes) ?? {}) }
}

function cornersOf(shape: JsonRecord): Box | null {
  const of = (...names: string[]): number[] | null => numbersOf(names.map((name) => shape[name]))
  if (shape.name === 'rect') {
    const [x, y, width, height] = of('x', 'y', 'width', 'height') ?? []
    return x === undefined ? null : { x1: x, y1: y!, x2: x + width!, y2: y! + height! }
  }
  if (shape.name === 'circle' || shape.name === 'ellipse') {
    const [x, y] = of('cx', 'cy') ?? []
    const [radiusX, radiusY] = (shape.name === 'circle' ? of('r', 'r') : of('rx', 'ry')) ?? []
    if (x === undefined || radiusX === undefined) return null
    return { x1: x - radiusX, y1: y! - radiusY!, x2: x + radiusX, y2: y! + radiusY! }
  }
  const [xs, ys] = [numbersOf(shape.all_points_x), numbersOf(shape.all_points_y)]
  if (!xs || !ys || xs.length !== ys.length) return null
  return boxOfPoints(xs.flatMap((x, index) => [x, ys[index]!]))
}
