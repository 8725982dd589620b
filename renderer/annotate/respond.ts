/** What the editor does about an input on the canvas: the tools' effects, zooming and panning. */
import type { Point } from '../../shared/box.ts'
import { assertNever } from '../../shared/errors.ts'
import { panBy, zoomAt } from '../canvas/viewport.ts'
import { drawBox, reshapeAll } from './commands.ts'
import { type Editor, frameOf, selectedAnnotations } from './editor.ts'
import { endLoop } from './loop/loop.ts'
import { type NextId, type Outcome, telling, unchanged } from './outcome.ts'
import { spaceUsed } from './tools/pan.ts'
import type { Effect, Modifiers, ToolInput } from './tools/tool.ts'
import { isBusy, newToolbox, nextToolbox, type ToolName } from './tools/toolbox.ts'
import { sceneOf } from './visible.ts'

export type CanvasInput =
  | ToolInput
  | ({
      readonly kind: 'wheel'
      readonly at: Point
      readonly deltaX: number
      readonly deltaY: number
      readonly alt: boolean
      /** In the keymap of labelImg the wheel alone moves the picture, and zooms with Ctrl. */
      readonly isClassic: boolean
    } & Modifiers)
  | { readonly kind: 'leave' }

export type Response = Outcome & { readonly isSpaceTapped: boolean }

/** A wheel's notch sends 100 to 120; it then zooms by a sixth. Pinching on a touchpad sends a tenth of that with Ctrl. */
const zoomPerWheelPixel = 1.0015
const zoomPerPinchPixel = 1.01

export function respond(editor: Editor, input: CanvasInput, nextId: NextId): Response {
  if (editor.phase.kind !== 'ready') return calm(unchanged(editor))
  if (input.kind === 'leave') return calm(unchanged({ ...editor, pointer: null }))
  const { toolbox } = editor
  if (input.kind === 'wheel' && !input.alt) {
    const panning = { ...toolbox, pan: spaceUsed(toolbox.pan) }
    return calm(unchanged(wheeled({ ...editor, toolbox: panning, pointer: input.at }, input)))
  }
  if (input.kind === 'press' && toolbox.select.kind === 'nudging') return pressedWhileNudging(editor, input, nextId)
  const given = input.kind === 'wheel' ? turnOf(input) : input
  const seen = 'at' in given ? { ...editor, pointer: given.at } : editor
  const { state, effect } = nextToolbox(toolbox, given, sceneOf(seen))
  const next = { ...seen, toolbox: state }
  if (!effect) return calm(unchanged(next))
  return { ...applyEffect(next, effect, nextId), isSpaceTapped: effect.kind === 'tapSpace' }
}

/** A press ends a move by arrow keys or wheel, and then means what it always means. */
function pressedWhileNudging(editor: Editor, input: CanvasInput, nextId: NextId): Response {
  const settled = respond(editor, { kind: 'settle' }, nextId)
  const after = respond(settled.editor, input, nextId)
  const { notices = [] } = settled
  return { ...telling(after, ...notices), edits: [...settled.edits, ...after.edits], isSpaceTapped: false }
}

/** With Shift some systems turn the wheel into a sideways scroll. */
function turnOf({ at, deltaX, deltaY, shift }: CanvasInput & { kind: 'wheel' }): ToolInput {
  return { kind: 'turn', at, delta: deltaY || deltaX, isFar: shift }
}

/** Escape takes one thing back: the gesture, the boxes without a class, the loop, the tool, the selection. */
export function takeBack(editor: Editor, nextId: NextId): Outcome {
  if (editor.menu) return unchanged({ ...editor, menu: null })
  if (isBusy(editor.toolbox)) return respond(editor, { kind: 'cancel' }, nextId)
  if (editor.waitingBoxes.length > 0) return unchanged({ ...editor, waitingBoxes: [] })
  if (editor.loop) return unchanged(endLoop(editor))
  if (editor.toolbox.chosen === 'select') return unchanged({ ...editor, selectedIds: [] })
  const drawn = editor.annotations.find(({ id }) => id === editor.lastDrawnId)
  const selectedIds = editor.toolbox.chosen === 'draw' && drawn ? [drawn.id] : editor.selectedIds
  return unchanged({ ...chooseTool(editor, 'select'), selectedIds })
}

/** Drawing begins with nothing selected, so that digits name the class of the next box. */
export function chooseTool(editor: Editor, chosen: ToolName): Editor {
  if (chosen === editor.toolbox.chosen) return editor
  // What the former tool had begun is given up; a held space bar goes on panning.
  const toolbox = { ...newToolbox, pan: editor.toolbox.pan, chosen }
  return chosen === 'draw' ? { ...editor, toolbox, selectedIds: [], lastDrawnId: null } : { ...editor, toolbox }
}

function applyEffect(editor: Editor, effect: Effect, nextId: NextId): Outcome {
  switch (effect.kind) {
    case 'select':
      return unchanged({ ...editor, selectedIds: effect.ids })
    case 'draw':
      return drawBox(editor, effect.box, nextId)
    case 'reshape':
      return reshapedBy(editor, effect, nextId)
    case 'menu':
      return unchanged({ ...editor, menu: { at: effect.at, ghost: effect.ghost } })
    case 'refuse':
      return telling(unchanged(editor), { kind: 'locked', count: effect.count })
    case 'pan':
      return unchanged({ ...editor, view: panBy(editor.view, effect.dx, effect.dy, frameOf(editor)) })
    case 'tapSpace':
      return unchanged(editor)
    default:
      return assertNever(effect)
  }
}

/** Locked boxes of the selection stay behind, which is said. */
function reshapedBy(editor: Editor, { boxes }: Effect & { kind: 'reshape' }, nextId: NextId): Outcome {
  const outcome = reshapeAll(editor, boxes, nextId)
  const count = outcome.edits.length > 0 ? selectedAnnotations(editor).filter(({ locked }) => locked).length : 0
  return telling(outcome, { kind: 'locked', count })
}

/** The wheel zooms, with Ctrl in any case; with Shift it moves sideways. */
function wheeled(editor: Editor, input: CanvasInput & { kind: 'wheel' }): Editor {
  const { at, deltaX, deltaY, shift, ctrl, isClassic } = input
  const frame = frameOf(editor)
  // Some systems already turn Shift and the wheel into a sideways scroll.
  if (shift) return { ...editor, view: panBy(editor.view, -(deltaX || deltaY), 0, frame) }
  if (isClassic && !ctrl) return { ...editor, view: panBy(editor.view, -deltaX, -deltaY, frame) }
  const isPinch = ctrl && Math.abs(deltaY) < 50
  const factor = (isPinch ? zoomPerPinchPixel : zoomPerWheelPixel) ** -deltaY
  return { ...editor, view: zoomAt(editor.view, factor, at, frame) }
}

const calm = (outcome: Outcome): Response => ({ ...outcome, isSpaceTapped: false })
