/** Who learned what: the labels, what learns the chosen one, and what that says now. */
import type { Category } from '../../../../shared/model.ts'
import { emptyScene, type Scene, type SceneBox } from '../scene.ts'
import { hasGrid, type Inside, referenceBoxOf, toImage } from './inside.ts'
import { chosenLabel, chosenLearner, chosenNegative, learnersOf, regionsOf } from './insideChoice.ts'
import type { Looked } from './insideScene.ts'
import { cellBox, colorOf, greyBox, quiet, saidBox, thick, thin } from './sceneBoxes.ts'

/** More background boxes than these only fill the picture; the most mistaken are drawn. */
export const mostNegatives = 24

export function learnedScene({ inside, view, categories }: Looked): Scene {
  const label = chosenLabel(inside, view)
  const labels = labelBoxes(inside, label, categories)
  const negative = chosenNegative(inside, view)
  const negatives = negativeBoxes(inside)
  if (negative)
    return { ...emptyScene, boxes: [...negatives, ...labels, ...learningBoxes(inside, negative.row, categories)] }
  const region = regionsOf(inside, label).find(({ row }) => row === view.row)
  if (region) {
    const proposal = { ...greyBox('anchor', inside.proposed!.get(region.row)!, null), ...asChosen }
    return { ...emptyScene, boxes: [...labels, proposal, { ...saidBox(inside, region.row, categories), ...asSaid }] }
  }
  const row = chosenLearner(inside, view)?.row ?? null
  if (row === null) return { ...emptyScene, boxes: [...negatives, ...labels] }
  const boxes = [...negatives, ...learnerBoxes(inside, label), ...labels, ...learningBoxes(inside, row, categories)]
  return { ...emptyScene, boxes }
}

const asChosen = { color: '--confused-on-picture', dash: [8, 4], width: thick } as const
/** Nearly the same box as the label. */
const asSaid = { dash: [3, 3], isNamedBelow: true } as const

function labelBoxes(inside: Inside, chosen: number | null, categories: readonly Category[]): SceneBox[] {
  return inside.labels.map(({ box, category }, place) => {
    const known = inside.categories[category]
    return {
      key: `label ${place}`,
      box: toImage(inside, box),
      color: colorOf(categories, known?.id),
      dash: known ? [] : [1, 4],
      width: place === chosen ? thick : thin,
      text: known?.name ?? null,
    }
  })
}

/** Their cells, or, where there is no grid, the windows themselves. */
function learnerBoxes(inside: Inside, label: number | null): SceneBox[] {
  return learnersOf(inside, label).map(({ row }) =>
    hasGrid(inside)
      ? cellBox(inside, row)
      : { ...greyBox(`cell ${row}`, referenceBoxOf(inside, row), null), color: '--missed-on-picture', width: thin },
  )
}

/** What a row starts from, and what it says now. */
function learningBoxes(inside: Inside, row: number, categories: readonly Category[]): SceneBox[] {
  const anchor = { ...greyBox(`anchor ${row}`, referenceBoxOf(inside, row), null), ...asChosen }
  return [anchor, { ...saidBox(inside, row, categories), ...asSaid }]
}

function negativeBoxes(inside: Inside): SceneBox[] {
  if (inside.family.detector !== 'ssd') return []
  return inside.family.negatives.slice(0, mostNegatives).map(({ row }) => ({
    ...greyBox(`negative ${row}`, referenceBoxOf(inside, row), null),
    dash: [2, 4],
    width: thin,
    opacity: quiet,
  }))
}
