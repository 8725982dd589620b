/** Boxes as the looks into a detector draw them. */
import type { Box } from '../../../../shared/box.ts'
import type { Category } from '../../../../shared/model.ts'
import { cellArea, type SceneBox } from '../scene.ts'
import { boxOfRow, cellsOf, type GridInside, type Inside, isJudged, placeOf, verdictOf } from './inside.ts'

export const thin = 1.25
export const plain = 2
export const thick = 3
export const quiet = 0.45
/** Anchors of a cell differ by their dashes; a project may have nine of them. */
const anchorDashes = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 5]] as const

export type RawRow = { readonly row: number; readonly category: number; readonly score: number }

export function classBox(inside: Inside, { row, category, score }: RawRow, categories: readonly Category[]): SceneBox {
  const { id, name } = inside.categories[category]!
  return {
    key: `row ${row}`,
    box: boxOfRow(inside, row),
    color: colorOf(categories, id),
    dash: [],
    width: plain,
    text: `${name} ${score.toFixed(2)}`,
  }
}

/** What a row says now; without a class where a second stage was not asked. */
export function saidBox(inside: Inside, row: number, categories: readonly Category[]): SceneBox {
  const { category, score } = verdictOf(inside, row)
  return isJudged(inside, row)
    ? classBox(inside, { row, category, score }, categories)
    : greyBox(`row ${row}`, boxOfRow(inside, row), null)
}

export function greyBox(key: string, box: Box, text: string | null): SceneBox {
  return { key, box, color: '--ignored-on-picture', dash: [], width: plain, text }
}

type StartingBox = { readonly row: number; readonly box: Box; readonly index: number; readonly text: string }

/** One of several anchors or windows that are looked at together. */
export function startingBox({ row, box, index, text }: StartingBox, isChosen: boolean): SceneBox {
  return {
    key: `anchor ${row}`,
    box,
    color: isChosen ? '--confused-on-picture' : '--ignored-on-picture',
    dash: anchorDashes[index % anchorDashes.length]!,
    width: isChosen ? thick : plain,
    text,
  }
}

export function cellBox(inside: GridInside, row: number): SceneBox {
  const { scale, cell } = placeOf(inside, row)
  const box = cellArea(gridOf(inside, scale), cell)
  return { key: `cell ${row}`, box, color: '--missed-on-picture', dash: [], width: plain, text: null }
}

export const gridOf = (inside: GridInside, scale: number) => ({ cells: cellsOf(inside, scale), area: inside.area })

export function colorOf(categories: readonly Category[], id: number | undefined): string {
  return categories.find((category) => category.id === id)?.color ?? '--ignored-on-picture'
}
