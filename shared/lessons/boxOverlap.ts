/**
 * How much two boxes overlap, by the four measures that detectors are judged by and learn from, each with the parts that it is
 * made of. In: two boxes. Out: plain numbers.
 *
 * IoU; GIoU (Rezatofighi et al., "Generalized intersection over union", 2019); DIoU and CIoU (Zheng et al., "Distance-IoU
 * loss", 2020).
 */
import { type Box, boxArea, boxCentre, boxHeight, boxWidth, intersectionArea } from '../box.ts'

export type OverlapMeasures = {
  readonly intersection: number
  readonly union: number
  readonly iou: number
  /** Area of the smallest box around both. */
  readonly enclosing: number
  readonly giou: number
  /** Square of the distance between the middles, and of the diagonal of the enclosing box. */
  readonly distanceSquared: number
  readonly diagonalSquared: number
  readonly diou: number
  /** How different the shapes are, 0 to 1, and what that weighs. */
  readonly shape: number
  readonly shapeWeight: number
  readonly ciou: number
}

/** Both boxes have an area. */
export function overlapMeasures(a: Box, b: Box): OverlapMeasures {
  const intersection = intersectionArea(a, b)
  const union = boxArea(a) + boxArea(b) - intersection
  const iou = intersection / union
  const around = {
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
    x2: Math.max(a.x2, b.x2),
    y2: Math.max(a.y2, b.y2),
  }
  const enclosing = boxArea(around)
  const [middleA, middleB] = [boxCentre(a), boxCentre(b)]
  const distanceSquared = (middleA.x - middleB.x) ** 2 + (middleA.y - middleB.y) ** 2
  const diagonalSquared = boxWidth(around) ** 2 + boxHeight(around) ** 2
  const diou = iou - distanceSquared / diagonalSquared
  const shape = (4 / Math.PI ** 2) * (angleOf(a) - angleOf(b)) ** 2
  const shapeWeight = shape === 0 ? 0 : shape / (1 - iou + shape)
  return {
    intersection,
    union,
    iou,
    enclosing,
    giou: iou - (enclosing - union) / enclosing,
    distanceSquared,
    diagonalSquared,
    diou,
    shape,
    shapeWeight,
    ciou: diou - shapeWeight * shape,
  }
}

const angleOf = (box: Box): number => Math.atan(boxWidth(box) / boxHeight(box))
