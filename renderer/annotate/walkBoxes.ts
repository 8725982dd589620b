/** From box to box in the order of the list, for hands without a mouse. */

import { bringIntoView } from '../canvas/viewport.ts'
import { type Editor, frameOf } from './editor.ts'
import { type Outcome, unchanged } from './outcome.ts'
import { chooseTool } from './respond.ts'
import { visibleAnnotations } from './visible.ts'

/** The box after the selected one, or before it, round and round; it is moved into sight. */
export function selectBeside(editor: Editor, step: 1 | -1): Outcome {
  const { selectedIds } = editor
  const annotations = visibleAnnotations({ ...editor, areBoxesHidden: false })
  if (annotations.length === 0) return unchanged(editor)
  const from = annotations.findIndex(({ id }) => id === selectedIds.at(step > 0 ? -1 : 0))
  const start = from < 0 && step < 0 ? 0 : from
  const next = annotations[(start + step + annotations.length) % annotations.length]!
  const view = bringIntoView(editor.view, next, frameOf(editor))
  return unchanged({ ...chooseTool(editor, 'select'), view, selectedIds: [next.id], areBoxesHidden: false })
}
