/** What a command makes of the editor: the editor afterwards, what the engine has to store, what a person should be told. */
import { type AnnotationChange, applyChanges } from '../../shared/edit.ts'
import type { Edit, Editor } from './editor.ts'

/** Something that was not done as asked, or not to all, and to how many boxes that happened. */
export type Notice = {
  readonly kind: 'locked' | 'shrunk' | 'moved' | 'leftOut' | 'present' | 'copied'
  readonly count: number
}

export type Outcome = {
  readonly editor: Editor
  /** In their order. */
  readonly edits: readonly Edit[]
  readonly notices?: readonly Notice[]
}
export type NextId = () => number

export const unchanged = (editor: Editor): Outcome => ({ editor, edits: [] })

/** Makes the changes one step for undo; without any, there is no step. */
export function withEdit(editor: Editor, kind: Edit['kind'], changes: readonly AnnotationChange[]): Outcome {
  if (changes.length === 0) return unchanged(editor)
  return { editor: { ...editor, annotations: applyChanges(editor.annotations, changes) }, edits: [{ kind, changes }] }
}

/** Tells what happened to some boxes; nothing when it happened to none. */
export function telling(outcome: Outcome, ...notices: readonly Notice[]): Outcome {
  const told = [...(outcome.notices ?? []), ...notices.filter(({ count }) => count > 0)]
  return told.length === 0 ? outcome : { ...outcome, notices: told }
}
