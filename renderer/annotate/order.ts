/** The drawing order: which of two boxes lies above the other. */
import { intersectionArea } from '../../shared/box.ts'
import { changed } from '../../shared/edit.ts'
import type { Annotation } from '../../shared/model.ts'
import type { Editor } from './editor.ts'
import { type Outcome, withEdit } from './outcome.ts'

export type OrderMove = 'front' | 'back' | 'forward' | 'backward'

/** The undermost first: by `z`, among equals the older one. */
export function inDrawingOrder(annotations: readonly Annotation[]): Annotation[] {
  return [...annotations].sort(compareOrder)
}

export const compareOrder = (a: Annotation, b: Annotation): number => a.z - b.z || a.id - b.id

/** Moves the selection in the order; one step forward or backward passes the next box that overlaps it. */
export function moveInOrder(editor: Editor, move: OrderMove): Outcome {
  const selected = new Set(editor.selectedIds)
  const before = inDrawingOrder(editor.annotations)
  const isUp = move === 'front' || move === 'forward'
  const after = move === 'front' || move === 'back' ? toEnd(before, selected, isUp) : byOne(before, selected, isUp)
  if (after.every(({ id }, index) => id === before[index]!.id)) return withEdit(editor, 'order', [])
  const levels = levelsOf(after, isUp)
  const changes = after.flatMap((annotation, index) =>
    annotation.z === levels[index] ? [] : [changed(annotation, { z: levels[index]! })],
  )
  return withEdit(editor, 'order', changes)
}

function toEnd(order: readonly Annotation[], selected: ReadonlySet<number>, isUp: boolean): Annotation[] {
  const moved = order.filter(({ id }) => selected.has(id))
  const others = order.filter(({ id }) => !selected.has(id))
  return isUp ? [...others, ...moved] : [...moved, ...others]
}

function byOne(order: readonly Annotation[], selected: ReadonlySet<number>, isUp: boolean): Annotation[] {
  const next = isUp ? [...order] : [...order].reverse()
  // The foremost first: each then has its free way.
  for (const moved of [...next].reverse().filter(({ id }) => selected.has(id))) {
    const from = next.indexOf(moved)
    const passed = next.findIndex(
      (other, index) => index > from && !selected.has(other.id) && intersectionArea(other, moved) > 0,
    )
    if (passed < 0) continue
    // Other selected boxes on the way come along.
    const way = next.slice(from, passed + 1)
    const [along, others] = [way.filter(({ id }) => selected.has(id)), way.filter(({ id }) => !selected.has(id))]
    next.splice(from, way.length, ...others, ...along)
  }
  return isUp ? next : next.reverse()
}

/** Levels that give this order, as far as possible those that the boxes have: upwards those above give way, else those below. */
function levelsOf(order: readonly Annotation[], isUp: boolean): number[] {
  const levels = order.map(({ z }) => z)
  const step = isUp ? 1 : -1
  const indexes = isUp ? order.keys() : [...order.keys()].reverse()
  for (const index of indexes) {
    const neighbour = index - step
    if (neighbour < 0 || neighbour >= order.length) continue
    const isSameLevelEnough = (order[index]!.id - order[neighbour]!.id) * step > 0
    const bound = levels[neighbour]! + (isSameLevelEnough ? 0 : step)
    levels[index] = isUp ? Math.max(levels[index]!, bound) : Math.min(levels[index]!, bound)
  }
  return levels
}
