/** The picture, or the tiles of it that are in sight. */
import { tileCorner } from '../../../shared/pyramid.ts'
import type { View } from '../../canvas/viewport.ts'
import type { Editor } from '../editor.ts'
import { levelFor, type Picture } from '../picture/pictures.ts'
import { type LoadedTile, tilesInSight } from '../tiles.ts'
import type { Appearance } from './appearance.ts'

/** From this scale on single pixels are what one looks at. */
const pixelScale = 2

export function drawPicture(
  context: CanvasRenderingContext2D,
  { image, view, size, canvas }: Editor,
  picture: Picture,
  { options }: Appearance,
): void {
  context.imageSmoothingEnabled = view.scale < pixelScale || !options.isSharp
  const level = levelFor(picture, size.width * view.scale * devicePixelRatio)
  context.drawImage(level, view.x, view.y, size.width * view.scale, size.height * view.scale)
  if (image) for (const tile of tilesInSight(image.id, { view, size, canvas })) drawTile(context, tile, view)
}

/** Edges lie on whole pixels of the screen, so that no seam shows between tiles. */
function drawTile(context: CanvasRenderingContext2D, tile: LoadedTile, view: View): void {
  const corner = tileCorner(tile)
  const side = view.scale * 2 ** tile.level
  const left = Math.round(view.x + corner.x * view.scale)
  const top = Math.round(view.y + corner.y * view.scale)
  const right = Math.round(view.x + corner.x * view.scale + tile.bitmap.width * side)
  const bottom = Math.round(view.y + corner.y * view.scale + tile.bitmap.height * side)
  context.drawImage(tile.bitmap, left, top, right - left, bottom - top)
}
