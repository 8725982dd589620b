/** What each look into the detector draws over the picture. */
import type { Box } from '../../../../shared/box.ts'
import type { Category } from '../../../../shared/model.ts'
import type { Layer } from '../imagesView.ts'
import { cellArea, emptyScene, type Scene, type SceneBox } from '../scene.ts'
import {
  anchorBoxOf,
  boxOfRow,
  cellsOf,
  foundAbove,
  heatOf,
  type Inside,
  isJudged,
  placeOf,
  rowsOfCell,
  stepsAbove,
  toImage,
  verdictOf,
} from './inside.ts'
import { chosenCell, chosenLabel, chosenLearner, chosenRow, chosenStep, learnersOf } from './insideChoice.ts'
import type { InsideView } from './insideView.ts'
import type { Heat } from './useExplanation.ts'

export type InsideLayer = Exclude<Layer, 'outcome'>

export type Looked = {
  readonly inside: Inside
  readonly view: InsideView
  /** Detections above it are shown, and took part in suppression. */
  readonly confidence: number
  readonly categories: readonly Category[]
  /** Null until it is known, or when it is not asked for. */
  readonly activation: Heat | null
}

export function insideScene(layer: InsideLayer, looked: Looked): Scene {
  return scenes[layer](looked)
}

const scenes: Readonly<Record<InsideLayer, (looked: Looked) => Scene>> = {
  heat: heatScene,
  cells: cellsScene,
  learned: learnedScene,
  raw: rawScene,
  suppression: suppressionScene,
}

const thin = 1.25
const plain = 2
const thick = 3
const quiet = 0.45
const isNamedBelow = true
/** Anchors of a cell differ by their dashes; a project may have nine of them. */
const anchorDashes = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 5]] as const
/** More raw boxes than this only fill the picture; the surest are drawn. */
export const mostRawBoxes = 2000

function heatScene({ inside, view, confidence, categories, activation }: Looked): Scene {
  const row = chosenRow(inside, view, confidence)
  const boxes = foundAbove(inside, confidence).map(
    (found): SceneBox => ({
      ...classBox(inside, found, categories),
      box: toImage(inside, found.box),
      dash: [9, 4],
      width: found.row === row && view.heat === 'activation' ? thick : thin,
    }),
  )
  if (view.heat === 'activation') {
    if (!activation) return { ...emptyScene, boxes }
    const { cells, values, scale } = activation
    return { raster: { cells, values, area: inside.area }, grid: gridOf(inside, scale), boxes }
  }
  const values = heatOf(inside, view.scale, view.heat === 'objectness' ? null : view.heat)
  const cells = cellsOf(inside, view.scale)
  const [cellRow] = rowsOfCell(inside, view.scale, chosenCell(inside, view))
  return {
    raster: { cells, values, area: inside.area },
    grid: gridOf(inside, view.scale),
    boxes: [...boxes, cellBox(inside, cellRow!)],
  }
}

function cellsScene({ inside, view, categories }: Looked): Scene {
  const rows = rowsOfCell(inside, view.scale, chosenCell(inside, view))
  const anchors = rows.map((row, anchor): SceneBox => {
    const { width, height } = placeOf(inside, row).size
    return {
      key: `anchor ${row}`,
      box: anchorBoxOf(inside, row),
      color: anchor === view.anchor ? '--confused-on-picture' : '--ignored-on-picture',
      dash: anchorDashes[anchor % anchorDashes.length]!,
      width: anchor === view.anchor ? thick : plain,
      text: `${anchor + 1}: ${Math.round(width)} × ${Math.round(height)}`,
    }
  })
  const row = rows[view.anchor] ?? rows[0]!
  const { category, score } = verdictOf(inside, row)
  const said = isJudged(inside, row)
    ? classBox(inside, { row, category, score }, categories)
    : proposalBox(row, boxOfRow(inside, row), null)
  const boxes = [cellBox(inside, row), ...anchors, { ...said, width: thick }]
  return { raster: null, grid: gridOf(inside, view.scale), boxes }
}

function learnedScene({ inside, view, categories }: Looked): Scene {
  const label = chosenLabel(inside, view)
  const labels = inside.labels.map(({ box, category }, place): SceneBox => {
    const known = inside.categories[category]
    return {
      key: `label ${place}`,
      box: toImage(inside, box),
      color: colorOf(categories, known?.id),
      dash: known ? [] : [1, 4],
      width: place === label ? thick : thin,
      text: known?.name ?? null,
    }
  })
  const row = chosenLearner(inside, view)?.row ?? null
  if (row === null) return { ...emptyScene, boxes: labels }
  const anchor: SceneBox = {
    key: `anchor ${row}`,
    box: anchorBoxOf(inside, row),
    color: '--confused-on-picture',
    dash: [8, 4],
    width: thick,
    text: null,
  }
  const said = {
    ...classBox(inside, { row, ...verdictOf(inside, row) }, categories),
    dash: [3, 3],
    isNamedBelow,
  } as const
  return {
    ...emptyScene,
    boxes: [...learnersOf(inside, label).map((each) => cellBox(inside, each.row)), ...labels, anchor, said],
  }
}

function rawScene({ inside, view, categories }: Looked): Scene {
  if (inside.proposed) return proposalScene(inside, view)
  const boxes = rawRows(inside, view.rawScore)
    .slice(0, mostRawBoxes)
    .map(
      ({ row, category, score }): SceneBox => ({
        ...classBox(inside, { row, category, score }, categories),
        width: thin,
        opacity: Math.max(quiet, score),
      }),
    )
  // The surest on top.
  return { ...emptyScene, boxes: boxes.reverse() }
}

function suppressionScene({ inside, view, confidence, categories }: Looked): Scene {
  const steps = stepsAbove(inside, confidence)
  const now = chosenStep(inside, view, confidence)
  const winner = steps[now]?.by ?? null
  const boxes = steps.map((step, place): SceneBox => {
    const box = { ...classBox(inside, step, categories), key: `step ${place}` }
    const text = `#${place + 1} ${box.text}`
    if (place === now) return { ...box, text, width: thick, dash: step.by === null ? [] : [3, 3] }
    if (place === winner) return { ...box, text, width: thick, isNamedBelow }
    if (place > now)
      return { ...box, text: null, color: '--ignored-on-picture', width: thin, dash: [1, 4], opacity: quiet }
    if (step.by !== null) return { ...box, text: null, width: thin, dash: [3, 3], opacity: quiet }
    return { ...box, text: null, width: plain }
  })
  // What is spoken of lies on top.
  const first = ({ key }: SceneBox) => Number(key === `step ${now}` || key === `step ${winner}`)
  return { ...emptyScene, boxes: [...boxes].sort((a, b) => first(a) - first(b)) }
}

/** What the first stage proposes, and how sure it is that something is there. */
function proposalScene(inside: Inside, view: InsideView): Scene {
  const boxes = rawRows(inside, view.rawScore).map(({ row, score }) => ({
    ...proposalBox(row, inside.proposed!.get(row)!, score.toFixed(2)),
    opacity: Math.max(quiet, score),
  }))
  return { ...emptyScene, boxes: boxes.reverse() }
}

function proposalBox(row: number, box: Box, text: string | null): SceneBox {
  return { key: `row ${row}`, box, color: '--ignored-on-picture', dash: [], width: plain, text }
}

type RawRow = { readonly row: number; readonly category: number; readonly score: number }

/** Ten thousand rows, each with a probability for every class: sorted once, not whenever the slider moves. */
const sortedRows = new WeakMap<Inside, readonly RawRow[]>()

/** Rows with at least this score, the surest first; of two stages the proposals, by their objectness. */
export function rawRows(inside: Inside, least: number): readonly RawRow[] {
  const sorted = sortedRows.get(inside) ?? allRows(inside)
  sortedRows.set(inside, sorted)
  const end = sorted.findIndex(({ score }) => score < least)
  return end < 0 ? sorted : sorted.slice(0, end)
}

function allRows(inside: Inside): RawRow[] {
  if (inside.proposed) {
    const proposals = [...inside.proposed.keys()].map((row): RawRow => {
      const { category, objectness } = verdictOf(inside, row)
      return { row, category, score: objectness }
    })
    return proposals.sort((a, b) => b.score - a.score || a.row - b.row)
  }
  const rows = Array.from({ length: inside.rows }, (_, row): RawRow => {
    const { category, score } = verdictOf(inside, row)
    return { row, category, score }
  })
  return rows.sort((a, b) => b.score - a.score || a.row - b.row)
}

function classBox(inside: Inside, { row, category, score }: RawRow, categories: readonly Category[]): SceneBox {
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

function cellBox(inside: Inside, row: number): SceneBox {
  const { scale, cell } = placeOf(inside, row)
  const box = cellArea(gridOf(inside, scale), cell)
  return { key: `cell ${row}`, box, color: '--missed-on-picture', dash: [], width: plain, text: null }
}

const gridOf = (inside: Inside, scale: number) => ({ cells: cellsOf(inside, scale), area: inside.area })

function colorOf(categories: readonly Category[], id: number | undefined): string {
  return categories.find((category) => category.id === id)?.color ?? '--ignored-on-picture'
}
