/** How a picture of any shape lies in the square network input: scaled to fit, centred, grey around it; or stretched over it. */
import type { Size } from '../../../shared/box.ts'

export type Letterbox = {
  /** Size of the scaled picture in network pixels. */
  readonly width: number
  readonly height: number
  /** Network pixel = image pixel * scale + offset. */
  readonly scaleX: number
  readonly scaleY: number
  readonly offsetX: number
  readonly offsetY: number
}

/** A network sees pictures as it saw them in its training. */
export type Fit = 'letterbox' | 'stretch'

export function letterboxOf(image: Size, side: number, fit: Fit = 'letterbox'): Letterbox {
  if (fit === 'stretch') return stretchOf(image, side)
  const scale = side / Math.max(image.width, image.height)
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  return {
    width,
    height,
    scaleX: width / image.width,
    scaleY: height / image.height,
    offsetX: Math.floor((side - width) / 2),
    offsetY: Math.floor((side - height) / 2),
  }
}

function stretchOf({ width, height }: Size, side: number): Letterbox {
  return { width: side, height: side, scaleX: side / width, scaleY: side / height, offsetX: 0, offsetY: 0 }
}

/** x1, y1, x2, y2 of any number of boxes, from image to network pixels. */
export function toNetwork(boxes: Float64Array, box: Letterbox): Float64Array {
  return boxes.map((value, index) =>
    index % 2 === 0 ? value * box.scaleX + box.offsetX : value * box.scaleY + box.offsetY,
  )
}

/** The inverse, kept inside the image. */
export function toImage(boxes: Float32Array, box: Letterbox, image: Size): Float32Array {
  return boxes.map((value, index) => {
    const [scale, offset, limit] =
      index % 2 === 0 ? [box.scaleX, box.offsetX, image.width] : [box.scaleY, box.offsetY, image.height]
    return Math.min(limit, Math.max(0, (value - offset) / scale))
  })
}
