/** Who learned what: the labels, what learns the chosen one, and what that says now. */
import type { Category } from '../../../../shared/model.ts'
import { emptyScene, type Scene, type SceneBox } from '../scene.ts'
import { hasGrid, type Inside, referenceBoxOf, toImage } from './inside.ts'
import { chosenLabel, chosenLearning, type Learning, learnersOf } from './insideChoice.ts'
import type { Looked } from './insideScene.ts'
import { cellBox, colorOf, greyBox, quiet, saidBox, thick, thin } from './sceneBoxes.ts'

/** More background boxes than these only fill the picture; the most mistaken are drawn. */
const mostNegatives = 24

export function learnedScene({ inside, view, categories }: Looked): Scene {
  const label = chosenLabel(inside, view)
  const learning = chosenLearning(inside, view)
  return {
    ...emptyScene,
    boxes: [
      ...negativeBoxes(inside),
      ...(learning?.kind === 'learner' ? learnerBoxes(inside, label) : []),
      ...labelBoxes(inside, label, categories),
      ...(learning ? learningBoxes(inside, learning, categories) : []),
    ],
  }
}

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
function learningBoxes(inside: Inside, { kind, row }: Learning, categories: readonly Category[]): SceneBox[] {
  const start = kind === 'region' ? inside.proposed!.get(row)! : referenceBoxOf(inside, row)
  return [
    { ...greyBox(`anchor ${row}`, start, null), color: '--confused-on-picture', dash: [8, 4], width: thick },
    // Nearly the same box as the label.
    { ...saidBox(inside, row, categories), dash: [3, 3], isNamedBelow: true },
  ]
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
