/** Moving and resizing the selection in small steps, by arrow keys and by the wheel. A run of steps is one edit. */
import type { Point } from '../../../shared/box.ts'
import type { Handle } from '../../canvas/handles.ts'
import { type Growth, growBox, moveTogether, type Placed, stretchBox } from '../reshape.ts'
import { boxesUnder, edgeUnder } from './pointing.ts'
import type { Effect, Scene, ToolInput } from './tool.ts'

export type Nudge = {
  readonly kind: 'nudging'
  readonly boxes: readonly Placed[]
  /** What the wheel turned and what is not yet a step, in its units. */
  readonly turned: number
}

/** A notch of a wheel is 100 to 120 units; touchpads send many small parts. */
const notch = 100
const farther = 10

/** @param boxes what can be moved; none when nothing is selected or all of it is locked */
export function nudged(boxes: readonly Placed[], input: ToolInput & { kind: 'nudge' }, { size }: Scene): Nudge | null {
  if (boxes.length === 0) return null
  const { dx, dy, isStretch } = input
  const after = isStretch
    ? boxes.map(({ id, box }) => ({ id, box: stretchBox(box, dx, dy, size) }))
    : moveTogether(boxes, dx, dy, size)
  return { kind: 'nudging', boxes: after, turned: 0 }
}

export type Turn = { readonly nudge: Nudge; readonly effect?: Effect }

/** With nothing selected the wheel takes the smallest box under the pointer. */
export function turned(
  boxes: readonly Placed[],
  input: ToolInput & { kind: 'turn' },
  scene: Scene,
  rest: number,
): Turn | null {
  const taken = boxes.length > 0 ? boxes : smallestUnder(input.at, scene)
  if (taken.length === 0) return null
  const sum = rest + input.delta
  const steps = stepsOf(input.delta, sum)
  // Turning away from the hand sends negative amounts.
  const after = grown(taken, input, -steps * (input.isFar ? farther : 1), scene)
  const nudge: Nudge = { kind: 'nudging', boxes: after, turned: steps === 0 ? sum : 0 }
  return boxes.length > 0 ? { nudge } : { nudge, effect: { kind: 'select', ids: taken.map(({ id }) => id) } }
}

function stepsOf(delta: number, sum: number): number {
  if (Math.abs(delta) < notch / 2) return Math.trunc(sum / notch)
  return Math.sign(delta) * Math.max(1, Math.round(Math.abs(delta) / notch))
}

function smallestUnder(at: Point, scene: Scene): Placed[] {
  const smallest = boxesUnder(at, scene).find(({ locked }) => !locked)
  if (!smallest) return []
  const { id, x1, y1, x2, y2 } = smallest
  return [{ id, box: { x1, y1, x2, y2 } }]
}

/** The edge under the pointer of one of the boxes moves alone; away from edges all boxes grow on all sides. */
function grown(boxes: readonly Placed[], { at }: { at: Point }, by: number, scene: Scene): Placed[] {
  const held = boxes.find(({ box }) => edgeUnder(at, box, scene))
  const edge = held && edgeUnder(at, held.box, scene)
  if (!held || !edge) return boxes.map(({ id, box }) => ({ id, box: growBox(box, allSides(by), scene.size) }))
  return boxes.map((placed) =>
    placed === held ? { id: held.id, box: growBox(held.box, oneSide(edge, by), scene.size) } : placed,
  )
}

const allSides = (by: number): Growth => ({ left: by, right: by, up: by, down: by })
const oneSide = ({ x, y }: Handle, by: number): Growth => ({
  left: x < 0 ? by : 0,
  right: x > 0 ? by : 0,
  up: y < 0 ? by : 0,
  down: y > 0 ? by : 0,
})
