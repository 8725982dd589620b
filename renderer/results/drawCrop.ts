/** Draws a crop: the part of the picture, the label as a solid box, the detection as a dashed one. */
import { type Box, boxHeight, boxWidth, type Size } from '../../shared/box.ts'
import { sharpContext } from '../canvas/sharpContext.ts'
import { boxOnCanvas, cropOf, placeOnCanvas } from './cropGeometry.ts'
import type { CropItem } from './cropItems.ts'

export type CropColors = {
  readonly ofCategory: (categoryId: number) => string
  /** Dark rim of every line, so that it shows on any picture. */
  readonly halo: string
}

const lineWidth = 2
const haloWidth = 4
const dash = [6, 4]

/** @param bitmap null: it is still to come, and the boxes stand alone */
export function drawCrop(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap | null,
  item: CropItem,
  colors: CropColors,
): void {
  const sharp = sharpContext(canvas)
  if (!sharp) return
  const { context, size } = sharp
  const region = cropOf(item, size)
  if (bitmap) drawPicture(context, bitmap, item.image, { region, size })
  const placement = placeOnCanvas(region, size)
  const draw = (box: Box, categoryId: number, isDashed: boolean) =>
    drawBox(context, boxOnCanvas(box, region, placement), {
      color: colors.ofCategory(categoryId),
      halo: colors.halo,
      isDashed,
    })
  if (item.other) draw(item.other.box, item.other.categoryId, false)
  if (item.label) draw(item.label.box, item.label.categoryId, false)
  if (item.detected) draw(item.detected.box, item.detected.categoryId, true)
}

type Target = { readonly region: Box; readonly size: Size }

/** The decoded picture may be smaller than the image; boxes are in the image's pixels. */
function drawPicture(
  context: CanvasRenderingContext2D,
  bitmap: ImageBitmap,
  image: Size,
  { region, size }: Target,
): void {
  const { scale, left, top } = placeOnCanvas(region, size)
  const zoom = { x: bitmap.width / image.width, y: bitmap.height / image.height }
  context.imageSmoothingQuality = 'high'
  context.drawImage(
    bitmap,
    region.x1 * zoom.x,
    region.y1 * zoom.y,
    boxWidth(region) * zoom.x,
    boxHeight(region) * zoom.y,
    left,
    top,
    boxWidth(region) * scale,
    boxHeight(region) * scale,
  )
}

type BoxLook = { readonly color: string; readonly halo: string; readonly isDashed: boolean }

function drawBox(context: CanvasRenderingContext2D, box: Box, { color, halo, isDashed }: BoxLook): void {
  const rectangle = [box.x1, box.y1, boxWidth(box), boxHeight(box)] as const
  context.setLineDash(isDashed ? dash : [])
  context.lineWidth = haloWidth
  context.strokeStyle = halo
  context.strokeRect(...rectangle)
  context.lineWidth = lineWidth
  context.strokeStyle = color
  context.strokeRect(...rectangle)
}
