/** Brings what is selected before the eyes. */

import { boxAround, viewOfBox } from '../../canvas/viewport.ts'
import { type Editor, frameOf, selectedAnnotations } from '../editor.ts'
import { type Outcome, unchanged } from '../outcome.ts'

/** Shows the selected boxes large, with their surroundings; null when nothing is selected. */
export function showSelection(editor: Editor, share: number): Outcome | null {
  const boxes = selectedAnnotations(editor)
  if (boxes.length === 0) return null
  return unchanged({ ...editor, view: viewOfBox(boxAround(boxes), frameOf(editor), share) })
}
