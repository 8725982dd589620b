/** Boxes around outlines and turned rectangles. */
import type { Box } from '../../../shared/box.ts'

/** The box around points given as x, y, x, y, …; null for fewer than two points or what is no number. */
export function boxOfPoints(coordinates: readonly number[]): Box | null {
  if (coordinates.length < 4 || coordinates.length % 2 === 1 || !coordinates.every(Number.isFinite)) return null
  // No spread into Math.min: an outline may have more points than a call takes arguments.
  const box = { x1: coordinates[0]!, y1: coordinates[1]!, x2: coordinates[0]!, y2: coordinates[1]! }
  for (let at = 2; at < coordinates.length; at += 2) {
    const [x, y] = [coordinates[at]!, coordinates[at + 1]!]
    if (x < box.x1) box.x1 = x
    if (x > box.x2) box.x2 = x
    if (y < box.y1) box.y1 = y
    if (y > box.y2) box.y2 = y
  }
  return box
}

/** The box around a rectangle that is turned about a point by an angle in degrees, clockwise on the screen. */
export function boxOfTurned(box: Box, degrees: number, about: { readonly x: number; readonly y: number }): Box {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const corners = [
    [box.x1, box.y1],
    [box.x2, box.y1],
    [box.x2, box.y2],
    [box.x1, box.y2],
  ] as const
  const turned = corners.flatMap(([x, y]) => [
    about.x + (x - about.x) * cos - (y - about.y) * sin,
    about.y + (x - about.x) * sin + (y - about.y) * cos,
  ])
  return boxOfPoints(turned)!
}
