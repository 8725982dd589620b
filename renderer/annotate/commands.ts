/** What can be done to the boxes of an image, as pure functions from the editor to what changes. */
import { type Box, isSameBox } from '../../shared/box.ts'
import { added, changed, removed } from '../../shared/edit.ts'
import { type Annotation, blankAnnotation } from '../../shared/model.ts'
import { type Editor, selectedAnnotations } from './editor.ts'
import { type NextId, type Outcome, telling, unchanged, withEdit } from './outcome.ts'
import { acceptAs, acceptMoved } from './proposals/decide.ts'
import { boxIdOf, isProposalId, selectedProposals } from './proposals/shownProposals.ts'
import type { Placed } from './reshape.ts'
import { revealed, visibleAnnotations } from './visible.ts'

/** Without a class the box waits; with one it is added, and becomes the one that leaving the tool selects. */
export function drawBox(editor: Editor, box: Box, nextId: NextId): Outcome {
  const { categoryId } = editor
  if (categoryId === null) return unchanged({ ...editor, waitingBoxes: [...editor.waitingBoxes, box] })
  const drawn = newAnnotation(editor, { id: nextId(), categoryId, box })
  const next = { ...revealed(editor, [drawn]), lastDrawnId: drawn.id, selectedIds: [] }
  return withEdit(next, 'draw', [added(drawn)])
}

/** Boxes are changed; proposals become labels in the place they were dragged to. */
export function reshapeAll(editor: Editor, boxes: readonly Placed[], nextId: NextId): Outcome {
  const changed = reshapeBoxes(
    editor,
    boxes.filter(({ id }) => !isProposalId(id)),
  )
  const taken = acceptMoved(changed.editor, boxes, nextId)
  return telling({ ...taken, edits: [...changed.edits, ...taken.edits] }, ...(changed.notices ?? []))
}

export function reshapeBoxes(editor: Editor, boxes: readonly Placed[]): Outcome {
  const byId = new Map(editor.annotations.map((annotation) => [annotation.id, annotation]))
  const moved = boxes.flatMap(({ id, box }) => {
    const before = byId.get(id)
    return before && !isSameBox(before, box) ? [{ before, box }] : []
  })
  const open = moved.filter(({ before }) => !before.locked)
  const outcome = withEdit(
    editor,
    'move',
    open.map(({ before, box }) => changed(before, { ...box, ...byHand(before) })),
  )
  return telling(outcome, { kind: 'locked', count: moved.length - open.length })
}

/** Locked boxes stay, and stay selected, so that one sees which they were. */
export function deleteSelection(editor: Editor): Outcome {
  const selected = selectedAnnotations(editor)
  const locked = selected.filter((annotation) => annotation.locked)
  const next = { ...editor, selectedIds: locked.map(({ id }) => id) }
  const open = selected.filter((annotation) => !annotation.locked)
  return telling(withEdit(next, 'delete', open.map(removed)), { kind: 'locked', count: locked.length })
}

/** Takes a class: for the boxes that wait for one, else for the selection, and for the next box in any case. */
export function chooseCategory(editor: Editor, categoryId: number, nextId: NextId): Outcome {
  const chosen = { ...editor, categoryId, categoryTurn: editor.categoryTurn + 1 }
  if (editor.waitingBoxes.length > 0) {
    const drawn = editor.waitingBoxes.map((box) => newAnnotation(editor, { id: nextId(), categoryId, box }))
    const lastDrawnId = drawn.at(-1)!.id
    return withEdit({ ...revealed(chosen, drawn), waitingBoxes: [], lastDrawnId }, 'draw', drawn.map(added))
  }
  const others = selectedAnnotations(editor).filter((annotation) => annotation.categoryId !== categoryId)
  const open = others.filter(({ locked }) => !locked)
  const outcome = withEdit(
    open.length > 0 ? revealed(chosen, [{ categoryId }]) : chosen,
    'relabel',
    open.map((annotation) => changed(annotation, { categoryId, ...byHand(annotation) })),
  )
  const taken =
    selectedProposals(editor).length > 0 ? acceptAs(outcome.editor, categoryId, nextId) : unchanged(outcome.editor)
  const both = { ...taken, edits: [...outcome.edits, ...taken.edits] }
  return telling(both, { kind: 'locked', count: others.length - open.length })
}

export function selectAll(editor: Editor): Outcome {
  return unchanged({ ...editor, selectedIds: visibleAnnotations(editor).map(({ id }) => id) })
}

/** Shows the boxes as the engine has them; what is gone is selected no more. */
export function takeAnnotations(editor: Editor, annotations: readonly Annotation[]): Editor {
  const present = new Set([...annotations.map(({ id }) => id), ...editor.proposals.map(boxIdOf)])
  return { ...editor, annotations, selectedIds: editor.selectedIds.filter((id) => present.has(id)) }
}

/** What a model proposed, or another image had, is a person's own word once they have changed it. */
export function byHand({ origin, copied }: Annotation): Partial<Annotation> {
  return {
    ...(origin === 'model' ? ({ origin: 'human', score: null } as const) : {}),
    ...(copied ? { copied: false } : {}),
  }
}

type Own = { readonly id: number; readonly categoryId: number | null; readonly box: Box }

/** A box as a hand draws it. */
export function newAnnotation(editor: Editor, { id, categoryId, box }: Own): Annotation {
  return { id, imageId: editor.image!.id, categoryId, ...box, ...blankAnnotation, updatedAt: Date.now() }
}
