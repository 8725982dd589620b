/** Pictures of single boxes for the gallery: cut out once, kept in the cache, with the brightness measured on the way. */
import sharp from 'sharp'
import { type Box, boxHeight, boxWidth, clipBox, type Size } from '../../../shared/box.ts'
import { cachedFile } from './cachedFile.ts'
import { decodePixels } from './decodePixels.ts'
import { libraryFile } from './displayFile.ts'
import type { PictureFile } from './pictureFile.ts'

/** Longer side of a crop in pixels; twice what the gallery shows, for dense displays. */
const cropSide = 192
/** Part of the box's sides shown around it: an object is easier to tell with its surroundings. */
const margin = 0.08
/** An image is decoded at most this large; its smallest boxes are then shown coarser. */
const mostPixels = 40_000_000

type Pixels = { readonly data: Uint8Array; readonly size: Size; readonly scale: number }

/** Decodes an image once for several of its boxes. */
export async function decodeForCrops(cacheFolder: string, file: PictureFile, boxes: readonly Box[]): Promise<Pixels> {
  const { width, height } = file.size
  // Large boxes are shrunk anyway: decoding small saves most of the work, above all with JPEG.
  const wanted = Math.max(...boxes.map((box) => cropSide / Math.max(boxWidth(box), boxHeight(box))))
  const scale = Math.min(1, wanted, Math.sqrt(mostPixels / (width * height)))
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  return { data: await decodePixels(await libraryFile(cacheFolder, file), size), size, scale: size.width / width }
}

/** @returns path of a WebP file; it is new whenever the image file or the box is */
export function cropFile(
  cacheFolder: string,
  file: PictureFile,
  box: Box,
  pixels: () => Promise<Pixels>,
): Promise<string> {
  const identity = [file.path, file.modifiedAt, box.x1, box.y1, box.x2, box.y2, cropSide].join('\n')
  return cachedFile({ cacheFolder, kind: 'crops', extension: '.webp' }, identity, async (path) => {
    const { data, size, scale } = await pixels()
    const region = regionOf(box, size, scale)
    await sharp(data, { raw: { ...size, channels: 3 } })
      .extract(region)
      .resize(cropSide, cropSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82, effort: 1 })
      .toFile(path)
  })
}

/** Whole pixels around a box with its margin, at least one each way. */
function regionOf(box: Box, size: Size, scale: number) {
  const [dx, dy] = [margin * boxWidth(box), margin * boxHeight(box)]
  const wide = { x1: box.x1 - dx, y1: box.y1 - dy, x2: box.x2 + dx, y2: box.y2 + dy }
  const { x1, y1, x2, y2 } = clipBox(
    { x1: wide.x1 * scale, y1: wide.y1 * scale, x2: wide.x2 * scale, y2: wide.y2 * scale },
    size,
  )
  const left = Math.min(Math.floor(x1), size.width - 1)
  const top = Math.min(Math.floor(y1), size.height - 1)
  return {
    left,
    top,
    width: Math.max(1, Math.min(Math.ceil(x2), size.width) - left),
    height: Math.max(1, Math.min(Math.ceil(y2), size.height) - top),
  }
}

/** Mean luma (ITU-R BT.601) of the pixels of a box, 0..1. */
export function brightnessOf({ data, size, scale }: Pixels, box: Box): number {
  const scaled = { x1: box.x1 * scale, y1: box.y1 * scale, x2: box.x2 * scale, y2: box.y2 * scale }
  const inside = clipBox(scaled, size)
  const [left, top] = [
    Math.min(Math.floor(inside.x1), size.width - 1),
    Math.min(Math.floor(inside.y1), size.height - 1),
  ]
  const right = Math.max(left + 1, Math.round(inside.x2))
  const bottom = Math.max(top + 1, Math.round(inside.y2))
  let sum = 0
  for (let y = top; y < bottom; y++) {
    for (let at = 3 * (y * size.width + left); at < 3 * (y * size.width + right); at += 3) {
      sum += 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
    }
  }
  return sum / (255 * (right - left) * (bottom - top))
}
