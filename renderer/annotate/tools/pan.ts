/**
 * Drags the picture while the space bar or the middle button is held, over whichever tool is chosen.
 *
 * The bar has two meanings that must not be mistaken for each other. It is a tap, which verifies the image, only when it is let go
 * soon, with nothing pressed or zoomed meanwhile and no gesture begun before: in the middle of a box nobody verifies. All else
 * pans, and the cursor is a hand from the moment the bar is down. With the mouse button already down, the picture moves
 * under the box that is being drawn, which then goes on.
 */
import type { Point } from '../../../shared/box.ts'
import type { Step, ToolInput } from './tool.ts'

export type PanState = {
  /** When the space bar went down; null while it is up. */
  readonly spaceSinceMs: number | null
  /** The space bar has panned, or went down within a gesture, so that letting it go means nothing more. */
  readonly isSpaceUsed: boolean
  /** Where the dragging pointer was last; null while none drags. */
  readonly drag: Point | null
  /** The button was down for the tool below when the space bar came: its release is that tool's. */
  readonly isOverGesture: boolean
}
/** What goes on below when the space bar goes down. */
export type Below = { readonly isBusy: boolean; readonly isButtonDown: boolean; readonly pointer: Point | null }

export const idlePan: PanState = { spaceSinceMs: null, isSpaceUsed: false, drag: null, isOverGesture: false }
/** A space bar held longer than this was meant to pan. */
const longestTapMs = 400

/** Whether an input is this tool's own and not for the one below: it drags, or a press begins that should drag. */
export function takesInput(state: PanState, input: ToolInput): boolean {
  if (isOfGesture(state, input)) return false
  if (input.kind === 'space' || state.drag) return true
  if (input.kind !== 'press' || input.button === 'secondary') return false
  return input.button === 'middle' || state.spaceSinceMs !== null
}

/** The button goes up, or Escape is pressed, over a gesture that the space bar had interrupted: it ends there. */
export function isOfGesture(state: PanState, { kind }: ToolInput): boolean {
  return state.isOverGesture && (kind === 'release' || kind === 'cancel')
}

export function nextPan(state: PanState, input: ToolInput, below: Below): Step<PanState> {
  switch (input.kind) {
    case 'space':
      return input.isDown ? { state: spaceDown(state, input.timeMs, below) } : spaceUp(state, input.timeMs)
    case 'press':
      return { state: { ...state, drag: input.at, isSpaceUsed: state.spaceSinceMs !== null } }
    case 'move':
      return state.drag ? dragged(state, state.drag, input.at) : { state }
    case 'release':
    case 'cancel':
      return { state: letGo(state) }
    case 'cycle':
    case 'nudge':
    case 'turn':
    case 'settle':
      return { state }
  }
}

function dragged(state: PanState, from: Point, at: Point): Step<PanState> {
  return { state: { ...state, drag: at }, effect: { kind: 'pan', dx: at.x - from.x, dy: at.y - from.y } }
}

/** The picture is dragged no more; a held space bar still is. */
export const letGo = (state: PanState): PanState => ({ ...state, drag: null, isOverGesture: false })

/** Zooming while the bar is held is no tap either. */
export const spaceUsed = (state: PanState): PanState => ({ ...state, isSpaceUsed: state.spaceSinceMs !== null })

function spaceDown(state: PanState, timeMs: number, { isBusy, isButtonDown, pointer }: Below): PanState {
  // A held key repeats itself.
  if (state.spaceSinceMs !== null) return state
  const isOverGesture = isButtonDown && pointer !== null
  return { spaceSinceMs: timeMs, isSpaceUsed: isBusy, drag: isOverGesture ? pointer : state.drag, isOverGesture }
}

function spaceUp(state: PanState, timeMs: number): Step<PanState> {
  const kept = state.isOverGesture ? letGo(state) : state
  const next: PanState = { ...kept, spaceSinceMs: null, isSpaceUsed: false }
  const isTap = state.spaceSinceMs !== null && !state.isSpaceUsed && timeMs - state.spaceSinceMs < longestTapMs
  return isTap ? { state: next, effect: { kind: 'tapSpace' } } : { state: next }
}
