/** An explanation unpacked: what the network says of each anchor, and where that lies in the picture. */
import { float32sFrom } from '../../../../shared/base64.ts'
import type { Box, Point, Size } from '../../../../shared/box.ts'
import type { Explanation } from '../../../../shared/explainCalls.ts'

/** Anchors of the cells of maps. */
type GridLayout = Extract<Explanation['layout'], { readonly kind: 'grid' }> & {
  /** First row of each scale. */
  readonly scaleStarts: readonly number[]
}
/** Windows of a few shapes. */
type WindowLayout = Omit<Extract<Explanation['layout'], { readonly kind: 'windows' }>, 'boxes'> & {
  /** In network pixels; four numbers a row. */
  readonly boxes: Float32Array
}

type Unpacked = Omit<Explanation, 'outputs' | 'boxes' | 'probabilities' | 'layout'> & {
  /** tx, ty, tw, th, and how sure that something is there; five numbers a row. */
  readonly outputs: Float32Array
  /** In network pixels; four numbers a row. */
  readonly boxes: Float32Array
  /** One number a row for each class. */
  readonly probabilities: Float32Array
  readonly rows: number
  /** Anchors that a second stage looked at, by row, and the boxes that they proposed; null where there is one stage. */
  readonly proposed: ReadonlyMap<number, Box> | null
  /** What the square input covers, in pixels of the image. */
  readonly area: Box
}
export type GridInside = Unpacked & { readonly layout: GridLayout }
export type WindowInside = Unpacked & { readonly layout: WindowLayout }
export type Inside = GridInside | WindowInside

export const hasGrid = (inside: Inside): inside is GridInside => inside.layout.kind === 'grid'

export function unpack(explanation: Explanation): Inside {
  const boxes = float32sFrom(explanation.boxes)
  const { side, family } = explanation
  const proposals = family.detector === 'faster-rcnn' ? family.proposals : null
  return {
    ...explanation,
    layout: unpackLayout(explanation.layout),
    proposed: proposals && new Map(proposals.map(({ row, box }) => [row, toImage(explanation, box)])),
    outputs: float32sFrom(explanation.outputs),
    boxes,
    probabilities: float32sFrom(explanation.probabilities),
    rows: boxes.length / 4,
    area: toImage(explanation, [0, 0, side, side]),
  } as Inside
}

function unpackLayout(layout: Explanation['layout']): Inside['layout'] {
  if (layout.kind === 'windows') return { ...layout, boxes: float32sFrom(layout.boxes) }
  const counts = layout.cells.map((cells, scale) => cells ** 2 * layout.anchors[scale]!.length)
  const scaleStarts = counts.map((_, scale) => counts.slice(0, scale).reduce((sum, count) => sum + count, 0))
  return { ...layout, scaleStarts }
}

export const cellsOf = ({ layout }: GridInside, scale: number): number => layout.cells[scale]!

/** Pixels of the input that a cell of the scale covers; of the coarsest maps of an SSD no whole number. */
export const strideOf = (inside: GridInside, scale: number): number => inside.side / cellsOf(inside, scale)

export type AnchorPlace = {
  readonly scale: number
  readonly cell: Point
  /** Index among the anchors of the cell. */
  readonly anchor: number
  readonly size: Size
}

export function placeOf(inside: GridInside, row: number): AnchorPlace {
  const { scaleStarts, anchors: all } = inside.layout
  const scale = scaleStarts.findLastIndex((start) => row >= start)
  const anchors = all[scale]!
  const within = row - scaleStarts[scale]!
  const cell = Math.floor(within / anchors.length)
  const cells = cellsOf(inside, scale)
  const anchor = within % anchors.length
  return { scale, cell: { x: cell % cells, y: Math.floor(cell / cells) }, anchor, size: anchors[anchor]! }
}

/** Rows of the anchors of a cell. */
export function rowsOfCell(inside: GridInside, scale: number, { x, y }: Point): number[] {
  const count = inside.layout.anchors[scale]!.length
  const first = inside.layout.scaleStarts[scale]! + (y * cellsOf(inside, scale) + x) * count
  return Array.from({ length: count }, (_, anchor) => first + anchor)
}

/** Rows that a window was left for. */
export function windowRows({ layout: { boxes }, rows }: WindowInside): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter((row) => boxes[row * 4 + 2]! > boxes[row * 4]!)
}

/** The box that a row says, in pixels of the image. */
export function boxOfRow(inside: Inside, row: number): Box {
  return toImage(inside, [...inside.boxes.subarray(row * 4, row * 4 + 4)] as unknown as Corners)
}

/** What a row starts from, in pixels of the image: the anchor around the middle of its cell, or its window. */
export const referenceBoxOf = (inside: Inside, row: number): Box => toImage(inside, referenceOf(inside, row))

/** The same in network pixels. */
export function referenceOf(inside: Inside, row: number): Corners {
  if (!hasGrid(inside)) return [...inside.layout.boxes.subarray(row * 4, row * 4 + 4)] as unknown as Corners
  const { scale, cell, size } = placeOf(inside, row)
  const stride = strideOf(inside, scale)
  const x = (cell.x + 0.5) * stride
  const y = (cell.y + 0.5) * stride
  return [x - size.width / 2, y - size.height / 2, x + size.width / 2, y + size.height / 2]
}

type Corners = readonly [x1: number, y1: number, x2: number, y2: number]

export function toImage({ letterbox }: Pick<Inside, 'letterbox'>, [x1, y1, x2, y2]: Corners): Box {
  const { scaleX, scaleY, offsetX, offsetY } = letterbox
  return {
    x1: (x1 - offsetX) / scaleX,
    y1: (y1 - offsetY) / scaleY,
    x2: (x2 - offsetX) / scaleX,
    y2: (y2 - offsetY) / scaleY,
  }
}

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))

export type Outputs = {
  readonly tx: number
  readonly ty: number
  readonly tw: number
  readonly th: number
  readonly to: number
}

export function outputsOf({ outputs }: Inside, row: number): Outputs {
  const at = (place: number) => outputs[row * 5 + place]!
  return { tx: at(0), ty: at(1), tw: at(2), th: at(3), to: at(4) }
}

export type Verdict = {
  readonly objectness: number
  /** Index of the likeliest class, and how likely it is where there is something. */
  readonly category: number
  readonly ofClass: number
  /** Both multiplied; of two stages what the second says. */
  readonly score: number
}

/** False for an anchor that was not proposed to the second stage: no class was asked for. */
export const isJudged = ({ proposed }: Inside, row: number): boolean => proposed?.has(row) ?? true

export function verdictOf(inside: Inside, row: number): Verdict {
  const count = inside.categories.length
  let category = 0
  for (let other = 1; other < count; other++) {
    if (inside.probabilities[row * count + other]! > inside.probabilities[row * count + category]!) category = other
  }
  const score = inside.probabilities[row * count + category]!
  const objectness = sigmoid(outputsOf(inside, row).to)
  return { objectness, category, ofClass: objectness > 0 ? Math.min(1, score / objectness) : 0, score }
}

/**
 * A value for each cell of a scale, the largest of its anchors.
 * @param category index of a class for its probability, or null for objectness
 */
export function heatOf(inside: GridInside, scale: number, category: number | null): Float32Array {
  const cells = cellsOf(inside, scale)
  const anchors = inside.layout.anchors[scale]!.length
  const start = inside.layout.scaleStarts[scale]!
  const count = inside.categories.length
  const heatAt = (row: number): number =>
    category === null ? sigmoid(inside.outputs[row * 5 + 4]!) : inside.probabilities[row * count + category]!
  return Float32Array.from({ length: cells * cells }, (_, cell) => {
    let most = 0
    for (let anchor = 0; anchor < anchors; anchor++) most = Math.max(most, heatAt(start + cell * anchors + anchor))
    return most
  })
}

/** What took part in suppression above a confidence. They are sorted by score, so their places stay what they are. */
export function stepsAbove({ suppression }: Inside, confidence: number): Inside['suppression']['steps'] {
  const end = suppression.steps.findIndex(({ score }) => score <= confidence)
  return end < 0 ? suppression.steps : suppression.steps.slice(0, end)
}

/** The detections above a confidence, the surest first. */
export const foundAbove = ({ found }: Inside, confidence: number): Inside['found'] =>
  found.filter(({ score }) => score > confidence)
