/** What a screen reader says of the canvas: what is selected, drawn, deleted or marked, in words. */
import type { TFunction } from 'i18next'
import { type Box, boxHeight, boxWidth } from '../../shared/box.ts'
import type { Annotation, Category, Proposal } from '../../shared/model.ts'
import { type Editor, selectedAnnotations } from './editor.ts'
import { crosshairOf } from './keyboardCursor.ts'
import { selectedProposals, shownProposals } from './proposals/shownProposals.ts'

type Names = readonly Pick<Category, 'id' | 'name'>[]

/** @returns null when nothing happened that is worth a word */
export function spokenChange(t: TFunction, before: Editor, after: Editor, names: Names): string | null {
  if (after.phase.kind !== 'ready' || isAllTheSame(before, after)) return null
  if (before.image?.id !== after.image?.id || before.phase.kind !== 'ready') return imageWords(t, after)
  const grown = after.annotations.length - before.annotations.length
  if (grown === 1 && after.lastDrawnId !== before.lastDrawnId) {
    const drawn = after.annotations.find(({ id }) => id === after.lastDrawnId)
    if (drawn) return t('annotate.spoken.drawn', { box: boxWords(t, drawn, names) })
  }
  if (grown < 0) return t('annotate.spoken.deleted', { count: -grown })
  if (after.toolbox.draw.kind === 'placing' && before.toolbox.draw.kind !== 'placing') {
    return t('annotate.spoken.corner', crosshairOf(after))
  }
  if (after.image?.review !== before.image?.review) return imageWords(t, after)
  const words = selectionWords(t, after, names)
  return words === selectionWords(t, before, names) ? null : words
}

/** Asked at every movement of the pointer, so it must cost nothing. */
function isAllTheSame(before: Editor, after: Editor): boolean {
  const keys = ['phase', 'image', 'annotations', 'selectedIds'] as const
  return keys.every((key) => before[key] === after[key]) && before.toolbox.draw.kind === after.toolbox.draw.kind
}

export const crosshairWords = (t: TFunction, editor: Editor): string =>
  t('annotate.spoken.crosshair', crosshairOf(editor))

function imageWords(t: TFunction, { image, annotations }: Editor): string {
  const state = t(`images.state.${image!.state}`)
  return t('annotate.spoken.image', { name: image!.path, count: annotations.length, state })
}

function selectionWords(t: TFunction, editor: Editor, names: Names): string {
  const selected = selectedAnnotations(editor)
  const [proposal] = selectedProposals(editor)
  if (proposal && selected.length === 0) return proposalWords(t, editor, proposal, names)
  if (selected.length === 0) return t('annotate.spoken.none')
  if (selected.length > 1) return t('annotate.spoken.several', { count: selected.length })
  const place = editor.annotations.indexOf(selected[0]!) + 1
  const box = boxWords(t, selected[0]!, names)
  return t('annotate.spoken.selected', { box, place, count: editor.annotations.length })
}

function proposalWords(t: TFunction, editor: Editor, proposal: Proposal, names: Names): string {
  const shown = shownProposals(editor)
  const place = shown.indexOf(proposal) + 1
  const percent = Math.round(proposal.score * 100)
  return t('annotate.spoken.proposal', { box: boxWords(t, proposal, names), percent, place, count: shown.length })
}

function boxWords(t: TFunction, box: Box & Pick<Annotation, 'categoryId'>, names: Names): string {
  const name = names.find(({ id }) => id === box.categoryId)?.name ?? t('annotate.objects.noClass')
  const [x, y, width, height] = [box.x1, box.y1, boxWidth(box), boxHeight(box)].map(Math.round)
  return t('annotate.spoken.box', { name, x, y, width, height })
}
