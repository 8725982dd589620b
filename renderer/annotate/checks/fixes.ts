/** How a finding is mended, each by one step for undo; and how it is left as it is, which is remembered. */
import { boxHeight, boxWidth, clipBox, type Size } from '../../../shared/box.ts'
import { type AnnotationChange, changed, removed } from '../../../shared/edit.ts'
import { assertNever } from '../../../shared/errors.ts'
import type { Annotation } from '../../../shared/model.ts'
import { dismissalOf, type Finding } from '../../../shared/rules.ts'
import type { Editor } from '../editor.ts'
import { type Outcome, withEdit } from '../outcome.ts'
import { smallestSide } from '../reshape.ts'
import { findingAfter, findingsOf, showFinding, shownFinding } from './findings.ts'

/** What a fix does: one box goes, perhaps for the sake of another, or one is cut at the border. */
export type Fix =
  | { readonly kind: 'delete'; readonly box: Annotation; readonly kept: Annotation | null }
  | { readonly kind: 'clip'; readonly box: Annotation }

/** The ways to mend a finding, the best first; none when all boxes that it would touch are locked. */
export function fixesOf(finding: Finding, { annotations, size }: Pick<Editor, 'annotations' | 'size'>): readonly Fix[] {
  const boxes = finding.annotationIds.flatMap((id) => annotations.find((annotation) => annotation.id === id) ?? [])
  const [first, second] = boxes
  if (!first || boxes.length < finding.annotationIds.length) return []
  return waysOf(finding, first, second ?? null, size).filter(({ box }) => !box.locked)
}

/** Mends the finding that is shown; where none is, it is only gone to: nothing unseen is changed. Null without any. */
export function fixShown(editor: Editor, share: number): Outcome | null {
  const shown = shownFinding(editor)
  if (!shown) return showNext(editor, share)
  const fix = fixesOf(shown, editor)[0]
  return fix ? applyFix(editor, fix) : { editor: showFinding(editor, shown, share), edits: [] }
}

export function applyFix(editor: Editor, fix: Fix): Outcome {
  const calm = { ...editor, findingKey: null, selectedIds: [] }
  return withEdit(calm, 'fix', [changeOf(fix, editor.size)])
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

function waysOf(finding: Finding, first: Annotation, second: Annotation | null, size: Size): Fix[] {
  switch (finding.kind) {
    case 'tiny':
      return [{ kind: 'delete', box: first, kept: null }]
    case 'outside':
      return [isAnythingInside(first, size) ? { kind: 'clip', box: first } : { kind: 'delete', box: first, kept: null }]
    case 'duplicate':
    case 'near-duplicate':
    case 'two-classes':
      return second ? waysOfPair(finding.kind, first, second) : []
    default:
      return assertNever(finding.kind)
  }
}

/** Of two boxes that say the same the older stays; of two that differ in class the newer, which is the later word. */
function waysOfPair(kind: Finding['kind'], older: Annotation, newer: Annotation): Fix[] {
  const deleteNewer: Fix = { kind: 'delete', box: newer, kept: older }
  const deleteOlder: Fix = { kind: 'delete', box: older, kept: newer }
  // A person's word counts more than a model's, and more care went into a locked box.
  const standing = (box: Annotation) => (box.locked ? 2 : 0) + (box.origin === 'model' ? 0 : 1)
  const difference = standing(older) - standing(newer)
  const keepsOlder = difference === 0 ? kind !== 'two-classes' : difference > 0
  return keepsOlder ? [deleteNewer, deleteOlder] : [deleteOlder, deleteNewer]
}

function changeOf(fix: Fix, size: Size): AnnotationChange {
  return fix.kind === 'delete' ? removed(fix.box) : changed(fix.box, clipBox(fix.box, size))
}

function isAnythingInside(annotation: Annotation, size: Size): boolean {
  const inside = clipBox(annotation, size)
  return Math.min(boxWidth(inside), boxHeight(inside)) >= smallestSide
}
