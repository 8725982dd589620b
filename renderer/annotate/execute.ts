/** Commands that need nothing but the editor: from the command of a key to what becomes of the editor. */
import type { Category } from '../../shared/model.ts'
import type { Command } from './command.ts'
import {
  chooseCategory,
  copySelection,
  deleteSelection,
  duplicateSelection,
  type NextId,
  type Outcome,
  selectAll,
  unchanged,
} from './commands.ts'
import { type Editor, frameOf } from './editor.ts'
import { moveCrosshair, setCorner } from './keyboardCursor.ts'
import { chooseTool, respond, takeBack } from './respond.ts'
import { isToolName } from './tools/toolbox.ts'
import { canvasCentre, fitView, fitWidth, type View, zoomAt, zoomTo } from './viewport.ts'
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
  return outcome && { ...outcome, edits: [...settled.edits, ...outcome.edits] }
}

/** Ends a move by arrow keys: letting the key go does it, and so does any command but Escape. */
export function settle(editor: Editor, nextId: NextId): Outcome {
  return editor.toolbox.select.kind === 'nudging' ? respond(editor, { kind: 'settle' }, nextId) : unchanged(editor)
}

function executeSettled(editor: Editor, command: Command, hotkeys: Hotkeys, nextId: NextId): Outcome | null {
  // A tool may be chosen while its image is still on the way.
  if (isToolName(command.kind)) return unchanged(chooseTool(editor, command.kind))
  if (editor.phase.kind !== 'ready') return null
  switch (command.kind) {
    case 'cycle':
    case 'cycleBack':
      return respond(editor, { kind: 'cycle', step: command.kind === 'cycle' ? 1 : -1 }, nextId)
    case 'corner':
      return setCorner(editor, nextId)
    case 'nextBox':
    case 'previousBox':
      return selectBeside(editor, command.kind === 'nextBox' ? 1 : -1)
    case 'delete':
      return deleteSelection(editor)
    case 'selectAll':
      return selectAll(editor)
    case 'copy':
      return copySelection(editor)
    case 'duplicate':
      return duplicateSelection(editor, nextId)
    case 'category': {
      const category = hotkeys.find(({ hotkey }) => hotkey === command.hotkey)
      return category ? chooseCategory(editor, category.id, nextId) : unchanged(editor)
    }
    case 'showBoxes':
      return unchanged({ ...editor, areBoxesHidden: false })
    case 'hideBoxes':
      return unchanged({ ...editor, areBoxesHidden: !editor.areBoxesHidden, selectedIds: [] })
    default: {
      const view = viewAfter(editor, command)
      return view && unchanged({ ...editor, view })
    }
  }
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
      return zoomAt(editor.view, zoomStep, canvasCentre(frame.canvas), frame)
    case 'zoomOut':
      return zoomAt(editor.view, 1 / zoomStep, canvasCentre(frame.canvas), frame)
    default:
      return null
  }
}
