/** What each look into the detector draws over the picture. */
import type { Category } from '../../../../shared/model.ts'
import type { Layer } from '../imagesView.ts'
import { emptyScene, type Scene, type SceneBox } from '../scene.ts'
import {
  cellsOf,
  foundAbove,
  hasGrid,
  heatOf,
  type Inside,
  referenceBoxOf,
  referenceOf,
  rowsOfCell,
  stepsAbove,
  toImage,
  verdictOf,
} from './inside.ts'
import { chosenCell, chosenRow, chosenStep, rowsLookedAt } from './insideChoice.ts'
import type { InsideView } from './insideView.ts'
import { learnedScene } from './learnedScene.ts'
import {
  cellBox,
  classBox,
  greyBox,
  gridOf,
  plain,
  quiet,
  type RawRow,
  saidBox,
  startingBox,
  thick,
  thin,
} from './sceneBoxes.ts'
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

/** More raw boxes than this only fill the picture; the surest are drawn. */
export const mostRawBoxes = 2000

function heatScene(looked: Looked): Scene {
  const { inside, view, confidence, categories, activation } = looked
  const row = chosenRow(inside, view, confidence)
  const boxes = foundAbove(inside, confidence).map(
    (found): SceneBox => ({
      ...classBox(inside, found, categories),
      box: toImage(inside, found.box),
      dash: [9, 4],
      width: found.row === row && view.heat === 'activation' ? thick : thin,
    }),
  )
  if (!hasGrid(inside)) return { ...emptyScene, boxes }
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

/** The anchors of the chosen cell, or the windows at the chosen point, and what one of them says. */
function cellsScene({ inside, view, categories }: Looked): Scene {
  const rows = rowsLookedAt(inside, view)
  const row = rows[view.anchor] ?? rows[0]
  if (row === undefined) return emptyScene
  const anchors = rows.map((each, index) => {
    const [x1, y1, x2, y2] = referenceOf(inside, each)
    const text = `${index + 1}: ${Math.round(x2 - x1)} × ${Math.round(y2 - y1)}`
    return startingBox({ row: each, box: referenceBoxOf(inside, each), index, text }, each === row)
  })
  const said = { ...saidBox(inside, row, categories), width: thick }
  if (!hasGrid(inside)) return { ...emptyScene, boxes: [...anchors, said] }
  return { raster: null, grid: gridOf(inside, view.scale), boxes: [cellBox(inside, row), ...anchors, said] }
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
    if (place === winner) return { ...box, text, width: thick, isNamedBelow: true }
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
    ...greyBox(`row ${row}`, inside.proposed!.get(row)!, score.toFixed(2)),
    opacity: Math.max(quiet, score),
  }))
  return { ...emptyScene, boxes: boxes.reverse() }
}

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
