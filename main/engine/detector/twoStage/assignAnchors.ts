/**
 * Which anchors of a picture learn a box, and which learn that there is none (Ren et al., "Faster R-CNN", 2015, section 3.1.2).
 * An anchor learns the box that it overlaps most if it does so by an IoU of at least 0.7; and of each box the anchors that
 * overlap it most learn it, however little that is. Anchors that overlap no box by more than 0.3 are background, unless they
 * stand in an ignore region; the others say nothing. Plain arithmetic, no gradient.
 */
import type { Random } from '../../../../shared/random.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { anchorBackgroundIou, anchorObjectIou } from './config.ts'

export type AnchorAssignment = {
  /** Anchors that learn a box, and the index of that box. */
  readonly objects: readonly { readonly row: number; readonly box: number }[]
  readonly background: readonly number[]
}

/** IoUs that differ by less are the same: of anchors that fit a box equally well all learn it. */
const sameIou = 1e-6

/** @param anchors x1, y1, x2, y2 in network pixels; length 4 x rows */
export function assignAnchors(anchors: Float32Array, { boxes, classes }: NetworkBoxes): AnchorAssignment {
  const rows = anchors.length / 4
  const bestIou = new Float64Array(rows)
  const bestBox = new Int32Array(rows).fill(-1)
  const owned = new Map<number, number>()
  const labelled = [...classes.keys()].filter((box) => classes[box]! >= 0)
  for (const box of labelled) {
    const { largest, overlapping } = overlapsOf(anchors, boxes, box)
    for (const { row, iou } of overlapping) {
      if (iou > bestIou[row]!) {
        bestIou[row] = iou
        bestBox[row] = box
      }
      if (iou >= largest - sameIou && !owned.has(row)) owned.set(row, box)
    }
  }
  const regions = [...classes.keys()].filter((box) => classes[box]! < 0)
  const objects: { row: number; box: number }[] = []
  const background: number[] = []
  for (let row = 0; row < rows; row++) {
    if (bestIou[row]! >= anchorObjectIou) objects.push({ row, box: bestBox[row]! })
    else if (owned.has(row)) objects.push({ row, box: owned.get(row)! })
    else if (bestIou[row]! <= anchorBackgroundIou && !regions.some((region) => standsIn(anchors, row, boxes, region)))
      background.push(row)
  }
  return { objects, background }
}

/** `count` anchors at random: at most half of them objects, the rest background. */
export function sampleAnchors(
  { objects, background }: AnchorAssignment,
  count: number,
  random: Random,
): AnchorAssignment {
  const chosen = picked(objects, Math.floor(count / 2), random)
  return { objects: chosen, background: picked(background, count - chosen.length, random) }
}

/** The IoU of a box with each anchor that it touches, and the largest of them. */
function overlapsOf(anchors: Float32Array, boxes: Float64Array, box: number) {
  const [x1, y1, x2, y2] = boxes.subarray(box * 4, box * 4 + 4) as unknown as [number, number, number, number]
  const area = (x2 - x1) * (y2 - y1)
  const overlapping: { row: number; iou: number }[] = []
  let largest = 0
  for (let offset = 0; offset < anchors.length; offset += 4) {
    const width = Math.min(x2, anchors[offset + 2]!) - Math.max(x1, anchors[offset]!)
    if (width <= 0) continue
    const height = Math.min(y2, anchors[offset + 3]!) - Math.max(y1, anchors[offset + 1]!)
    if (height <= 0) continue
    const own = (anchors[offset + 2]! - anchors[offset]!) * (anchors[offset + 3]! - anchors[offset + 1]!)
    const iou = (width * height) / (area + own - width * height)
    overlapping.push({ row: offset / 4, iou })
    if (iou > largest) largest = iou
  }
  return { largest, overlapping }
}

/** True when the anchor's centre lies in the region. */
function standsIn(anchors: Float32Array, row: number, boxes: Float64Array, region: number): boolean {
  const x = (anchors[row * 4]! + anchors[row * 4 + 2]!) / 2
  const y = (anchors[row * 4 + 1]! + anchors[row * 4 + 3]!) / 2
  const [x1, y1, x2, y2] = boxes.subarray(region * 4, region * 4 + 4)
  return x >= x1! && x <= x2! && y >= y1! && y <= y2!
}

/** Up to `count` of the items, each with the same probability: the beginning of a shuffle. */
function picked<T>(items: readonly T[], count: number, random: Random): T[] {
  const pool = [...items]
  const wanted = Math.min(count, pool.length)
  for (let place = 0; place < wanted; place++) {
    const other = place + random.below(pool.length - place)
    const item = pool[place]!
    pool[place] = pool[other]!
    pool[other] = item
  }
  return pool.slice(0, wanted)
}
