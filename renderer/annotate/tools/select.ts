/** Chooses, moves and resizes boxes; on empty ground it drags the picture. The right button asks what to do with them. */
import { type Box, boxFromCorners, type Point } from '../../../shared/box.ts'
import type { Annotation } from '../../../shared/model.ts'
import { type Handle, handlePoint } from '../../canvas/handles.ts'
import { screenDistance, toImage, toScreen } from '../../canvas/viewport.ts'
import { annotationsInside } from '../boxIndex.ts'
import { moveTogether, type Placed, resizeBox, resizeSquare } from '../reshape.ts'
import { type Nudge, nudged, turned } from './nudge.ts'
import { boxesUnder, handleUnder } from './pointing.ts'
import { dragThreshold, type Effect, type PointerInput, type Scene, type Step, type ToolInput } from './tool.ts'

export type SelectState =
  /** `cycledId` is the box that Tab chose: a drag then moves it, though a smaller one may lie over it. */
  | { readonly kind: 'idle'; readonly cycledId: number | null }
  | { readonly kind: 'pressedBox'; readonly from: Point; readonly ifClicked: readonly number[] }
  /** On empty ground, or on a box that is locked: a drag moves the picture. `refused`: locked boxes that it would have moved. */
  | {
      readonly kind: 'pressedGround'
      readonly from: Point
      readonly at: Point
      readonly ifClicked: readonly number[]
      readonly refused: number
    }
  | { readonly kind: 'pressedAdding'; readonly from: Point; readonly ifClicked: readonly number[] }
  | { readonly kind: 'pressedSecondary'; readonly from: Point }
  | ({ readonly kind: 'moving' } & Carrying)
  /** Dragged with the right button: the boxes stay where they are until it is said what to do. */
  | ({ readonly kind: 'ghosting' } & Carrying)
  | {
      readonly kind: 'resizing'
      readonly handle: Handle
      /** From the pointer to the point of the box that it drags. */
      readonly offset: Point
      readonly original: Placed
      readonly boxes: readonly Placed[]
    }
  | { readonly kind: 'panning'; readonly at: Point }
  | { readonly kind: 'framing'; readonly from: Point; readonly to: Point }
  | Nudge

/** The originals are kept, for boxes may be hidden while a key is held. */
type Carrying = { readonly from: Point; readonly originals: readonly Placed[]; readonly boxes: readonly Placed[] }

export const idleSelect: SelectState = { kind: 'idle', cycledId: null }

export function nextSelect(state: SelectState, input: ToolInput, scene: Scene): Step<SelectState> {
  switch (input.kind) {
    case 'press':
      return state.kind === 'idle' ? pressed(state, input, scene) : { state }
    case 'move':
      return { state: moved(state, input, scene), ...dragEffect(state, input, scene) }
    case 'release':
      return released(moved(state, input, scene), input.at, scene)
    case 'cancel':
      return { state: idleSelect }
    case 'cycle':
      return state.kind === 'idle' ? cycled(state, input.step, scene) : { state }
    case 'nudge':
    case 'turn':
      return state.kind === 'idle' || state.kind === 'nudging' ? stepped(state, input, scene) : { state }
    case 'settle':
      return state.kind === 'nudging' ? { state: idleSelect, effect: reshape(state.boxes) } : { state }
    case 'space':
      return { state }
  }
}

export const reshapedBoxes = (state: SelectState): readonly Placed[] =>
  state.kind === 'moving' || state.kind === 'resizing' || state.kind === 'nudging' ? state.boxes : []

export const ghostBoxes = (state: SelectState): readonly Placed[] => (state.kind === 'ghosting' ? state.boxes : [])

export const framedArea = (state: SelectState): Box | null =>
  state.kind === 'framing' ? boxFromCorners(state.from, state.to) : null

function pressed(state: SelectState & { kind: 'idle' }, input: PointerInput, scene: Scene): Step<SelectState> {
  const from = toImage(scene.view, input.at)
  if (input.kind === 'press' && input.button === 'secondary') return pressedSecondary(state, input, scene)
  const grip = input.shift ? null : handleUnder(input.at, scene)
  if (grip) return { state: grabbed(grip.box, grip.handle, from) }
  const under = boxesUnder(input.at, scene)
  const smallest = under[0]
  if (input.shift || input.ctrl) {
    return { state: { kind: 'pressedAdding', from, ifClicked: toggled(scene.selectedIds, smallest) } }
  }
  if (!smallest || smallest.locked) {
    const refused = smallest && scene.selectedIds.includes(smallest.id) ? 1 : 0
    const ifClicked = smallest ? [smallest.id] : []
    return { state: { kind: 'pressedGround', from, at: input.at, ifClicked, refused } }
  }
  const taken = under.find(({ id, locked }) => id === state.cycledId && !locked) ?? smallest
  const next: SelectState = { kind: 'pressedBox', from, ifClicked: [smallest.id] }
  return scene.selectedIds.includes(taken.id) ? { state: next } : { state: next, effect: select([taken.id]) }
}

/** A selection under the pointer stays; else the smallest box there is taken. */
function pressedSecondary(state: SelectState & { kind: 'idle' }, input: PointerInput, scene: Scene): Step<SelectState> {
  const next: SelectState = { kind: 'pressedSecondary', from: toImage(scene.view, input.at) }
  const under = boxesUnder(input.at, scene)
  if (under.some(({ id }) => scene.selectedIds.includes(id))) return { state: next }
  const taken = under.find(({ id }) => id === state.cycledId) ?? under[0]
  return { state: next, effect: select(taken ? [taken.id] : []) }
}

function grabbed(annotation: Annotation, handle: Handle, at: Point): SelectState {
  const original = placed(annotation)
  const point = handlePoint(original.box, handle)
  return { kind: 'resizing', handle, offset: { x: point.x - at.x, y: point.y - at.y }, original, boxes: [] }
}

function moved(state: SelectState, input: PointerInput, scene: Scene): SelectState {
  const point = toImage(scene.view, input.at)
  switch (state.kind) {
    case 'pressedBox':
      return isDrag(state.from, input.at, scene) ? begun('moving', state.from, point, scene) : state
    case 'pressedSecondary': {
      const isCarrying = isDrag(state.from, input.at, scene) && movable(scene).length > 0
      return isCarrying ? begun('ghosting', state.from, point, scene) : state
    }
    case 'moving':
    case 'ghosting':
      return { ...state, boxes: carried(state, point, scene) }
    case 'pressedAdding':
      return isDrag(state.from, input.at, scene) ? { kind: 'framing', from: state.from, to: point } : state
    case 'framing':
      return { kind: 'framing', from: state.from, to: point }
    case 'resizing': {
      const isPulled = state.boxes.length > 0 || isDrag(handlePointer(state), input.at, scene)
      return isPulled ? resizedTo(state, point, input.ctrl, scene) : state
    }
    case 'pressedGround':
      return isDrag(state.from, input.at, scene) ? { kind: 'panning', at: state.at } : state
    case 'panning':
      return { kind: 'panning', at: input.at }
    case 'idle':
    case 'nudging':
      return state
  }
}

function dragEffect(state: SelectState, input: PointerInput, scene: Scene): { effect?: Effect } {
  if (state.kind === 'pressedGround' && state.refused > 0 && isDrag(state.from, input.at, scene)) {
    return { effect: { kind: 'refuse', count: state.refused } }
  }
  if (state.kind !== 'panning') return {}
  return { effect: { kind: 'pan', dx: input.at.x - state.at.x, dy: input.at.y - state.at.y } }
}

function begun(kind: 'moving' | 'ghosting', from: Point, point: Point, scene: Scene): SelectState {
  const originals = movable(scene)
  return { kind, from, originals, boxes: carried({ from, originals }, point, scene) }
}

function carried({ from, originals }: Pick<Carrying, 'from' | 'originals'>, point: Point, { size }: Scene): Placed[] {
  return moveTogether(originals, point.x - from.x, point.y - from.y, size)
}

/** Where the pointer was when it caught the handle. */
function handlePointer({ handle, offset, original }: SelectState & { kind: 'resizing' }): Point {
  const point = handlePoint(original.box, handle)
  return { x: point.x - offset.x, y: point.y - offset.y }
}

function resizedTo(
  state: SelectState & { kind: 'resizing' },
  point: Point,
  isSquare: boolean,
  scene: Scene,
): SelectState {
  const { original, handle, offset } = state
  const to = { x: point.x + offset.x, y: point.y + offset.y }
  const box = (isSquare ? resizeSquare : resizeBox)(original.box, handle, to, scene.size)
  return { ...state, boxes: [{ id: original.id, box }] }
}

function released(state: SelectState, at: Point, scene: Scene): Step<SelectState> {
  switch (state.kind) {
    case 'pressedBox':
    case 'pressedAdding':
    case 'pressedGround':
      return { state: idleSelect, effect: select(state.ifClicked) }
    case 'moving':
    case 'resizing':
      return { state: idleSelect, effect: reshape(state.boxes) }
    case 'framing':
      return { state: idleSelect, effect: select(framed(boxFromCorners(state.from, state.to), scene)) }
    case 'pressedSecondary':
      return { state: idleSelect, effect: { kind: 'menu', at, ghost: [] } }
    case 'ghosting':
      return { state: idleSelect, effect: { kind: 'menu', at, ghost: state.boxes } }
    case 'panning':
      return { state: idleSelect }
    case 'idle':
    case 'nudging':
      return { state }
  }
}

function cycled(state: SelectState & { kind: 'idle' }, step: 1 | -1, scene: Scene): Step<SelectState> {
  const under = scene.pointer ? boxesUnder(scene.pointer, scene) : []
  if (under.length === 0) return { state }
  const current = under.findIndex(({ id }) => scene.selectedIds.includes(id))
  const start = current < 0 && step < 0 ? 0 : current
  const { id } = under[(start + step + under.length) % under.length]!
  return { state: { kind: 'idle', cycledId: id }, effect: select([id]) }
}

/** One step of the arrow keys or the wheel. */
function stepped(
  state: SelectState & { kind: 'idle' | 'nudging' },
  input: ToolInput & { kind: 'nudge' | 'turn' },
  scene: Scene,
): Step<SelectState> {
  const boxes = state.kind === 'nudging' ? state.boxes : movable(scene)
  if (boxes.length === 0 && scene.selectedIds.length > 0) {
    return { state, effect: { kind: 'refuse', count: scene.selectedIds.length } }
  }
  if (input.kind === 'nudge') return { state: nudged(boxes, input, scene) ?? state }
  const turn = turned(boxes, input, scene, state.kind === 'nudging' ? state.turned : 0)
  return turn ? { state: turn.nudge, ...(turn.effect && { effect: turn.effect }) } : { state }
}

/** The selection as far as it can be changed. */
function movable({ visible, selectedIds }: Scene): Placed[] {
  const ids = new Set(selectedIds)
  return visible.filter(({ id, locked }) => ids.has(id) && !locked).map(placed)
}

function placed({ id, x1, y1, x2, y2 }: Annotation): Placed {
  return { id, box: { x1, y1, x2, y2 } }
}

function toggled(ids: readonly number[], annotation: Annotation | undefined): readonly number[] {
  if (!annotation) return ids
  return ids.includes(annotation.id) ? ids.filter((id) => id !== annotation.id) : [...ids, annotation.id]
}

function framed(area: Box, scene: Scene): number[] {
  const inside = annotationsInside(scene.visible, area)
  return [...new Set([...scene.selectedIds, ...inside.map(({ id }) => id)])]
}

const select = (ids: readonly number[]): Effect => ({ kind: 'select', ids })
const reshape = (boxes: readonly Placed[]): Effect => ({ kind: 'reshape', boxes })
const isDrag = (from: Point, at: Point, scene: Scene) => screenDistance(toScreen(scene.view, from), at) >= dragThreshold
