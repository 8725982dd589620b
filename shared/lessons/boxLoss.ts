/**
 * How far the box of an anchor is from its label, by the formulas, with the gradient with respect to what the head says of it
 * (tx, ty, tw, th). In: those four numbers, the anchor's cell, the label in network pixels. Out: plain numbers.
 *
 * The measures are those of training: of four numbers (mse, mae, smooth-l1) or by overlap (iou, giou, ciou).
 */
import { type Box, boxArea, boxHeight, boxWidth } from '../box.ts'
import { assertNever } from '../errors.ts'
import type { TrainSettings } from '../trainSettings.ts'
import type { LossAndGradients } from './probabilities.ts'
import {
  absolute,
  add,
  arcTangent,
  atLeast,
  atMost,
  divide,
  inputs,
  logarithm,
  multiply,
  type Sloped,
  scale,
  square,
  squash,
  subtract,
} from './slopes.ts'

export type AnchorCell = {
  readonly cellX: number
  readonly cellY: number
  readonly stride: number
  readonly anchorWidth: number
  readonly anchorHeight: number
}

export function boxLoss(
  kind: TrainSettings['boxLoss'],
  said: readonly [tx: number, ty: number, tw: number, th: number],
  cell: AnchorCell,
  label: Box,
): LossAndGradients {
  const { value, slopes } = distance(kind, decoded(said, cell), label, cell.stride)
  return { value, gradients: slopes }
}

/** Of four offsets from what they should be: smooth L1 (Girshick, "Fast R-CNN", 2015, equation 3), summed. */
export function offsetsLoss(said: readonly number[], wanted: readonly number[]): LossAndGradients {
  const { value, slopes } = sum(inputs(said).map((t, place) => smoothAbsolute(subtract(t, wanted[place]!))))
  return { value, gradients: slopes }
}

type SlopedBox = { readonly x1: Sloped; readonly y1: Sloped; readonly x2: Sloped; readonly y2: Sloped }

function decoded(said: readonly number[], cell: AnchorCell): SlopedBox {
  const [tx, ty, tw, th] = inputs(said) as [Sloped, Sloped, Sloped, Sloped]
  const middle = (t: Sloped, at: number) => scale(add(scale(squash(t), 2), at - 0.5), cell.stride)
  const half = (t: Sloped, anchor: number) => scale(square(scale(squash(t), 2)), anchor / 2)
  const [x, y] = [middle(tx, cell.cellX), middle(ty, cell.cellY)]
  const [width, height] = [half(tw, cell.anchorWidth), half(th, cell.anchorHeight)]
  return { x1: subtract(x, width), y1: subtract(y, height), x2: add(x, width), y2: add(y, height) }
}

function distance(kind: TrainSettings['boxLoss'], box: SlopedBox, label: Box, stride: number): Sloped {
  switch (kind) {
    case 'mse':
      return sum(differences(box, label, stride).map(square))
    case 'mae':
      return sum(differences(box, label, stride).map(absolute))
    case 'smooth-l1':
      return sum(differences(box, label, stride).map(smoothAbsolute))
    case 'iou':
      return lacking(overlapOf(box, label).iou)
    case 'giou':
      return lacking(generalised(box, label))
    case 'ciou':
      return lacking(complete(box, label))
    default:
      return assertNever(kind)
  }
}

function differences({ x1, y1, x2, y2 }: SlopedBox, label: Box, stride: number): Sloped[] {
  const between = (low: Sloped, high: Sloped, labelSum: number) =>
    scale(subtract(add(low, high), labelSum), 0.5 / stride)
  const ratio = (low: Sloped, high: Sloped, side: number) => subtract(logarithm(subtract(high, low)), Math.log(side))
  return [
    between(x1, x2, label.x1 + label.x2),
    between(y1, y2, label.y1 + label.y2),
    ratio(x1, x2, boxWidth(label)),
    ratio(y1, y2, boxHeight(label)),
  ]
}

function smoothAbsolute(difference: Sloped): Sloped {
  const size = absolute(difference)
  return size.value <= 1 ? scale(square(difference), 0.5) : subtract(size, 0.5)
}

function overlapOf({ x1, y1, x2, y2 }: SlopedBox, label: Box) {
  const shared = (low: Sloped, high: Sloped, from: number, to: number) =>
    atLeast(subtract(atMost(high, to), atLeast(low, from)), 0)
  const intersection = multiply(shared(x1, x2, label.x1, label.x2), shared(y1, y2, label.y1, label.y2))
  const area = multiply(subtract(x2, x1), subtract(y2, y1))
  const union = subtract(add(area, boxArea(label)), intersection)
  return { iou: divide(intersection, union), union }
}

function enclosing({ x1, y1, x2, y2 }: SlopedBox, label: Box) {
  return {
    width: subtract(atLeast(x2, label.x2), atMost(x1, label.x1)),
    height: subtract(atLeast(y2, label.y2), atMost(y1, label.y1)),
  }
}

function generalised(box: SlopedBox, label: Box): Sloped {
  const { iou, union } = overlapOf(box, label)
  const { width, height } = enclosing(box, label)
  const area = multiply(width, height)
  return subtract(iou, divide(subtract(area, union), area))
}

function complete(box: SlopedBox, label: Box): Sloped {
  const { iou } = overlapOf(box, label)
  const { width, height } = enclosing(box, label)
  const dx = subtract(add(box.x1, box.x2), label.x1 + label.x2)
  const dy = subtract(add(box.y1, box.y2), label.y1 + label.y2)
  const apart = divide(scale(add(square(dx), square(dy)), 0.25), add(square(width), square(height)))
  const angle = arcTangent(divide(subtract(box.x2, box.x1), subtract(box.y2, box.y1)))
  const shape = scale(square(subtract(angle, Math.atan(boxWidth(label) / boxHeight(label)))), 4 / Math.PI ** 2)
  // A constant of the optimisation (section 4 of the paper): no slope comes of it.
  const weight = shape.value === 0 ? 0 : shape.value / (1 - iou.value + shape.value)
  return subtract(subtract(iou, apart), scale(shape, weight))
}

const lacking = (overlap: Sloped): Sloped => add(scale(overlap, -1), 1)
const sum = (parts: readonly Sloped[]): Sloped => parts.reduce((total, part) => add(total, part))
