/** One shape of LabelMe: a rectangle, or an outline and the box around it. */
import type { Box } from '../../../shared/box.ts'
import type { CutRow } from './documents.ts'
import type { DatasetImage, LabelledBox, ReadBox } from './format.ts'
import { jsonAt } from './jsonLists.ts'
import { printJsonRow } from './jsonRows.ts'
import { type JsonRecord, numberOf, numbersOf, recordOf, textOf } from './jsonValues.ts'
import { plainBox } from './plainBox.ts'
import { boxOfPoints } from './polygonBox.ts'
import type { Span } from './textFrame.ts'

/** Shapes that cover a place; points and lines do not. */
const outlines = new Set(['polygon', 'circle', 'mask', 'rotation'])

export function cutRow(utf8: Buffer, span: Span): CutRow {
  const { text, value } = jsonAt(utf8, span)
  const record = recordOf(value) ?? {}
  const shape = textOf(record.shape_type) ?? 'polygon'
  if (shape !== 'rectangle' && !outlines.has(shape)) return { text, box: null }
  const box = boxOf(record)
  if (!box) return { text, box: null, broken: `("shape_type": "${shape}") has no "label" or too few "points"` }
  return { text, box, isBoxed: shape !== 'rectangle' }
}

function boxOf(record: JsonRecord): ReadBox | null {
  const className = textOf(record.label) ?? numberOf(record.label)?.toString() ?? null
  const points = Array.isArray(record.points) ? numbersOf(record.points.flat()) : null
  const corners = points && cornersOf(textOf(record.shape_type) ?? 'polygon', points)
  if (className === null || !corners) return null
  const difficult = record.difficult === true || recordOf(record.flags)?.difficult === true
  const note = typeof record.description === 'string' ? record.description : ''
  return { ...plainBox, ...corners, className, difficult, note, score: numberOf(record.score) }
}

function cornersOf(shape: string, points: readonly number[]): Box | null {
  if (shape !== 'circle') return boxOfPoints(points)
  // The centre and a point on the rim.
  const [x, y, rimX, rimY] = points
  if (points.length !== 4) return null
  const radius = Math.hypot(rimX! - x!, rimY! - y!)
  return { x1: x! - radius, y1: y! - radius, x2: x! + radius, y2: y! + radius }
}

export function rowOf(box: LabelledBox, image: DatasetImage, row: string | null): string {
  return printJsonRow({
    row,
    box,
    frame: { units: 'pixels', size: image.size },
    parse: boxOf,
    patch: (record, change) => ({
      ...record,
      ...(change.isRelabelled ? { label: box.className } : {}),
      ...(change.isMoved ? rectangleOf(box, record) : {}),
      ...(change.isNoted && (box.note !== '' || record.description) ? { description: box.note } : {}),
      ...(change.isFlagged ? flagsOf(record, box.difficult) : {}),
      ...(change.isScored && box.score !== null ? { score: box.score } : {}),
    }),
  })
}

/** A moved outline is one no more; what is left of it would lie elsewhere. */
function rectangleOf(box: Box, record: JsonRecord): JsonRecord {
  const points = [
    [box.x1, box.y1],
    [box.x2, box.y2],
  ]
  const plain = { points, group_id: record.group_id ?? null, shape_type: 'rectangle', flags: record.flags ?? {} }
  return 'mask' in record ? { ...plain, mask: null } : plain
}

/** X-AnyLabeling has a member of its own; LabelMe leaves it to the flags. */
function flagsOf(record: JsonRecord, difficult: boolean): JsonRecord {
  if ('difficult' in record) return { difficult }
  if (!difficult && !recordOf(record.flags)?.difficult) return {}
  return { flags: { ...recordOf(record.flags), difficult } }
}
