/** One demo picture: a cluttered bench with a few things on it, as JPEG, and where the things lie. */
import sharp from 'sharp'
import { type Box, boxIou, type Size } from '../../../shared/box.ts'
import type { Random } from '../../../shared/random.ts'
import { boxOf, type HardwareName, hardwareNames, type Placed, toSvg } from './hardware.ts'

export const pictureSize: Size = { width: 480, height: 360 }

export type DrawnThing = { readonly name: HardwareName; readonly box: Box }

/** Writes the picture to `file`. */
export async function drawPicture(file: string, random: Random): Promise<DrawnThing[]> {
  const things = placeThings(random)
  const { width, height } = pictureSize
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    ${bench(random)}${things.map(toSvg).join('')}${litter(random, 4)}</svg>`
  await sharp(Buffer.from(svg))
    .blur(random.between(0.3, 0.8))
    .modulate({ brightness: random.between(0.8, 1.15) })
    .jpeg({ quality: 88 })
    .toFile(file)
  return things.map((thing) => ({ name: thing.name, box: boxOf(thing) }))
}

function placeThings(random: Random): Placed[] {
  const wanted = 3 + random.below(4)
  const things: Placed[] = []
  for (let attempt = 0; attempt < 60 && things.length < wanted; attempt++) {
    const thing = randomThing(random)
    const box = boxOf(thing)
    const isInside = box.x1 >= 0 && box.y1 >= 0 && box.x2 <= pictureSize.width && box.y2 <= pictureSize.height
    if (isInside && things.every((other) => boxIou(box, boxOf(other)) < 0.05)) things.push(thing)
  }
  return things
}

function randomThing(random: Random): Placed {
  const name = hardwareNames[random.below(hardwareNames.length)]!
  const isRound = name === 'nut' || name === 'washer'
  const grey = 120 + random.below(90)
  const tone = random.isBelow(0.3) ? `rgb(${grey + 40},${grey + 10},${grey - 60})` : `rgb(${grey},${grey},${grey + 8})`
  return {
    name,
    centre: { x: random.between(0, pictureSize.width), y: random.between(0, pictureSize.height) },
    size: isRound ? random.between(38, 86) : random.between(78, 150),
    angle: random.between(0, 2 * Math.PI),
    tone,
  }
}

function bench(random: Random): string {
  const { width, height } = pictureSize
  const [red, green, blue] = [
    [150, 112, 74],
    [92, 104, 118],
    [176, 168, 150],
    [70, 92, 80],
  ][random.below(4)] as [number, number, number]
  const grain = Array.from({ length: 26 }, () => {
    const y = random.between(0, height)
    const shade = random.isBelow(0.5) ? '#000' : '#fff'
    return `<path d="M0 ${y.toFixed(1)} Q${width / 2} ${(y + random.between(-20, 20)).toFixed(1)} ${width} ${(y + random.between(-9, 9)).toFixed(1)}" stroke="${shade}" stroke-opacity="0.12" stroke-width="${random.between(0.6, 4).toFixed(1)}" fill="none"/>`
  })
  return `<rect width="${width}" height="${height}" fill="rgb(${red},${green},${blue})"/>${grain.join('')}${litter(random, 14)}`
}

/** Scraps, wires and spots that are no objects but share their colours and shapes. */
function litter(random: Random, count: number): string {
  return Array.from({ length: count }, () => {
    const x = random.between(0, pictureSize.width)
    const y = random.between(0, pictureSize.height)
    const grey = 40 + random.below(170)
    const colour = `rgb(${grey},${grey - random.below(20)},${grey - random.below(30)})`
    const kind = random.below(3)
    if (kind === 0)
      return `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${random.between(2, 9).toFixed(1)}" ry="${random.between(2, 7).toFixed(1)}" fill="${colour}" fill-opacity="0.7"/>`
    if (kind === 1) {
      const turn = `rotate(${random.below(180)} ${x.toFixed(1)} ${y.toFixed(1)})`
      return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${random.between(14, 60).toFixed(1)}" height="${random.between(3, 16).toFixed(1)}" fill="${colour}" fill-opacity="0.55" transform="${turn}"/>`
    }
    const bend = () => random.between(-60, 60).toFixed(1)
    return `<path d="M${x.toFixed(1)} ${y.toFixed(1)} q${bend()} ${bend()} ${bend()} ${bend()}" stroke="${colour}" stroke-width="${random.between(1, 3).toFixed(1)}" fill="none"/>`
  }).join('')
}
