/** Brings what the hands do to the editor, and its edits to the engine. */
import i18next from 'i18next'
import { runStroke } from '../keys/keyboard.ts'
import { keyTextOf } from '../keys/keymap.ts'
import { fail, note } from '../stores/messages.ts'
import { usePreferences } from '../stores/preferences.ts'
import { useProject } from '../stores/project.ts'
import type { Command } from './command.ts'
import { type Editor, useEditor } from './editor.ts'
import { sendEdit } from './editQueue.ts'
import { execute, settle } from './execute.ts'
import { nextId } from './idPool.ts'
import type { Notice, Outcome } from './outcome.ts'
import { type CanvasInput, respond } from './respond.ts'

/** An input on the canvas. */
export function act(input: CanvasInput): void {
  let isSpaceTapped = false
  change((editor) => {
    const response = respond(editor, input, nextId)
    isSpaceTapped = response.isSpaceTapped
    return response
  })
  if (isSpaceTapped) runStroke('Space')
}

/** A command of the editor's own. @returns false for one that it does not know */
export function carryOut(command: Command): boolean {
  return change((editor) => execute(editor, command, useProject.getState().categories, nextId))
}

/**
 * Applies what a pure function makes of the editor, at once; the engine stores its edits in their turn.
 * @returns false when it makes nothing of it
 */
export function change(work: (editor: Editor) => Outcome | null): boolean {
  const editor = useEditor.getState()
  try {
    const outcome = work(editor)
    if (!outcome) return false
    if (outcome.editor !== editor) useEditor.setState(outcome.editor)
    for (const edit of outcome.edits) void sendEdit(editor.image!.id, edit)
    if (outcome.notices) tell(outcome.notices)
  } catch (error) {
    fail(error)
  }
  return true
}

function tell(notices: readonly Notice[]): void {
  const key = keyTextOf('annotate.lock', usePreferences.getState())
  note(notices.map(({ kind, count }) => i18next.t(`annotate.notices.${kind}`, { count, key })).join(' '))
}

/** Keeps a move by arrow keys and gives up every other gesture: the hands are leaving. */
export function finishGesture(): void {
  change((editor) => settle(editor, nextId))
  act({ kind: 'cancel' })
}
