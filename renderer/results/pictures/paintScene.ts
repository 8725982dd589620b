/** Draws a picture and the scene over it on a canvas. */
import { type Box, boxHeight, boxWidth, type Size } from '../../../shared/box.ts'
import { sharpContext } from '../../canvas/sharpContext.ts'
import { boxToScreen, type View } from '../../canvas/viewport.ts'
import { heatColors, heatTokens } from './heatColors.ts'
import type { Raster, Scene, SceneBox, SceneGrid } from './scene.ts'

export type Painting = {
  readonly bitmap: ImageBitmap
  readonly image: Size
  readonly view: View
  readonly scene: Scene
  readonly hoveredKey: string | null
  readonly chosenKey: string | null
  readonly hasNames: boolean
  /** The colour behind the name of a token. */
  readonly colorOf: (token: string) => string
}

const haloWidth = 2
/** Beyond this number names would only hide the picture; the one in hand is named all the same. */
const mostNames = 80

export function paintScene(canvas: HTMLCanvasElement, painting: Painting): void {
  const context = sharpContext(canvas)?.context
  if (!context) return
  const { image, view, scene } = painting
  const frame = boxToScreen(view, { x1: 0, y1: 0, x2: image.width, y2: image.height })
  paintPicture(context, painting, frame)
  context.save()
  context.beginPath()
  context.rect(frame.x1, frame.y1, boxWidth(frame), boxHeight(frame))
  context.clip()
  if (scene.raster) paintRaster(context, scene.raster, painting)
  if (scene.grid) paintGrid(context, scene.grid, painting)
  context.restore()
  paintBoxes(context, painting)
}

function paintPicture(context: CanvasRenderingContext2D, { bitmap, view }: Painting, frame: Box): void {
  // Above 300 % the pixels themselves are what is looked at.
  context.imageSmoothingEnabled = view.scale < 3
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, frame.x1, frame.y1, boxWidth(frame), boxHeight(frame))
}

function paintRaster(
  context: CanvasRenderingContext2D,
  { cells, values, area }: Raster,
  { view, colorOf }: Painting,
): void {
  const small = new OffscreenCanvas(cells, cells)
  const colors = heatColors(values, heatTokens.map(colorOf))
  small.getContext('2d')!.putImageData(new ImageData(colors, cells, cells), 0, 0)
  const target = boxToScreen(view, area)
  // A cell is one answer of the network: no shades between two of them.
  context.imageSmoothingEnabled = false
  context.drawImage(small, target.x1, target.y1, boxWidth(target), boxHeight(target))
}

function paintGrid(context: CanvasRenderingContext2D, { cells, area }: SceneGrid, painting: Painting): void {
  const { x1, y1, x2, y2 } = boxToScreen(painting.view, area)
  context.beginPath()
  for (let line = 0; line <= cells; line++) {
    const x = x1 + ((x2 - x1) * line) / cells
    const y = y1 + ((y2 - y1) * line) / cells
    context.moveTo(x, y1)
    context.lineTo(x, y2)
    context.moveTo(x1, y)
    context.lineTo(x2, y)
  }
  context.setLineDash([])
  context.lineWidth = 1
  context.strokeStyle = painting.colorOf('--guide-on-picture')
  context.stroke()
}

function paintBoxes(context: CanvasRenderingContext2D, painting: Painting): void {
  const { scene, hoveredKey, chosenKey, hasNames } = painting
  const isInHand = ({ key }: SceneBox) => key === hoveredKey || key === chosenKey
  for (const each of scene.boxes) paintBox(context, each, painting)
  for (const each of scene.boxes.filter(isInHand)) paintBox(context, { ...each, width: each.width + 1.5 }, painting)
  const areAllNamed = hasNames && scene.boxes.length <= mostNames
  for (const each of scene.boxes) if (areAllNamed || isInHand(each)) paintName(context, each, painting)
}

function paintBox(context: CanvasRenderingContext2D, each: SceneBox, { view, colorOf }: Painting): void {
  const { x1, y1, x2, y2 } = boxToScreen(view, each.box)
  context.globalAlpha = each.opacity ?? 1
  if (each.opacity === undefined) {
    // Also under the gaps of a dashed line, which else is lost on a busy picture.
    context.setLineDash([])
    context.lineWidth = each.width + haloWidth
    context.strokeStyle = colorOf('--halo')
    context.strokeRect(x1, y1, x2 - x1, y2 - y1)
  }
  context.setLineDash([...each.dash])
  context.lineWidth = each.width
  context.strokeStyle = cssColor(each.color, colorOf)
  context.strokeRect(x1, y1, x2 - x1, y2 - y1)
  context.globalAlpha = 1
}

const nameHeight = 16
const namePadding = 4

/** Above the box where there is room, else within; or below it. */
function paintName(context: CanvasRenderingContext2D, each: SceneBox, { view, colorOf }: Painting): void {
  const { box, color, text, isNamedBelow } = each
  if (text === null) return
  const { x1, y1, y2 } = boxToScreen(view, box)
  const above = y1 >= nameHeight ? y1 - nameHeight : y1
  const top = isNamedBelow ? y2 : above
  context.font = `${colorOf('--text-1')} ${colorOf('--font')}`
  context.textBaseline = 'middle'
  context.setLineDash([])
  context.fillStyle = cssColor(color, colorOf)
  context.fillRect(x1 - 1, top, context.measureText(text).width + 2 * namePadding, nameHeight)
  context.fillStyle = colorOf('--label-ink')
  context.fillText(text, x1 + namePadding - 1, top + nameHeight / 2)
}

const cssColor = (color: string, colorOf: Painting['colorOf']): string =>
  color.startsWith('--') ? colorOf(color) : color
