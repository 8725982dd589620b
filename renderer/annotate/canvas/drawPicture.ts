/** The lowest layer: the picture alone, so that a filter for viewing touches it and not the boxes. */
import type { Editor } from '../editor.ts'
import { levelFor, type Picture } from '../pictures.ts'
import type { Appearance } from './appearance.ts'

/** From this scale on single pixels are what one looks at. */
const pixelScale = 2

export function drawPicture(
  context: CanvasRenderingContext2D,
  { view, size }: Editor,
  picture: Picture,
  { options }: Appearance,
): void {
  context.imageSmoothingEnabled = view.scale < pixelScale || !options.isSharp
  const level = levelFor(picture, view.scale * devicePixelRatio)
  context.drawImage(level, view.x, view.y, size.width * view.scale, size.height * view.scale)
}
