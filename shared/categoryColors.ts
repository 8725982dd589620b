/** Colours for classes, chosen for distance from each other, also for the common kinds of colour blindness. */
import { labDistance, labOf } from './colorDistance.ts'

const palette = [
  '#4cc9f0',
  '#f8961e',
  '#90be6d',
  '#f94144',
  '#b388ff',
  '#f9c74f',
  '#2ec4b6',
  '#ff70a6',
  '#577590',
  '#c0ca33',
  '#8d6e63',
  '#5c7cfa',
  '#e07a5f',
  '#43aa8b',
  '#d0a2f7',
  '#bdbdbd',
] as const

/** The first palette colour that is free; when all are taken, one far from those in use; when there is none, all again. */
export function nextCategoryColor(used: readonly string[]): string {
  const times = new Map(candidates.map((color) => [color, 0]))
  for (const color of used) times.set(color, (times.get(color) ?? 0) + 1)
  const rounds = Math.min(...candidates.map((color) => times.get(color)!))
  const taken = [...times].filter(([, count]) => count > rounds).map(([color]) => color)
  return palette.find((color) => !taken.includes(color)) ?? farthestColors(taken, 1)[0]!
}

/** Colours that differ most from those in use and from each other, the best first. */
export function farthestColors(used: readonly string[], count: number): string[] {
  const nearest = candidates.map(() => 1)
  const take = (color: string): void => {
    const lab = labOf(color)
    for (const [index, candidate] of candidateLabs.entries()) {
      nearest[index] = Math.min(nearest[index]!, labDistance(candidate, lab))
    }
  }
  for (const color of new Set(used)) take(color)
  return Array.from({ length: count }, () => {
    const best = candidates[nearest.indexOf(Math.max(...nearest))]!
    take(best)
    return best
  })
}

/** Light and strong enough for a line on any picture with a dark halo: 24 hues in three shades of saturation and lightness. */
const candidates: readonly string[] = [
  ...palette,
  ...[
    [0.9, 0.6],
    [0.75, 0.75],
    [0.6, 0.45],
  ].flatMap(([saturation, lightness]) =>
    Array.from({ length: 24 }, (_, index) => hexOfHsl(index * 15, saturation!, lightness!)),
  ),
]
const candidateLabs = candidates.map(labOf)

function hexOfHsl(hue: number, saturation: number, lightness: number): string {
  const spread = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number): string => {
    const place = (offset + hue / 30) % 12
    const value = lightness - spread * Math.max(-1, Math.min(place - 3, 9 - place, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`
}
