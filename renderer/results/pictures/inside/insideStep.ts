/** On and back among whatever a look into the detector goes through. */
import { clamp } from '../../../../shared/box.ts'
import { chosenLabel, chosenStep, rowsLookedAt } from './insideChoice.ts'
import type { InsideLayer, Looked } from './insideScene.ts'
import { look, lookAtLabel } from './insideView.ts'

export const hasSteps = (layer: InsideLayer | null): boolean =>
  layer === 'suppression' || layer === 'cells' || layer === 'learned'

export function stepBy(by: 1 | -1, layer: InsideLayer | null, { inside, view, confidence }: Looked): void {
  const within = (value: number, count: number) => clamp(value, 0, Math.max(0, count - 1))
  if (layer === 'suppression') look({ step: Math.max(0, chosenStep(inside, view, confidence) + by) })
  else if (layer === 'cells') look({ anchor: within(view.anchor + by, rowsLookedAt(inside, view).length) })
  else if (layer === 'learned') lookAtLabel(within((chosenLabel(inside, view) ?? 0) + by, inside.labels.length))
}
