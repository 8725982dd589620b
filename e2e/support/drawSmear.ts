/** A blood smear, drawn: cells of three kinds that differ in size and colour, as a person tells them apart at a glance. */
import sharp from 'sharp'
import { type Box, boxIou, type Size } from '../../shared/box.ts'
import type { Random } from '../../shared/random.ts'

export const smearSize: Size = { width: 320, height: 240 }

type Kind = { readonly radius: readonly [number, number]; readonly fill: string; readonly core: string }

const kinds = {
  red: { radius: [20, 26], fill: 'rgb(214,128,118)', core: 'rgb(232,176,164)' },
  white: { radius: [30, 38], fill: 'rgb(206,190,222)', core: 'rgb(96,58,140)' },
  platelet: { radius: [11, 14], fill: 'rgb(120,96,190)', core: 'rgb(84,60,160)' },
} as const satisfies Record<string, Kind>

export const cellNames = ['red', 'white', 'platelet'] as const
type CellName = (typeof cellNames)[number]
type DrawnCell = { readonly name: CellName; readonly box: Box }

const cellsWanted = 7

/** Writes the picture to `file`. */
export async function drawSmear(file: string, random: Random): Promise<DrawnCell[]> {
  const cells = placeCells(random)
  const { width, height } = smearSize
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="rgb(238,228,${random.between(214, 232).toFixed(0)})"/>
    ${cells.map(toSvg).join('')}</svg>`
  await sharp(Buffer.from(svg))
    .blur(random.between(0.4, 1))
    .modulate({ brightness: random.between(0.85, 1.1) })
    .jpeg({ quality: 88 })
    .toFile(file)
  return cells
}

function placeCells(random: Random): DrawnCell[] {
  const cells: DrawnCell[] = []
  for (let attempt = 0; attempt < 80 && cells.length < cellsWanted; attempt++) {
    const name = cellNames[random.below(cellNames.length)]!
    const [least, most] = kinds[name].radius
    const [width, height] = [2 * random.between(least, most), 2 * random.between(least, most)]
    const [x1, y1] = [random.between(1, smearSize.width - width - 1), random.between(1, smearSize.height - height - 1)]
    const box = { x1, y1, x2: x1 + width, y2: y1 + height }
    if (cells.every((other) => boxIou(box, other.box) < 0.02)) cells.push({ name, box })
  }
  return cells
}

/** The outline fills the box. */
function toSvg({ name, box: { x1, y1, x2, y2 } }: DrawnCell): string {
  const { fill, core } = kinds[name]
  const [x, y, rx, ry] = [(x1 + x2) / 2, (y1 + y2) / 2, (x2 - x1) / 2, (y2 - y1) / 2]
  const ellipse = (share: number, colour: string) =>
    `<ellipse cx="${x.toFixed(2)}" cy="${y.toFixed(2)}" rx="${(rx * share).toFixed(2)}" ry="${(ry * share).toFixed(2)}" fill="${colour}"/>`
  return ellipse(1, fill) + ellipse(0.55, core)
}
