/** An explanation unpacked: what the network says of each anchor, and where that lies in the picture. */
import { float32sFrom } from '../../../../shared/base64.ts'
import type { Box, Point, Size } from '../../../../shared/box.ts'
import type { Explanation } from '../../../../shared/explainCalls.ts'

export type Inside = Omit<Explanation, 'outputs' | 'boxes' | 'probabilities'> & {
  /** tx, ty, tw, th, objectness; five numbers a row. */
  readonly outputs: Float32Array
  /** In network pixels; four numbers a row. */
  readonly boxes: Float32Array
  /** One number a row for each class. */
  readonly probabilities: Float32Array
  readonly rows: number
  /** Anchors that a second stage looked at, by row, and the boxes that they proposed; null where there is one stage. */
  readonly proposed: ReadonlyMap<number, Box> | null
  /** First row of each scale. */
  readonly scaleStarts: readonly number[]
  /** What the square input covers, in pixels of the image. */
  readonly area: Box
}

export function unpack(explanation: Explanation): Inside {
  const boxes = float32sFrom(explanation.boxes)
  const counts = explanation.strides.map(
    (stride, scale) => (explanation.side / stride) ** 2 * explanation.anchors[scale]!.length,
  )
  const { side, twoStage } = explanation
  return {
    ...explanation,
    proposed: twoStage && new Map(twoStage.proposals.map(({ row, box }) => [row, toImage(explanation, box)])),
    outputs: float32sFrom(explanation.outputs),
    boxes,
    probabilities: float32sFrom(explanation.probabilities),
    rows: boxes.length / 4,
    scaleStarts: counts.map((_, scale) => counts.slice(0, scale).reduce((sum, count) => sum + count, 0)),
    area: toImage(explanation, [0, 0, side, side]),
  }
}

export const cellsOf = ({ side, strides }: Pick<Inside, 'side' | 'strides'>, scale: number): number =>
  side / strides[scale]!

export type AnchorPlace = {
  readonly scale: number
  readonly cell: Point
  /** Index among the anchors of the cell. */
  readonly anchor: number
  readonly size: Size
}

export function placeOf(inside: Inside, row: number): AnchorPlace {
  const scale = inside.scaleStarts.findLastIndex((start) => row >= start)
  const anchors = inside.anchors[scale]!
  const within = row - inside.scaleStarts[scale]!
  const cell = Math.floor(within / anchors.length)
  const cells = cellsOf(inside, scale)
  const anchor = within % anchors.length
  return { scale, cell: { x: cell % cells, y: Math.floor(cell / cells) }, anchor, size: anchors[anchor]! }
}

/** Rows of the anchors of a cell. */
export function rowsOfCell(inside: Inside, scale: number, { x, y }: Point): number[] {
  const count = inside.anchors[scale]!.length
  const first = inside.scaleStarts[scale]! + (y * cellsOf(inside, scale) + x) * count
  return Array.from({ length: count }, (_, anchor) => first + anchor)
}

/** The box that a row says, in pixels of the image. */
export function boxOfRow(inside: Inside, row: number): Box {
  return toImage(inside, [...inside.boxes.subarray(row * 4, row * 4 + 4)] as unknown as Corners)
}

/** The anchor of a row around the middle of its cell, in pixels of the image. */
export function anchorBoxOf(inside: Inside, row: number): Box {
  const { scale, cell, size } = placeOf(inside, row)
  const stride = inside.strides[scale]!
  const x = (cell.x + 0.5) * stride
  const y = (cell.y + 0.5) * stride
  return toImage(inside, [x - size.width / 2, y - size.height / 2, x + size.width / 2, y + size.height / 2])
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
export function heatOf(inside: Inside, scale: number, category: number | null): Float32Array {
  const cells = cellsOf(inside, scale)
  const anchors = inside.anchors[scale]!.length
  const start = inside.scaleStarts[scale]!
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
