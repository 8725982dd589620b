/** Which part of a picture a crop shows, and where it lies on its canvas. */
import { type Box, boxCentre, boxHeight, boxWidth, moveBoxInside, type Size } from '../../shared/box.ts'
import type { CropItem } from './cropItems.ts'

/** Surroundings on each side, as a part of the longer side: a thing is told by what is around it. */
const marginPart = 0.35
/** A crop of a tiny thing still shows this many pixels. */
const leastSide = 64

/** The boxes with their surroundings, in the given shape where the picture allows it; never beyond the picture. */
export function cropAround(boxes: readonly Box[], image: Size, aspect: number): Box {
  const whole = unionOf(boxes)
  const margin = marginPart * Math.max(boxWidth(whole), boxHeight(whole))
  const least = { width: boxWidth(whole) + 2 * margin, height: boxHeight(whole) + 2 * margin }
  const height = Math.max(least.height, least.width / aspect, leastSide)
  const size = { width: Math.min(height * aspect, image.width), height: Math.min(height, image.height) }
  const centre = boxCentre(whole)
  const x1 = centre.x - size.width / 2
  const y1 = centre.y - size.height / 2
  return moveBoxInside({ x1, y1, x2: x1 + size.width, y2: y1 + size.height }, 0, 0, image)
}

/** What the crop of an item shows on a canvas of this size. */
export function cropOf(item: Pick<CropItem, 'image' | 'label' | 'detected' | 'other'>, canvas: Size): Box {
  const boxes = [item.label?.box, item.detected?.box, item.other?.box].filter((box) => box !== undefined)
  return cropAround(boxes, item.image, canvas.width / canvas.height)
}

function unionOf(boxes: readonly Box[]): Box {
  return {
    x1: Math.min(...boxes.map((box) => box.x1)),
    y1: Math.min(...boxes.map((box) => box.y1)),
    x2: Math.max(...boxes.map((box) => box.x2)),
    y2: Math.max(...boxes.map((box) => box.y2)),
  }
}

export type Placement = { readonly scale: number; readonly left: number; readonly top: number }

/** Scale and offset with which the region fills the canvas, whole and in the middle. */
export function placeOnCanvas(region: Box, canvas: Size): Placement {
  const scale = Math.min(canvas.width / boxWidth(region), canvas.height / boxHeight(region))
  return {
    scale,
    left: (canvas.width - boxWidth(region) * scale) / 2,
    top: (canvas.height - boxHeight(region) * scale) / 2,
  }
}

export function boxOnCanvas(box: Box, region: Box, { scale, left, top }: Placement): Box {
  return {
    x1: left + (box.x1 - region.x1) * scale,
    y1: top + (box.y1 - region.y1) * scale,
    x2: left + (box.x2 - region.x1) * scale,
    y2: top + (box.y2 - region.y1) * scale,
  }
}
