/**
 * Large pictures as pyramids of tiles: level 0 is the picture itself, each further level half as large, until one tile holds
 * all of it. The engine makes them, the window draws the tiles in sight.
 */
import type { Box, Point, Size } from './box.ts'

/** Beyond this a decoded picture takes so much memory (4 bytes a pixel) that three of them beside each other hurt. */
const mostWholePixels = 36_000_000
/** Longer sides fit neither into the textures of many graphics cards nor into WebP, which holds converted pictures. */
const longestWholeSide = 16_383

export const tileSide = 512
/** Longer side of the overview that is shown first. */
export const overviewSide = 2048

export function isLarge({ width, height }: Size): boolean {
  return width * height > mostWholePixels || Math.max(width, height) > longestWholeSide
}

export function levelCount({ width, height }: Size): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / tileSide))) + 1
}

export function levelSize({ width, height }: Size, level: number): Size {
  return { width: Math.ceil(width / 2 ** level), height: Math.ceil(height / 2 ** level) }
}

/** The coarsest level that still has a pixel for each on the screen. */
export function levelForScale(size: Size, scale: number): number {
  const level = Math.floor(Math.log2(1 / scale) + 0.001)
  return Math.min(levelCount(size) - 1, Math.max(0, level))
}

export type Tile = { readonly level: number; readonly column: number; readonly row: number }

/** The tiles of a level that touch an area of the picture, those in the middle of it first. */
export function tilesWithin(area: Box, size: Size, level: number): Tile[] {
  const side = tileSide * 2 ** level
  const { width, height } = levelSize(size, level)
  const span = (from: number, to: number, count: number) =>
    [Math.max(0, Math.floor(from / side)), Math.min(count - 1, Math.floor(to / side))] as const
  const [left, right] = span(area.x1, area.x2, Math.ceil(width / tileSide))
  const [top, bottom] = span(area.y1, area.y2, Math.ceil(height / tileSide))
  const tiles: Tile[] = []
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) tiles.push({ level, column, row })
  }
  const middle = { x: (area.x1 + area.x2) / 2, y: (area.y1 + area.y2) / 2 }
  return tiles.sort((a, b) => distanceTo(middle, a) - distanceTo(middle, b))
}

/** Upper left corner of a tile, in pixels of the picture. */
export function tileCorner({ level, column, row }: Tile): Point {
  return { x: column * tileSide * 2 ** level, y: row * tileSide * 2 ** level }
}

function distanceTo({ x, y }: Point, tile: Tile): number {
  const half = (tileSide * 2 ** tile.level) / 2
  const corner = tileCorner(tile)
  return Math.hypot(corner.x + half - x, corner.y + half - y)
}
