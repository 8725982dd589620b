/**
 * One line of a KITTI label file, 15 fields: type truncated occluded alpha left top right bottom height width length
 * x y z rotation_y. Values that nobody gave are those of the KITTI development kit (writeLabels.m).
 */
import type { Box } from '../../../shared/box.ts'
import { type JsonObject, type Occlusion, occlusion } from '../../../shared/model.ts'
import type { LabelledBox } from './format.ts'
import { keptOf } from './keptRow.ts'
import { printed, printedEdges } from './printedNumber.ts'
import { tokensOf } from './textLines.ts'

export const ignoreType = 'DontCare'

const fieldCount = 15
/** As the development kit prints labels. Of results, whose places decide the score, more are written. */
const labelDecimals = 2
const resultDecimals = 4

/** The columns that say nothing of the picture, as text so that they are written back to the letter. */
const unknown3d = { alpha: '-10', dimensions: '-1 -1 -1', location: '-1000 -1000 -1000', rotation_y: '-10' }
type Columns3d = typeof unknown3d
const columnNames = Object.keys(unknown3d) as (keyof Columns3d)[]

export type KittiLine =
  | { readonly kind: 'box'; readonly box: LabelledBox; readonly strange: string | null }
  | { readonly kind: 'line-broken'; readonly message: string }

/** A line of results: 16 fields, the score last. A person's box is certain. */
export function printKittiResult(box: LabelledBox, type: string): string {
  return `${printKittiLine(box, type, resultDecimals)} ${box.score ?? 1}`
}

export function printKittiLine(box: LabelledBox, type: string, decimals = labelDecimals): string {
  const truncated = box.truncated === null || box.ignore ? '-1' : printed(box.truncated, labelDecimals)
  const occluded = box.ignore ? -1 : (box.occluded ?? -1)
  const [x1, x2] = printedEdges(box.x1, box.x2, decimals)
  const [y1, y2] = printedEdges(box.y1, box.y2, decimals)
  const corners = `${x1} ${y1} ${x2} ${y2}`
  const { alpha, dimensions, location, rotation_y } = columns3dOf(box.extras)
  return `${type} ${truncated} ${occluded} ${alpha} ${corners} ${dimensions} ${location} ${rotation_y}`
}

function columns3dOf(extras: JsonObject | null): Columns3d {
  return extras?.kitti ? ({ ...unknown3d, ...keptOf(extras, 'kitti') } as Columns3d) : unknown3d
}

export function parseKittiLine(line: string): KittiLine {
  const tokens = tokensOf(line)
  if (tokens.length !== fieldCount && tokens.length !== fieldCount + 1) {
    return broken(`has ${tokens.length} fields where KITTI has ${fieldCount}`)
  }
  const numbers = tokens.map(Number)
  const strangeAt = numbers.findIndex((number, index) => index > 0 && !Number.isFinite(number))
  if (strangeAt !== -1) return broken(`"${tokens[strangeAt]}" is not a number`)
  const [, truncated, occluded, , x1, y1, x2, y2] = numbers as [number, number, number, ...number[]]
  const labels = tokens[0] === ignoreType ? ignoreLabels : objectLabels(tokens[0]!, truncated, occluded)
  const { strange, ...kept } = labels
  const score = numbers[fieldCount] ?? null
  const box = {
    ...kept,
    x1: x1!,
    y1: y1!,
    x2: x2!,
    y2: y2!,
    difficult: false,
    score,
    note: '',
    extras: extrasOf(tokens),
  }
  const isPlain = score !== null || printKittiLine(box, tokens[0]!) === line
  // The row itself is kept only where printing the box would give another.
  const extras = isPlain ? box.extras : { kitti: { ...keptOf(box.extras, 'kitti'), row: line } }
  return { kind: 'box', box: { ...box, extras }, strange }
}

function broken(message: string): KittiLine {
  return { kind: 'line-broken', message: `${message}; the line was left out` }
}

type Labels = Omit<LabelledBox, keyof Box | 'difficult' | 'extras' | 'score' | 'note'> & {
  readonly strange: string | null
}

const ignoreLabels: Labels = { className: null, truncated: null, occluded: null, ignore: true, strange: null }

function objectLabels(type: string, truncated: number, occluded: number): Labels {
  const level = occlusion.safeParse(occluded)
  const strangeTruncation = truncated > 1 || (truncated < 0 && truncated !== -1) ? `truncated ${truncated}` : null
  const strangeOcclusion = !level.success && occluded !== -1 ? `occluded ${occluded}` : null
  return {
    className: type,
    truncated: truncated >= 0 && truncated <= 1 ? truncated : null,
    occluded: level.success ? (level.data as Occlusion) : null,
    ignore: false,
    strange: strangeTruncation ?? strangeOcclusion,
  }
}

/** Null when the columns hold nothing but the values for "unknown". */
function extrasOf(tokens: readonly string[]): JsonObject | null {
  const columns: Columns3d = {
    alpha: tokens[3]!,
    dimensions: tokens.slice(8, 11).join(' '),
    location: tokens.slice(11, 14).join(' '),
    rotation_y: tokens[14]!,
  }
  return columnNames.every((name) => columns[name] === unknown3d[name]) ? null : { kitti: columns }
}
