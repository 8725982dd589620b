/** The crosshair moved by keys: the draw tool sees it as a pointer, so that boxes are drawn the same way without a mouse. */
import { clamp, type Point } from '../../shared/box.ts'
import { bringIntoView, canvasCentre, toImage, toScreen } from '../canvas/viewport.ts'
import { type Editor, frameOf } from './editor.ts'
import { type NextId, type Outcome, unchanged } from './outcome.ts'
import { respond } from './respond.ts'

const noModifiers = { shift: false, ctrl: false } as const

/** By whole pixels of the picture, within it; the view follows. */
export function moveCrosshair(
  editor: Editor,
  step: { readonly dx: number; readonly dy: number },
  nextId: NextId,
): Outcome {
  const from = crosshairOf(editor)
  // The first key press only shows where the crosshair is.
  const to = editor.pointer ? inPicture(editor, { x: from.x + step.dx, y: from.y + step.dy }) : from
  const view = bringIntoView(editor.view, { x1: to.x, y1: to.y, x2: to.x, y2: to.y }, frameOf(editor))
  return respond({ ...editor, view }, { kind: 'move', at: toScreen(view, to), ...noModifiers }, nextId)
}

/** One corner of a box, or the other one. */
export function setCorner(editor: Editor, nextId: NextId): Outcome {
  if (editor.toolbox.chosen !== 'draw') return unchanged(editor)
  const at = toScreen(editor.view, crosshairOf(editor))
  const pressed = respond(editor, { kind: 'press', at, button: 'primary', ...noModifiers }, nextId)
  const released = respond(pressed.editor, { kind: 'release', at, ...noModifiers }, nextId)
  return { editor: released.editor, edits: [...pressed.edits, ...released.edits] }
}

/** Where it is in the picture; in the middle of what is seen before it was ever moved. */
export function crosshairOf(editor: Editor): Point {
  const { x, y } = toImage(editor.view, editor.pointer ?? canvasCentre(editor.canvas))
  return inPicture(editor, { x: Math.round(x), y: Math.round(y) })
}

function inPicture({ size }: Editor, { x, y }: Point): Point {
  return { x: clamp(x, 0, size.width), y: clamp(y, 0, size.height) }
}
