/**
 * Mosaic (Bochkovskiy et al., "YOLOv4", 2020): four pictures meet in a random point, so that one picture shows four
 * surroundings and cut objects at places where no border is. Pixels are copied, not scaled; zooming comes afterwards.
 */
import type { Size } from '../../../shared/box.ts'
import type { Random } from '../../../shared/random.ts'
import type { Sample } from './batch.ts'
import { cutAtBorder } from './placement.ts'

/** More than so many mosaics, and a run rarely sees a picture as it is. */
const mostMosaics = 0.5

/**
 * How often a mosaic does good when nobody says: the more boxes stay whole even in the narrowest window. Mosaics of objects
 * that fill their picture show pieces, and pieces are not what is to be found.
 * @param sizes of boxes in network pixels
 * @returns a probability
 */
export function usefulMosaic(sizes: readonly Size[], size: number): number {
  const narrowest = margin * size
  const whole = sizes.filter(({ width, height }) => width <= narrowest && height <= narrowest)
  return (mostMosaics * whole.length) / sizes.length
}

/** The pictures meet no nearer to the border than this part of the side. */
const margin = 0.3

/** @param samples four pictures [size, size, 3] with their boxes; they fill top left, top right, bottom left, bottom right */
export function mosaicOf(samples: readonly Sample[], size: number, random: Random): Sample {
  const meetX = Math.round(random.between(margin, 1 - margin) * size)
  const meetY = Math.round(random.between(margin, 1 - margin) * size)
  const pixels = new Uint8Array(size * size * 3)
  const boxes: number[] = []
  const classes: number[] = []
  for (const [index, sample] of samples.entries()) {
    const [x1, x2] = index % 2 === 0 ? [0, meetX] : [meetX, size]
    const [y1, y2] = index < 2 ? [0, meetY] : [meetY, size]
    // Any window of the picture that has the size of its quarter.
    const left = random.below(size - (x2 - x1) + 1)
    const top = random.below(size - (y2 - y1) + 1)
    copyWindow(pixels, sample.pixels, { x1, y1, x2, y2, left, top }, size)
    const seen = boxesInWindow(sample, { x1, y1, x2, y2, left, top })
    boxes.push(...seen.boxes)
    classes.push(...seen.classes)
  }
  return { pixels, labels: { boxes: Float64Array.from(boxes), classes: Int32Array.from(classes) } }
}

/** A part of the mosaic, and where its window begins in the source. */
type Window = {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly left: number
  readonly top: number
}

function copyWindow(target: Uint8Array, source: Uint8Array, { x1, y1, x2, y2, left, top }: Window, size: number): void {
  const length = (x2 - x1) * 3
  for (let y = y1; y < y2; y++) {
    const from = ((y - y1 + top) * size + left) * 3
    target.set(source.subarray(from, from + length), (y * size + x1) * 3)
  }
}

function boxesInWindow({ labels }: Sample, { x1, y1, x2, y2, left, top }: Window) {
  const moved = labels.boxes.map((value, index) => value - (index % 2 === 0 ? left : top))
  const cut = cutAtBorder({ boxes: moved, classes: labels.classes }, { width: x2 - x1, height: y2 - y1 })
  return { boxes: cut.boxes.map((value, index) => value + (index % 2 === 0 ? x1 : y1)), classes: cut.classes }
}
