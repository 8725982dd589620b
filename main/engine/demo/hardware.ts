/**
 * The four things the demo draws: nut and washer differ only in their outline, bolt and screw in head and tip, so that a
 * detector (and a person in a hurry) may confuse them. Each is an outline in its own coordinates, centre (0, 0), length 1.
 */
import type { Box, Point } from '../../../shared/box.ts'

export const hardwareNames = ['nut', 'washer', 'bolt', 'screw'] as const
export type HardwareName = (typeof hardwareNames)[number]

/** The class that a careless labeller takes for the right one. */
export const lookalike: Readonly<Record<HardwareName, HardwareName>> = {
  nut: 'washer',
  washer: 'nut',
  bolt: 'screw',
  screw: 'bolt',
}

export type Placed = {
  readonly name: HardwareName
  readonly centre: Point
  /** Length of the longer side in pixels. */
  readonly size: number
  readonly angle: number
  readonly tone: string
}

const strokeWidth = 1.5

/** The exact box around the drawn thing, its outline's stroke included. */
export function boxOf(thing: Placed): Box {
  const points = outlineOf(thing.name).map((point) => toImage(thing, point))
  const xs = points.map((point) => point.x)
  const ys = points.map((point) => point.y)
  const half = strokeWidth / 2
  return {
    x1: Math.min(...xs) - half,
    y1: Math.min(...ys) - half,
    x2: Math.max(...xs) + half,
    y2: Math.max(...ys) + half,
  }
}

export function toSvg(thing: Placed): string {
  const points = outlineOf(thing.name)
    .map((point) => toImage(thing, point))
    .map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`)
  const degrees = ((thing.angle * 180) / Math.PI).toFixed(2)
  const place = `translate(${thing.centre.x.toFixed(2)} ${thing.centre.y.toFixed(2)}) rotate(${degrees}) scale(${thing.size.toFixed(2)})`
  return (
    `<polygon points="${points.join(' ')}" fill="${thing.tone}" stroke="#1c1c1c" stroke-width="${strokeWidth}"/>` +
    `<g transform="${place}" fill="none" stroke="#2a2a2a" stroke-opacity="0.75">${detailOf(thing.name)}</g>`
  )
}

function toImage({ centre, size, angle }: Placed, point: Point): Point {
  const cos = Math.cos(angle) * size
  const sin = Math.sin(angle) * size
  return { x: centre.x + point.x * cos - point.y * sin, y: centre.y + point.x * sin + point.y * cos }
}

function outlineOf(name: HardwareName): Point[] {
  if (name === 'nut') return polygon(6, 0.5)
  if (name === 'washer') return polygon(48, 0.5)
  if (name === 'bolt')
    return mirrored([
      [-0.5, 0.2],
      [-0.26, 0.2],
      [-0.26, 0.1],
      [0.46, 0.1],
      [0.5, 0.06],
    ])
  const head: [number, number][] = Array.from({ length: 9 }, (_, step) => {
    const turn = (Math.PI / 2) * (step / 8)
    return [-0.34 - 0.16 * Math.cos(turn), 0.24 * Math.sin(turn)]
  })
  return mirrored([...head, [-0.28, 0.09], [0.26, 0.09], [0.5, 0.004]])
}

function detailOf(name: HardwareName): string {
  const shade = '<circle r="0.3" stroke="#ffffff" stroke-opacity="0.25" stroke-width="0.04"/>'
  if (name === 'nut') return `${shade}<circle r="0.22" fill="#161616" stroke-width="0.03"/>`
  if (name === 'washer') return `${shade}<circle r="0.24" fill="#161616" stroke-width="0.03"/>`
  const [first, last] = name === 'bolt' ? [-0.05, 0.44] : [-0.18, 0.3]
  const threads = Array.from({ length: 8 }, (_, index) => {
    const x = first + ((last - first) * index) / 7
    return `<path d="M${x.toFixed(3)} -0.09 L${(x + 0.04).toFixed(3)} 0.09" stroke-width="0.018"/>`
  })
  const mark =
    name === 'bolt'
      ? '<path d="M-0.42 -0.2 V0.2 M-0.34 -0.2 V0.2" stroke-width="0.02"/>'
      : '<path d="M-0.5 0 H-0.36" stroke-width="0.04"/>'
  return threads.join('') + mark
}

function polygon(corners: number, radius: number): Point[] {
  return Array.from({ length: corners }, (_, corner) => {
    const turn = (2 * Math.PI * corner) / corners
    return { x: radius * Math.cos(turn), y: radius * Math.sin(turn) }
  })
}

/** An outline that is the same above and below the axis, from its lower half. */
function mirrored(half: readonly (readonly [number, number])[]): Point[] {
  return [...half.map(([x, y]) => ({ x, y })), ...[...half].reverse().map(([x, y]) => ({ x, y: -y }))]
}
