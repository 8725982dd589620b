/** Draws boxes: by dragging, or by a click on each of two opposite corners. It draws on whatever is below. */
import type { Box, Point } from '../../../shared/box.ts'
import { screenDistance, toImage, toScreen } from '../../canvas/viewport.ts'
import { drawnBox, squareCorner } from '../reshape.ts'
import { dragThreshold, type PointerInput, type Scene, type Step, type ToolInput } from './tool.ts'

export type DrawState =
  | { readonly kind: 'idle' }
  /** The button is down; a click or a drag, nobody knows yet. */
  | { readonly kind: 'pressed'; readonly from: Point; readonly to: Point }
  | { readonly kind: 'dragging'; readonly from: Point; readonly to: Point }
  /** Clicked once: the box follows the pointer until the second click. */
  | { readonly kind: 'placing'; readonly from: Point; readonly to: Point }
  | { readonly kind: 'closing'; readonly from: Point; readonly to: Point }

export const idleDraw: DrawState = { kind: 'idle' }

export function nextDraw(state: DrawState, input: ToolInput, scene: Scene): Step<DrawState> {
  const isRight = input.kind === 'press' && input.button === 'secondary'
  // The right button gives up what is being drawn, as in most drawing programs.
  if (input.kind === 'cancel' || isRight) return { state: idleDraw }
  if (input.kind !== 'press' && input.kind !== 'move' && input.kind !== 'release') return { state }
  if (state.kind === 'idle') return { state: input.kind === 'press' ? startedAt(input, scene) : state }
  const to = cornerOf(state.from, input, scene)
  switch (state.kind) {
    case 'pressed':
      if (input.kind === 'release') return { state: { ...state, kind: 'placing' } }
      return { state: isDrag(state.from, input.at, scene) ? { ...state, kind: 'dragging', to } : state }
    case 'placing':
      return { state: { ...state, to, kind: input.kind === 'press' ? 'closing' : 'placing' } }
    case 'dragging':
    case 'closing':
      return input.kind === 'release' ? finished(state.from, to, input, scene) : { state: { ...state, to } }
  }
}

/** The box being drawn, as it would be now. */
export function drawingOf(state: DrawState, scene: Scene): Box | null {
  if (state.kind === 'idle' || state.kind === 'pressed') return null
  return drawnBox(state.from, state.to, scene.size)
}

function startedAt(input: PointerInput, scene: Scene): DrawState {
  const from = placeOf(input, scene)
  return { kind: 'pressed', from, to: from }
}

function cornerOf(from: Point, input: PointerInput, scene: Scene): Point {
  const point = placeOf(input, scene)
  return input.ctrl ? squareCorner(from, point, scene.size) : point
}

/** To a thousandth of a pixel: what is finer comes from the arithmetic of the zoom, and no hand meant it. */
function placeOf({ at }: PointerInput, { view }: Scene): Point {
  const { x, y } = toImage(view, at)
  return { x: Math.round(x * 1000) / 1000, y: Math.round(y * 1000) / 1000 }
}

function finished(from: Point, to: Point, input: PointerInput, scene: Scene): Step<DrawState> {
  // Back where it began: the hand thought better of it.
  const box = isDrag(from, input.at, scene) ? drawnBox(from, to, scene.size) : null
  return box ? { state: idleDraw, effect: { kind: 'draw', box } } : { state: idleDraw }
}

const isDrag = (from: Point, at: Point, scene: Scene) => screenDistance(toScreen(scene.view, from), at) >= dragThreshold
