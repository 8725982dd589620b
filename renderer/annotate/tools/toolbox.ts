/** The tools together: one is chosen, and panning may lie over it for a while. */
import type { Box, Point } from '../../../shared/box.ts'
import type { Handle } from '../../canvas/handles.ts'
import type { Placed } from '../reshape.ts'
import { type DrawState, drawingOf, idleDraw, nextDraw } from './draw.ts'
import { type Below, idlePan, isOfGesture, letGo, nextPan, type PanState, takesInput } from './pan.ts'
import { boxesUnder, handledBox, handleUnder } from './pointing.ts'
import { framedArea, ghostBoxes, idleSelect, nextSelect, reshapedBoxes, type SelectState } from './select.ts'
import type { Scene, Step, ToolInput } from './tool.ts'

export const toolNames = ['select', 'draw', 'pan'] as const
export type ToolName = (typeof toolNames)[number]
export const isToolName = (name: string): name is ToolName => toolNames.some((tool) => tool === name)

export type Toolbox = {
  readonly chosen: ToolName
  readonly select: SelectState
  readonly draw: DrawState
  readonly pan: PanState
}

export const newToolbox: Toolbox = { chosen: 'select', select: idleSelect, draw: idleDraw, pan: idlePan }

export function nextToolbox(before: Toolbox, input: ToolInput, scene: Scene): Step<Toolbox> {
  const toolbox = isOfGesture(before.pan, input) ? { ...before, pan: letGo(before.pan) } : before
  if (isPanned(toolbox, input)) {
    const { state, effect } = nextPan(toolbox.pan, input, belowOf(toolbox, scene))
    return { state: { ...toolbox, pan: state }, ...(effect && { effect }) }
  }
  if (toolbox.chosen === 'draw' && !isForSelect(toolbox, input)) {
    const { state, effect } = nextDraw(toolbox.draw, input, scene)
    return { state: { ...toolbox, draw: state }, ...(effect && { effect }) }
  }
  const { state, effect } = nextSelect(toolbox.select, input, scene)
  return { state: { ...toolbox, select: state }, ...(effect && { effect }) }
}

const drawingWithButton: readonly DrawState['kind'][] = ['pressed', 'dragging', 'closing']
const selectingWithButton: readonly SelectState['kind'][] = [
  'pressedBox',
  'pressedAdding',
  'moving',
  'resizing',
  'framing',
  'pressedSecondary',
  'ghosting',
]

function belowOf(toolbox: Toolbox, { pointer }: Scene): Below {
  const { draw, select } = toolbox
  const isButtonDown = drawingWithButton.includes(draw.kind) || selectingWithButton.includes(select.kind)
  return { isBusy: isBusy(toolbox), isButtonDown, pointer }
}

function isPanned({ pan, chosen }: Toolbox, input: ToolInput): boolean {
  const isOwnPress = chosen === 'pan' && input.kind === 'press' && input.button !== 'secondary'
  return takesInput(pan, input) || isOwnPress
}

/** The right button and small steps mean the same whatever tool is chosen, unless a box is being drawn. */
function isForSelect({ select, draw }: Toolbox, input: ToolInput): boolean {
  if (select.kind !== 'idle') return true
  const isAlways = input.kind === 'turn' || (input.kind === 'press' && input.button === 'secondary')
  return isAlways && draw.kind === 'idle'
}

/** Whether a gesture is going on that Escape would give up. */
export function isBusy({ select, draw, pan }: Toolbox): boolean {
  return select.kind !== 'idle' || draw.kind !== 'idle' || pan.drag !== null
}

export type Preview = {
  /** Boxes as they would be after the gesture, by id. */
  readonly reshaped: readonly Placed[]
  readonly drawn: Box | null
  /** The rectangle that selects what lies in it. */
  readonly framed: Box | null
  /** Boxes that the right button carries: the originals stay until it is said what to do. */
  readonly ghosts: readonly Placed[]
  /** The box with handles, as it would be. */
  readonly handled: Box | null
  /** The box that a click would take. */
  readonly hoveredId: number | null
  /** Where the crosshair is; null without one. */
  readonly guides: Point | null
}

/** What the tools show before anything is changed. */
export function previewOf(toolbox: Toolbox, scene: Scene): Preview {
  const isSelecting = toolbox.chosen === 'select'
  const reshaped = reshapedBoxes(toolbox.select)
  const single = isSelecting ? handledBox(scene) : null
  const isHovering = isSelecting && toolbox.select.kind === 'idle' && scene.pointer !== null && !isPanHeld(toolbox)
  return {
    reshaped,
    drawn: drawingOf(toolbox.draw, scene),
    framed: framedArea(toolbox.select),
    ghosts: ghostBoxes(toolbox.select),
    handled: single && (reshaped.find(({ id }) => id === single.id)?.box ?? single),
    hoveredId: isHovering ? (boxesUnder(scene.pointer!, scene)[0]?.id ?? null) : null,
    guides: toolbox.chosen === 'draw' && !isPanHeld(toolbox) ? scene.pointer : null,
  }
}

const isPanHeld = ({ pan, chosen }: Toolbox) => chosen === 'pan' || pan.spaceSinceMs !== null || pan.drag !== null

/** The mouse cursor that says what a press would do. */
export function cursorOf(toolbox: Toolbox, scene: Scene): string {
  const { select, pan, chosen } = toolbox
  if (pan.drag || select.kind === 'panning') return 'grabbing'
  if (select.kind === 'ghosting') return 'copy'
  if (isPanHeld(toolbox)) return 'grab'
  if (chosen === 'draw') return 'crosshair'
  if (select.kind === 'moving') return 'move'
  if (select.kind === 'resizing') return resizeCursor(select.handle)
  if (!scene.pointer) return 'default'
  const grip = handleUnder(scene.pointer, scene)
  if (grip) return resizeCursor(grip.handle)
  const smallest = boxesUnder(scene.pointer, scene)[0]
  if (!smallest) return 'default'
  return smallest.locked ? 'pointer' : 'move'
}

function resizeCursor({ x, y }: Handle): string {
  if (x === 0) return 'ns-resize'
  if (y === 0) return 'ew-resize'
  return x === y ? 'nwse-resize' : 'nesw-resize'
}
