/**
 * Augmentation: seeded random changes of a picture, and the same changes of its boxes. A change is a number for each
 * picture; the graph applies them to a whole batch at once.
 */
import type { Random } from '../../../shared/random.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { transformImages } from '../tensorflow/ops.ts'
import type { Tensor } from '../tensorflow/tensorflow.ts'
import type { NetworkBoxes } from './assign.ts'
import { fillGrey, smallestBox, smallestVisiblePart } from './config.ts'

/** New x = a x + b, new y = c y + d, in network pixels; a and c are negative when mirrored. */
export type Placement = { readonly a: number; readonly b: number; readonly c: number; readonly d: number }
/** contrast, brightness, and a gain for each channel. */
export type Colouring = readonly [contrast: number, brightness: number, red: number, green: number, blue: number]
export type Augmentation = { readonly placement: Placement; readonly colouring: Colouring }

export const noAugmentation: Augmentation = { placement: { a: 1, b: 0, c: 1, d: 0 }, colouring: [1, 0, 1, 1, 1] }

type Strengths = Pick<TrainSettings, 'size' | 'flipHorizontal' | 'flipVertical' | 'scale' | 'translate' | 'colour'>

export function randomAugmentation(settings: Strengths, random: Random): Augmentation {
  const { size, scale, translate, colour } = settings
  const zoom = 1 + random.between(-scale, scale)
  const centre = (size - size * zoom) / 2
  const shift = () => centre + random.between(-translate, translate) * size
  const horizontal = axis(zoom, shift(), random.isBelow(settings.flipHorizontal), size)
  const vertical = axis(zoom, shift(), random.isBelow(settings.flipVertical), size)
  const around = (value: number, spread: number) => value + random.between(-spread, spread)
  return {
    placement: { a: horizontal.factor, b: horizontal.offset, c: vertical.factor, d: vertical.offset },
    colouring: [
      around(1, colour),
      around(0, colour * 64),
      around(1, colour / 3),
      around(1, colour / 3),
      around(1, colour / 3),
    ],
  }
}

function axis(zoom: number, offset: number, isMirrored: boolean, size: number): { factor: number; offset: number } {
  return isMirrored ? { factor: -zoom, offset: size - offset } : { factor: zoom, offset }
}

/** The boxes after the change, cut at the border; those of which too little is left are dropped. */
export function placeBoxes({ boxes, classes }: NetworkBoxes, { a, b, c, d }: Placement, size: number): NetworkBoxes {
  const placed: number[] = []
  const kept: number[] = []
  for (const [index, category] of classes.entries()) {
    const [x1, y1, x2, y2] = boxes.subarray(index * 4, index * 4 + 4) as unknown as [number, number, number, number]
    const [left, right] = [a * x1 + b, a * x2 + b].sort((p, q) => p - q) as [number, number]
    const [top, bottom] = [c * y1 + d, c * y2 + d].sort((p, q) => p - q) as [number, number]
    const inside = [Math.max(0, left), Math.max(0, top), Math.min(size, right), Math.min(size, bottom)] as const
    const width = inside[2] - inside[0]
    const height = inside[3] - inside[1]
    if (width < smallestBox || height < smallestBox) continue
    if (width * height < smallestVisiblePart * (right - left) * (bottom - top)) continue
    placed.push(...inside)
    kept.push(category)
  }
  return { boxes: Float64Array.from(placed), classes: Int32Array.from(kept) }
}

/**
 * The eight numbers that the graph's transformation wants: from a pixel of the result back to one of the source. It counts
 * from pixel centres, boxes from the outer edge, hence the halves.
 */
export function sourceMap({ a, b, c, d }: Placement): number[] {
  return [1 / a, 0, (0.5 - b) / a - 0.5, 0, 1 / c, (0.5 - d) / c - 0.5, 0, 0]
}

/**
 * @param images [batch, size, size, 3] of 0..255
 * @param maps [batch, 8]
 * @param colourings [batch, 5]
 */
export function augmentImages(images: Tensor, maps: Tensor, colourings: Tensor): Tensor {
  const batch = images.shape[0]!
  const part = (from: number, count: number) => colourings.slice([0, from], [-1, count]).reshape([batch, 1, 1, count])
  return transformImages(images, maps, fillGrey)
    .sub(128)
    .mul(part(0, 1))
    .add(part(1, 1))
    .add(128)
    .mul(part(2, 3))
    .clipByValue(0, 255)
}
