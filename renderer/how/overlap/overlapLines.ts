/** The measures of overlap as formulas with the numbers of the two boxes in them. */
import type { OverlapMeasures } from '../../../shared/lessons/boxOverlap.ts'

const whole = (value: number): string => String(Math.round(value))
const rate = (value: number): string => value.toFixed(3)

export function overlapLines(found: OverlapMeasures, areaA: number, areaB: number): string[] {
  const { intersection, union, iou, enclosing, giou, distanceSquared, diagonalSquared, diou, shape, ciou } = found
  return [
    `A∪B = A + B − A∩B = ${whole(areaA)} + ${whole(areaB)} − ${whole(intersection)} = ${whole(union)}`,
    `IoU = A∩B / A∪B = ${whole(intersection)} / ${whole(union)} = ${rate(iou)}`,
    `GIoU = IoU − (C − A∪B) / C = ${rate(iou)} − (${whole(enclosing)} − ${whole(union)}) / ${whole(enclosing)} = ${rate(giou)}`,
    `DIoU = IoU − d² / c² = ${rate(iou)} − ${whole(distanceSquared)} / ${whole(diagonalSquared)} = ${rate(diou)}`,
    `CIoU = DIoU − α · v = ${rate(diou)} − ${rate(found.shapeWeight)} · ${rate(shape)} = ${rate(ciou)}`,
    'v = 4/π² · (atan(wA/hA) − atan(wB/hB))²,  α = v / (1 − IoU + v)',
  ]
}
