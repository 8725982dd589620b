/** Drags the picture while the space bar or the middle button is held, over whichever tool is chosen. */
import type { Point } from '../../../shared/box.ts'
import type { Step, ToolInput } from './tool.ts'

export type PanState = {
  /** When the space bar went down; null while it is up. */
  readonly spaceSinceMs: number | null
  /** The space bar has panned, so that letting it go means nothing more. */
  readonly isSpaceUsed: boolean
  /** Where the dragging pointer was last; null while none drags. */
  readonly drag: Point | null
}

export const idlePan: PanState = { spaceSinceMs: null, isSpaceUsed: false, drag: null }
/** A space bar held longer than this was meant to pan. */
const longestTapMs = 500

/** Whether an input is this tool's own and not for the one below: it drags, or a press begins that should drag. */
export function takesInput(state: PanState, input: ToolInput): boolean {
  if (input.kind === 'space' || state.drag) return true
  return input.kind === 'press' && (input.button === 'middle' || state.spaceSinceMs !== null)
}

export function nextPan(state: PanState, input: ToolInput): Step<PanState> {
  switch (input.kind) {
    case 'space':
      return input.isDown ? { state: spaceDown(state, input.timeMs) } : spaceUp(state, input.timeMs)
    case 'press':
      return { state: { ...state, drag: input.at, isSpaceUsed: state.spaceSinceMs !== null } }
    case 'move':
      return state.drag ? dragged(state, state.drag, input.at) : { state }
    case 'release':
    case 'cancel':
      return { state: { ...state, drag: null } }
    case 'cycle':
    case 'nudge':
    case 'settle':
      return { state }
  }
}

function dragged(state: PanState, from: Point, at: Point): Step<PanState> {
  return { state: { ...state, drag: at }, effect: { kind: 'pan', dx: at.x - from.x, dy: at.y - from.y } }
}

function spaceDown(state: PanState, timeMs: number): PanState {
  // A held key repeats itself.
  return state.spaceSinceMs === null ? { ...state, spaceSinceMs: timeMs, isSpaceUsed: false } : state
}

function spaceUp(state: PanState, timeMs: number): Step<PanState> {
  const next: PanState = { ...state, spaceSinceMs: null, isSpaceUsed: false }
  const isTap = state.spaceSinceMs !== null && !state.isSpaceUsed && timeMs - state.spaceSinceMs < longestTapMs
  return isTap ? { state: next, effect: { kind: 'tapSpace' } } : { state: next }
}
