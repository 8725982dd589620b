/** How a finding is mended, each by one step for undo; and how it is left as it is, which is remembered. */
import { changed } from '../../../shared/edit.ts'
import { changeOfFix, type Fix, waysToMend } from '../../../shared/mending.ts'
import { dismissalOf, type Finding } from '../../../shared/rules.ts'
import type { Editor } from '../editor.ts'
import { type Outcome, withEdit } from '../outcome.ts'
import { findingAfter, findingsOf, showFinding, shownFinding } from './findings.ts'

export type { Fix }

/** The ways to mend a finding, the best first; none when all boxes that it would touch are locked. */
export const fixesOf = (
  finding: Finding,
  { annotations, size }: Pick<Editor, 'annotations' | 'size'>,
): readonly Fix[] => waysToMend(finding, annotations, size)

/** Mends the finding that is shown; where none is, it is only gone to: nothing unseen is changed. Null without any. */
export function fixShown(editor: Editor, share: number): Outcome | null {
  const shown = shownFinding(editor)
  if (!shown) return showNext(editor, share)
  const fix = fixesOf(shown, editor)[0]
  return fix ? applyFix(editor, fix) : { editor: showFinding(editor, shown, share), edits: [] }
}

export function applyFix(editor: Editor, fix: Fix): Outcome {
  const calm = { ...editor, findingKey: null, selectedIds: [] }
  return withEdit(calm, 'fix', [changeOfFix(fix, editor.size)])
}

/** Leaves the shown finding as it is: it is not found again, here or anywhere. */
export function dismissShown(editor: Editor, share: number): Outcome | null {
  const shown = shownFinding(editor)
  return shown ? dismiss(editor, shown) : showNext(editor, share)
}

export function dismiss(editor: Editor, finding: Finding): Outcome {
  const older = editor.annotations.find(({ id }) => id === finding.annotationIds[0])
  if (!older) return { editor, edits: [] }
  const dismissedChecks = [...older.dismissedChecks, dismissalOf(finding)]
  return withEdit({ ...editor, findingKey: null, selectedIds: [] }, 'dismiss', [changed(older, { dismissedChecks })])
}

/** Goes to the next finding of the image. Null after the last. */
export function showNext(editor: Editor, share: number): Outcome | null {
  const next = findingAfter(editor)
  return next && { editor: showFinding(editor, next, share), edits: [] }
}

/** From the last back to the first. */
export function showNextAround(editor: Editor, share: number): Outcome | null {
  const next = findingAfter(editor) ?? findingsOf(editor)[0]
  return next ? { editor: showFinding(editor, next, share), edits: [] } : null
}
