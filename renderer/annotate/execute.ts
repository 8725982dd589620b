/** Commands that need nothing but the editor: from the command of a key to what becomes of the editor. */
import { boxCentre } from '../../shared/box.ts'
import type { Category } from '../../shared/model.ts'
import { canvasCentre, fitView, fitWidth, toScreen, type View, zoomAt, zoomTo } from '../canvas/viewport.ts'
import type { Command, PlainCommand } from './command.ts'
import { chooseCategory, deleteSelection, selectAll } from './commands.ts'
import { copySelection, cutSelection, duplicateSelection } from './copies.ts'
import { nextOcclusion, nextTruncation, toggleDetail, toggleLock } from './details.ts'
import { type Editor, frameOf, selectedAnnotations } from './editor.ts'
import { moveCrosshair, setCorner } from './keyboardCursor.ts'
import { moveInOrder, type OrderMove } from './order.ts'
import { type NextId, type Outcome, telling, unchanged } from './outcome.ts'
import { acceptSelected, acceptShown, reject, rejectSelected, rejectShown, showNext } from './proposals/decide.ts'
import { selectedProposals } from './proposals/shownProposals.ts'
import { chooseTool, respond, takeBack } from './respond.ts'
import { isToolName } from './tools/toolbox.ts'
import { hideAll, hideSelection, showAll } from './visible.ts'
import { selectBeside } from './walkBoxes.ts'

export type Hotkeys = readonly Pick<Category, 'id' | 'hotkey'>[]

const zoomStep = 1.25

/** @returns null for a command that is not the editor's alone */
export function execute(editor: Editor, command: Command, hotkeys: Hotkeys, nextId: NextId): Outcome | null {
  if (command.kind === 'nudge') {
    const isDrawing = editor.toolbox.chosen === 'draw' && editor.phase.kind === 'ready'
    return isDrawing ? moveCrosshair(editor, command, nextId) : respond(editor, command, nextId)
  }
  if (command.kind === 'escape') return takeBack(editor, nextId)
  const settled = settle(editor, nextId)
  const outcome = executeSettled(settled.editor, command, hotkeys, nextId)
  return outcome && { ...telling(outcome, ...(settled.notices ?? [])), edits: [...settled.edits, ...outcome.edits] }
}

/** Ends a move by arrow keys: letting the key go does it, and so does any command but Escape. */
export function settle(editor: Editor, nextId: NextId): Outcome {
  return editor.toolbox.select.kind === 'nudging' ? respond(editor, { kind: 'settle' }, nextId) : unchanged(editor)
}

function executeSettled(editor: Editor, command: Command, hotkeys: Hotkeys, nextId: NextId): Outcome | null {
  // A tool may be chosen while its image is still on the way.
  if (isToolName(command.kind)) return unchanged(chooseTool(editor, command.kind))
  if (editor.phase.kind !== 'ready') return null
  if (command.kind === 'category') {
    const category = hotkeys.find(({ hotkey }) => hotkey === command.hotkey)
    return category ? chooseCategory(editor, category.id, nextId) : unchanged(editor)
  }
  const ofBoxes = boxCommands[command.kind as PlainCommand]
  if (ofBoxes) return ofBoxes(editor, nextId)
  const view = viewAfter(editor, command)
  return view && unchanged({ ...editor, view })
}

/** Null when there is nothing to do it to. */
type BoxCommand = (editor: Editor, nextId: NextId) => Outcome | null
const inOrder =
  (move: OrderMove): BoxCommand =>
  (editor) =>
    moveInOrder(editor, move)

const boxCommands: Partial<Record<PlainCommand, BoxCommand>> = {
  cycle: (editor, nextId) => respond(editor, { kind: 'cycle', step: 1 }, nextId),
  cycleBack: (editor, nextId) => respond(editor, { kind: 'cycle', step: -1 }, nextId),
  corner: setCorner,
  nextBox: (editor) => selectBeside(editor, 1),
  previousBox: (editor) => selectBeside(editor, -1),
  delete: removeSelection,
  nextProposal: showNext,
  acceptProposal: acceptSelected,
  rejectProposal: rejectSelected,
  acceptProposals: acceptShown,
  rejectProposals: rejectShown,
  selectAll,
  copy: copySelection,
  cut: cutSelection,
  duplicate: duplicateSelection,
  difficult: (editor) => toggleDetail(editor, 'difficult'),
  ignore: (editor) => toggleDetail(editor, 'ignore'),
  truncated: nextTruncation,
  occluded: nextOcclusion,
  lock: toggleLock,
  bringToFront: inOrder('front'),
  sendToBack: inOrder('back'),
  bringForward: inOrder('forward'),
  sendBackward: inOrder('backward'),
  hideBoxes: hideAll,
  hideSelected: hideSelection,
  showBoxes: showAll,
  menu: openMenu,
}

/** Boxes are deleted, proposals rejected. */
function removeSelection(editor: Editor): Outcome {
  const outcome = deleteSelection(editor)
  const proposals = selectedProposals(editor)
  if (proposals.length === 0) return outcome
  const rejected = reject(outcome.editor, proposals)
  return { ...outcome, editor: rejected.editor, edits: [...outcome.edits, ...rejected.edits] }
}

/** By key, the menu opens at the selection, else at the pointer. */
function openMenu(editor: Editor): Outcome {
  const box = selectedAnnotations(editor)[0]
  const at = box ? toScreen(editor.view, boxCentre(box)) : (editor.pointer ?? canvasCentre(editor.canvas))
  return unchanged({ ...editor, menu: { at, ghost: [] } })
}

function viewAfter(editor: Editor, command: Command): View | null {
  const frame = frameOf(editor)
  switch (command.kind) {
    case 'fit':
      return fitView(frame)
    case 'fitWidth':
      return fitWidth(editor.view, frame)
    case 'actualSize':
      return zoomTo(editor.view, 1, frame)
    case 'zoomIn':
      return zoomAt(editor.view, zoomStep, placeOf(editor), frame)
    case 'zoomOut':
      return zoomAt(editor.view, 1 / zoomStep, placeOf(editor), frame)
    default:
      return null
  }
}

/** Where the hands are, by mouse or by the crosshair of the keys; else the middle. */
const placeOf = ({ pointer, canvas }: Editor) => pointer ?? canvasCentre(canvas)
