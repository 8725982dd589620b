/** Chooses, moves and resizes boxes; on empty ground it drags the picture. */
import { type Box, boxFromCorners, type Point } from '../../../shared/box.ts'
import type { Annotation } from '../../../shared/model.ts'
import { annotationsAt, annotationsInside } from '../boxIndex.ts'
import { handleAt } from '../handleFrame.ts'
import { type Handle, handlePoint, moveTogether, type Placed, resizeBox, stretchBox } from '../reshape.ts'
import { lengthInImage, screenDistance, toImage, toScreen } from '../viewport.ts'
import { dragThreshold, type Effect, type PointerInput, type Scene, type Step, type ToolInput } from './tool.ts'

export type SelectState =
  /** `cycledId` is the box that Tab chose: a drag then moves it, though a smaller one may lie over it. */
  | { readonly kind: 'idle'; readonly cycledId: number | null }
  | { readonly kind: 'pressedBox'; readonly from: Point; readonly ifClicked: readonly number[] }
  | { readonly kind: 'pressedGround'; readonly from: Point; readonly at: Point }
  | { readonly kind: 'pressedAdding'; readonly from: Point; readonly ifClicked: readonly number[] }
  | { readonly kind: 'moving'; readonly from: Point; readonly boxes: readonly Placed[] }
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
  | { readonly kind: 'nudging'; readonly boxes: readonly Placed[] }

export const idleSelect: SelectState = { kind: 'idle', cycledId: null }
/** A box is caught so many screen pixels around it, or one of two pixels would be hard to meet. */
const catchDistance = 4

export function nextSelect(state: SelectState, input: ToolInput, scene: Scene): Step<SelectState> {
  switch (input.kind) {
    case 'press':
      return state.kind === 'idle' ? pressed(state, input, scene) : { state }
    case 'move':
      return { state: moved(state, input, scene), ...panEffect(state, input) }
    case 'release':
      return released(moved(state, input, scene), scene)
    case 'cancel':
      return { state: idleSelect }
    case 'cycle':
      return state.kind === 'idle' ? cycled(state, input.step, scene) : { state }
    case 'nudge':
      return { state: nudged(state, input.isStretch ? stretchBy(input, scene) : moveBy(input, scene), scene) }
    case 'settle':
      return state.kind === 'nudging' ? { state: idleSelect, effect: reshape(state.boxes) } : { state }
    case 'space':
      return { state }
  }
}

/** Boxes under a screen point, the smallest first; hidden ones cannot be met. */
export function boxesUnder(at: Point, scene: Scene): Annotation[] {
  if (scene.areBoxesHidden) return []
  return annotationsAt(scene.annotations, toImage(scene.view, at), lengthInImage(scene.view, catchDistance))
}

/** The single selected box, the only one with handles. */
export function selectedBox(scene: Scene): Annotation | null {
  if (scene.areBoxesHidden || scene.selectedIds.length !== 1) return null
  return scene.annotations.find(({ id }) => id === scene.selectedIds[0]) ?? null
}

export const reshapedBoxes = (state: SelectState): readonly Placed[] =>
  state.kind === 'moving' || state.kind === 'resizing' || state.kind === 'nudging' ? state.boxes : []

export const framedArea = (state: SelectState): Box | null =>
  state.kind === 'framing' ? boxFromCorners(state.from, state.to) : null

function pressed(state: SelectState & { kind: 'idle' }, input: PointerInput, scene: Scene): Step<SelectState> {
  const from = toImage(scene.view, input.at)
  const single = selectedBox(scene)
  const handle = single && !input.shift ? handleAt(scene.view, single, input.at) : null
  if (single && handle) return { state: grabbed(single, handle, from) }
  const under = boxesUnder(input.at, scene)
  const smallest = under[0]
  if (input.shift) return { state: { kind: 'pressedAdding', from, ifClicked: toggled(scene.selectedIds, smallest) } }
  if (!smallest) return { state: { kind: 'pressedGround', from, at: input.at } }
  const taken = under.find(({ id }) => id === state.cycledId) ?? smallest
  const next: SelectState = { kind: 'pressedBox', from, ifClicked: [smallest.id] }
  return scene.selectedIds.includes(taken.id) ? { state: next } : { state: next, effect: select([taken.id]) }
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
      return isDrag(state.from, input.at, scene) ? movedTo({ kind: 'moving', from: state.from }, point, scene) : state
    case 'moving':
      return movedTo(state, point, scene)
    case 'pressedAdding':
    case 'framing':
      if (state.kind === 'pressedAdding' && !isDrag(state.from, input.at, scene)) return state
      return { kind: 'framing', from: state.from, to: point }
    case 'resizing':
      return state.boxes.length > 0 || isDrag(handlePointer(state), input.at, scene)
        ? resizedTo(state, point, scene)
        : state
    case 'pressedGround':
      return isDrag(state.from, input.at, scene) ? { kind: 'panning', at: state.at } : state
    case 'panning':
      return { kind: 'panning', at: input.at }
    case 'idle':
    case 'nudging':
      return state
  }
}

function panEffect(state: SelectState, input: PointerInput): { effect?: Effect } {
  if (state.kind !== 'panning') return {}
  return { effect: { kind: 'pan', dx: input.at.x - state.at.x, dy: input.at.y - state.at.y } }
}

function movedTo(state: { kind: 'moving'; from: Point }, point: Point, scene: Scene): SelectState {
  const boxes = moveTogether(selection(scene), point.x - state.from.x, point.y - state.from.y, scene.size)
  return { kind: 'moving', from: state.from, boxes }
}

/** Where the pointer was when it caught the handle. */
function handlePointer({ handle, offset, original }: SelectState & { kind: 'resizing' }): Point {
  const point = handlePoint(original.box, handle)
  return { x: point.x - offset.x, y: point.y - offset.y }
}

function resizedTo(state: SelectState & { kind: 'resizing' }, point: Point, scene: Scene): SelectState {
  const { original, handle, offset } = state
  const box = resizeBox(original.box, handle, { x: point.x + offset.x, y: point.y + offset.y }, scene.size)
  return { ...state, boxes: [{ id: original.id, box }] }
}

function released(state: SelectState, scene: Scene): Step<SelectState> {
  switch (state.kind) {
    case 'pressedBox':
    case 'pressedAdding':
      return { state: idleSelect, effect: select(state.ifClicked) }
    case 'pressedGround':
      return { state: idleSelect, effect: select([]) }
    case 'moving':
    case 'resizing':
      return { state: idleSelect, effect: reshape(state.boxes) }
    case 'framing':
      return { state: idleSelect, effect: select(framed(boxFromCorners(state.from, state.to), scene)) }
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

function nudged(state: SelectState, change: (boxes: readonly Placed[]) => Placed[], scene: Scene): SelectState {
  if (state.kind !== 'idle' && state.kind !== 'nudging') return state
  const boxes = state.kind === 'nudging' ? state.boxes : selection(scene)
  return boxes.length > 0 ? { kind: 'nudging', boxes: change(boxes) } : state
}

type Way = { readonly dx: number; readonly dy: number }
const moveBy =
  ({ dx, dy }: Way, scene: Scene) =>
  (boxes: readonly Placed[]) =>
    moveTogether(boxes, dx, dy, scene.size)
const stretchBy =
  ({ dx, dy }: Way, scene: Scene) =>
  (boxes: readonly Placed[]) =>
    boxes.map(({ id, box }) => ({ id, box: stretchBox(box, dx, dy, scene.size) }))

function selection({ annotations, selectedIds, areBoxesHidden }: Scene): Placed[] {
  const ids = new Set(areBoxesHidden ? [] : selectedIds)
  return annotations.filter(({ id }) => ids.has(id)).map(placed)
}

function placed({ id, x1, y1, x2, y2 }: Annotation): Placed {
  return { id, box: { x1, y1, x2, y2 } }
}

function toggled(ids: readonly number[], annotation: Annotation | undefined): readonly number[] {
  if (!annotation) return ids
  return ids.includes(annotation.id) ? ids.filter((id) => id !== annotation.id) : [...ids, annotation.id]
}

function framed(area: Box, scene: Scene): number[] {
  const inside = scene.areBoxesHidden ? [] : annotationsInside(scene.annotations, area)
  return [...new Set([...scene.selectedIds, ...inside.map(({ id }) => id)])]
}

const select = (ids: readonly number[]): Effect => ({ kind: 'select', ids })
const reshape = (boxes: readonly Placed[]): Effect => ({ kind: 'reshape', boxes })
const isDrag = (from: Point, at: Point, scene: Scene) => screenDistance(toScreen(scene.view, from), at) >= dragThreshold
