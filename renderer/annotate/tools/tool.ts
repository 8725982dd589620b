/**
 * What the tools hear, see and say. A tool is a state and a pure function `next(state, input, scene)`; what it previews is
 * part of its state, and only an effect, at the end of a gesture, changes the editor. So giving up a gesture changes nothing.
 */
import type { Box, Point, Size } from '../../../shared/box.ts'
import type { Annotation } from '../../../shared/model.ts'
import type { View } from '../../canvas/viewport.ts'
import type { Placed } from '../reshape.ts'

export type Modifiers = { readonly shift: boolean; readonly ctrl: boolean }
export type PointerButton = 'primary' | 'middle' | 'secondary'

/** Points are in canvas pixels. */
export type PointerInput =
  | ({ readonly kind: 'press'; readonly at: Point; readonly button: PointerButton } & Modifiers)
  | ({ readonly kind: 'move'; readonly at: Point } & Modifiers)
  | ({ readonly kind: 'release'; readonly at: Point } & Modifiers)

export type ToolInput =
  | PointerInput
  /** Escape, or the pointer was taken away. */
  | { readonly kind: 'cancel' }
  /** Tab: the next box under the pointer. */
  | { readonly kind: 'cycle'; readonly step: 1 | -1 }
  /** Arrow keys move the selection or, stretching, its right and lower edges. */
  | { readonly kind: 'nudge'; readonly dx: number; readonly dy: number; readonly isStretch: boolean }
  /** The wheel with Alt, in its own units: the edge under the pointer, or all edges, outwards when it turns away from the hand. */
  | { readonly kind: 'turn'; readonly at: Point; readonly delta: number; readonly isFar: boolean }
  /** The arrow key, or Alt, was let go. */
  | { readonly kind: 'settle' }
  /** The space bar, which pans while held and speaks for itself when only tapped. */
  | { readonly kind: 'space'; readonly isDown: boolean; readonly timeMs: number }

/** What a tool sees of the editor. */
export type Scene = {
  readonly view: View
  readonly size: Size
  /** Boxes that are not hidden; only these exist for a tool. */
  readonly visible: readonly Annotation[]
  readonly selectedIds: readonly number[]
  /** Where the pointer was last seen; null while it is elsewhere. */
  readonly pointer: Point | null
}

export type Effect =
  | { readonly kind: 'select'; readonly ids: readonly number[] }
  | { readonly kind: 'draw'; readonly box: Box }
  | { readonly kind: 'reshape'; readonly boxes: readonly Placed[] }
  /** A drag with the right button ended there, or a click when nothing was dragged: what should become of it? */
  | { readonly kind: 'menu'; readonly at: Point; readonly ghost: readonly Placed[] }
  /** The hand tried to move a locked box. */
  | { readonly kind: 'refuse'; readonly count: number }
  | { readonly kind: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'tapSpace' }

export type Step<State> = { readonly state: State; readonly effect?: Effect }

/** A pointer that moved less than this on the screen has clicked, not dragged. */
export const dragThreshold = 4
