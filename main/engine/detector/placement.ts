/**
 * Geometry of augmentation: an affine map of a picture onto itself, and what it does to boxes. All in network pixels,
 * counted from the outer edge of the first pixel.
 */

import type { Size } from '../../../shared/box.ts'
import type { Random } from '../../../shared/random.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { smallestBox, smallestVisiblePart } from './config.ts'
import type { NetworkBoxes } from './networkBoxes.ts'

/** New x = xx x + xy y + x0, new y = yx x + yy y + y0. */
export type Placement = {
  readonly xx: number
  readonly xy: number
  readonly x0: number
  readonly yx: number
  readonly yy: number
  readonly y0: number
}

export const identity: Placement = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 }

export type PlacementSettings = Pick<
  TrainSettings,
  'size' | 'flipHorizontal' | 'flipVertical' | 'scale' | 'translate' | 'crop' | 'rotate' | 'shear'
>

/** A window of the picture, mirrored, zoomed, slanted, turned about the centre, shifted. */
export function randomPlacement(settings: PlacementSettings, random: Random): Placement {
  const { size, scale, translate, shear, rotate } = settings
  const zoom = 1 + random.between(-scale, scale)
  const mirrorX = random.isBelow(settings.flipHorizontal) ? -1 : 1
  const mirrorY = random.isBelow(settings.flipVertical) ? -1 : 1
  const shiftX = random.between(-translate, translate) * size
  const shiftY = random.between(-translate, translate) * size
  const angle = radians(random.between(-rotate, rotate))
  const slant = {
    x: Math.tan(radians(random.between(-shear, shear))),
    y: Math.tan(radians(random.between(-shear, shear))),
  }
  const centre = size / 2
  return chain([
    randomWindow(settings.crop, size, random),
    { ...identity, x0: -centre, y0: -centre },
    { ...identity, xx: mirrorX * zoom, yy: mirrorY * zoom },
    { ...identity, xy: slant.x, yx: slant.y },
    { ...identity, xx: Math.cos(angle), xy: -Math.sin(angle), yx: Math.sin(angle), yy: Math.cos(angle) },
    { ...identity, x0: centre + shiftX, y0: centre + shiftY },
  ])
}

/** The first map first. */
export function chain(maps: readonly Placement[]): Placement {
  return maps.reduce((first, then) => ({
    xx: then.xx * first.xx + then.xy * first.yx,
    xy: then.xx * first.xy + then.xy * first.yy,
    x0: then.xx * first.x0 + then.xy * first.y0 + then.x0,
    yx: then.yx * first.xx + then.yy * first.yx,
    yy: then.yx * first.xy + then.yy * first.yy,
    y0: then.yx * first.x0 + then.yy * first.y0 + then.y0,
  }))
}

/**
 * The boxes after the change, each the smallest upright box around its four corners, cut at the border; those of which too
 * little is left are dropped.
 */
export function placeBoxes({ boxes, classes }: NetworkBoxes, placement: Placement, size: number): NetworkBoxes {
  const moved = new Float64Array(boxes.length)
  for (const index of classes.keys()) {
    const [x1, y1, x2, y2] = boxes.subarray(index * 4, index * 4 + 4) as unknown as [number, number, number, number]
    const corners = [
      [x1, y1],
      [x2, y1],
      [x1, y2],
      [x2, y2],
    ].map(([x, y]) => placePoint(placement, x!, y!))
    moved.set(boundsOf(corners), index * 4)
  }
  return cutAtBorder({ boxes: moved, classes }, { width: size, height: size })
}

/** Cuts boxes at the border of a picture and drops those of which too little is left. */
export function cutAtBorder({ boxes, classes }: NetworkBoxes, picture: Size): NetworkBoxes {
  const placed: number[] = []
  const kept: number[] = []
  for (const [index, category] of classes.entries()) {
    const [left, top, right, bottom] = boxes.subarray(index * 4, index * 4 + 4) as unknown as [
      number,
      number,
      number,
      number,
    ]
    const inside = [
      Math.max(0, left),
      Math.max(0, top),
      Math.min(picture.width, right),
      Math.min(picture.height, bottom),
    ] as const
    const width = inside[2] - inside[0]
    const height = inside[3] - inside[1]
    if (width < smallestBox || height < smallestBox) continue
    if (width * height < smallestVisiblePart * (right - left) * (bottom - top)) continue
    placed.push(...inside)
    kept.push(category)
  }
  return { boxes: Float64Array.from(placed), classes: Int32Array.from(kept) }
}

export type Point = readonly [x: number, y: number]

/** Left, top, right, bottom of some points. */
export function boundsOf(points: readonly Point[]): [number, number, number, number] {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function placePoint({ xx, xy, x0, yx, yy, y0 }: Placement, x: number, y: number): Point {
  return [xx * x + xy * y + x0, yx * x + yy * y + y0]
}

/**
 * The eight numbers that the graph's transformation wants: from a pixel of the result back to one of the source. It counts
 * from pixel centres, boxes from the outer edge, hence the halves.
 */
export function sourceMap({ xx, xy, x0, yx, yy, y0 }: Placement): number[] {
  const determinant = xx * yy - xy * yx
  const [ixx, ixy, iyx, iyy] = [yy / determinant, -xy / determinant, -yx / determinant, xx / determinant]
  const ix0 = -(ixx * x0 + ixy * y0)
  const iy0 = -(iyx * x0 + iyy * y0)
  return [ixx, ixy, (ixx + ixy) / 2 + ix0 - 0.5, iyx, iyy, (iyx + iyy) / 2 + iy0 - 0.5, 0, 0]
}

/** Stretches a random square window of the picture over the whole of it. */
function randomWindow(crop: number, size: number, random: Random): Placement {
  const part = 1 - random.between(0, crop)
  const room = size * (1 - part)
  const [left, top] = [random.between(0, room), random.between(0, room)]
  return { xx: 1 / part, xy: 0, x0: -left / part, yx: 0, yy: 1 / part, y0: -top / part }
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180
