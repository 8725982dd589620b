/** What a person makes of proposals: each decision is one step for undo, which brings the proposal back. */
import { type Box, boxIou, isSameBox } from '../../../shared/box.ts'
import { added } from '../../../shared/edit.ts'
import { type Annotation, blankAnnotation, type Proposal } from '../../../shared/model.ts'
import { bringIntoView } from '../../canvas/viewport.ts'
import { type Editor, frameOf } from '../editor.ts'
import { type NextId, type Outcome, unchanged, withEdit } from '../outcome.ts'
import type { Placed } from '../reshape.ts'
import { revealed } from '../visible.ts'
import { boxIdOf, isProposalId, selectedProposals, shownProposals } from './shownProposals.ts'

/** A box of the same class that overlaps at least this much is the object that is proposed. */
const presentIou = 0.5

/** Null without a proposal to decide about. Where none is selected it is only shown: nothing unseen becomes a label. */
export function acceptSelected(editor: Editor, nextId: NextId): Outcome | null {
  const selected = selectedProposals(editor)
  if (selected.length === 0) return showNext(editor)
  return accept(editor, selected, nextId)
}

export function rejectSelected(editor: Editor): Outcome | null {
  const selected = selectedProposals(editor)
  return selected.length === 0 ? showNext(editor) : reject(editor, selected)
}

/** All that are shown, so all that are sure enough; what is labelled already is rejected in the same step. */
export function acceptShown(editor: Editor, nextId: NextId): Outcome | null {
  const shown = shownProposals(editor)
  if (shown.length === 0) return null
  const isPresent = ({ categoryId, ...box }: Proposal) =>
    editor.annotations.some((other) => other.categoryId === categoryId && boxIou(other, box) >= presentIou)
  const present = shown.filter(isPresent)
  if (present.length === shown.length) return reject(editor, present)
  const outcome = accept(
    editor,
    shown.filter((proposal) => !present.includes(proposal)),
    nextId,
  )
  const [edit] = outcome.edits
  const rejections = present.map(({ id }) => ({ kind: 'reject', id }) as const)
  const decisions = [...(edit!.decisions ?? []), ...rejections]
  return { editor: without(outcome.editor, present), edits: [{ ...edit!, decisions }] }
}

export function rejectShown(editor: Editor): Outcome | null {
  const shown = shownProposals(editor)
  return shown.length === 0 ? null : reject(editor, shown)
}

export const accept = (editor: Editor, proposals: readonly Proposal[], nextId: NextId): Outcome =>
  walkOn(editor, proposals, accepted(editor, proposals, nextId))

export const reject = (editor: Editor, proposals: readonly Proposal[]): Outcome =>
  walkOn(editor, proposals, rejected(editor, proposals))

/** Proposals of another class than the model says: a person's word now. */
export function acceptAs(editor: Editor, categoryId: number, nextId: NextId): Outcome {
  const selected = selectedProposals(editor)
  return selected.length === 0 ? unchanged(editor) : accepted(editor, selected, nextId, { categoryId })
}

/** Dragged to another place they become labels there, and stay in hand. */
export function acceptMoved(editor: Editor, boxes: readonly Placed[], nextId: NextId): Outcome {
  const places = new Map(boxes.filter(({ id }) => isProposalId(id)).map(({ id, box }) => [id, box]))
  const moved = shownProposals(editor).filter((proposal) => {
    const to = places.get(boxIdOf(proposal))
    return to !== undefined && !isSameBox(proposal, to)
  })
  return moved.length === 0 ? unchanged(editor) : accepted(editor, moved, nextId, { places })
}

/** Selects the next one of the list and brings it into sight; null without any. */
export function showNext(editor: Editor): Outcome | null {
  const shown = shownProposals(editor)
  const at = shown.findIndex((proposal) => editor.selectedIds.includes(boxIdOf(proposal)))
  const next = shown[at + 1]
  return next ? unchanged(showProposal(editor, next)) : null
}

export function showProposal(editor: Editor, proposal: Proposal): Editor {
  const view = bringIntoView(editor.view, proposal, frameOf(editor))
  return { ...editor, view, selectedIds: [boxIdOf(proposal)] }
}

type ByHand = { readonly categoryId?: number; readonly places?: ReadonlyMap<number, Box> }

function accepted(editor: Editor, proposals: readonly Proposal[], nextId: NextId, byHand: ByHand = {}): Outcome {
  const pairs = proposals.map((proposal) => ({ proposal, made: labelOf(proposal, nextId(), byHand) }))
  const made = pairs.map((pair) => pair.made)
  const decisions = pairs.map(
    ({ proposal, made: { id } }) => ({ kind: 'accept', id: proposal.id, annotationId: id }) as const,
  )
  const others = editor.selectedIds.filter((id) => proposals.every((proposal) => boxIdOf(proposal) !== id))
  const seen = { ...revealed(editor, made), selectedIds: [...others, ...made.map(({ id }) => id)] }
  const outcome = withEdit(without(seen, proposals), 'accept', made.map(added))
  return { ...outcome, edits: outcome.edits.map((edit) => ({ ...edit, decisions })) }
}

/** As it was proposed it is the model's; changed by a hand it is the person's. */
function labelOf(proposal: Proposal, id: number, { categoryId, places }: ByHand): Annotation {
  const { imageId, x1, y1, x2, y2, score } = proposal
  const isChanged = places !== undefined || (categoryId !== undefined && categoryId !== proposal.categoryId)
  const box = places?.get(boxIdOf(proposal)) ?? { x1, y1, x2, y2 }
  return {
    ...blankAnnotation,
    ...{ id, imageId, categoryId: categoryId ?? proposal.categoryId, ...box },
    ...(isChanged ? {} : ({ origin: 'model', score } as const)),
    updatedAt: Date.now(),
  }
}

function rejected(editor: Editor, proposals: readonly Proposal[]): Outcome {
  const decisions = proposals.map(({ id }) => ({ kind: 'reject', id }) as const)
  return { editor: without(editor, proposals), edits: [{ kind: 'decline', changes: [], decisions }] }
}

function without(editor: Editor, gone: readonly Proposal[]): Editor {
  const ids = new Set(gone.map(({ id }) => id))
  return {
    ...editor,
    proposals: editor.proposals.filter(({ id }) => !ids.has(id)),
    selectedIds: editor.selectedIds.filter((id) => !ids.has(-id)),
  }
}

/** After a decision the next proposal is in hand, as long as there is one; behind the last comes the first. */
function walkOn(before: Editor, decided: readonly Proposal[], { editor, edits }: Outcome): Outcome {
  const order = shownProposals(before)
  const last = order.indexOf(decided.at(-1)!)
  const left = shownProposals(editor)
  const next = order.slice(last + 1).find((proposal) => left.includes(proposal)) ?? left[0]
  return { editor: next ? showProposal(editor, next) : { ...editor, selectedIds: [] }, edits }
}
