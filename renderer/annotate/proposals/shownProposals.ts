/**
 * The proposals of the open image as the canvas knows them. To the tools a proposal is a box like any other, with its number
 * turned negative, so that it is met, selected and dragged by the same hands; what comes of that is decided in decide.ts.
 */
import { type Annotation, blankAnnotation, type Proposal } from '../../../shared/model.ts'
import type { Editor } from '../editor.ts'

type Shown = Pick<
  Editor,
  'image' | 'proposals' | 'proposalFloor' | 'areBoxesHidden' | 'hiddenIds' | 'hiddenCategoryIds'
>

export const boxIdOf = ({ id }: Proposal): number => -id
export const isProposalId = (boxId: number): boolean => boxId < 0

const none: readonly Proposal[] = []
const parts = ['image', 'proposalFloor', 'areBoxesHidden', 'hiddenIds', 'hiddenCategoryIds'] as const
const lists = new WeakMap<readonly Proposal[], { readonly of: Shown; readonly shown: readonly Proposal[] }>()

/** Sure enough, of this image, and not hidden; the same list as long as nothing changes. */
export function shownProposals(editor: Shown): readonly Proposal[] {
  const { proposals, image, proposalFloor, hiddenIds, hiddenCategoryIds } = editor
  if (proposals.length === 0 || editor.areBoxesHidden) return none
  const known = lists.get(proposals)
  if (known && parts.every((part) => known.of[part] === editor[part])) return known.shown
  const shown = proposals.filter(
    (proposal) =>
      proposal.imageId === image?.id &&
      proposal.score >= proposalFloor &&
      !hiddenIds.has(boxIdOf(proposal)) &&
      !hiddenCategoryIds.has(proposal.categoryId),
  )
  lists.set(proposals, { of: editor, shown })
  return shown
}

export function selectedProposals(editor: Editor): Proposal[] {
  const ids = new Set(editor.selectedIds.filter(isProposalId))
  return ids.size === 0 ? [] : shownProposals(editor).filter((proposal) => ids.has(boxIdOf(proposal)))
}

const boxes = new WeakMap<readonly Proposal[], readonly Annotation[]>()
const joined = new WeakMap<
  readonly Annotation[],
  { readonly of: readonly Proposal[]; readonly all: readonly Annotation[] }
>()

/** What the tools can meet: labels and, after them, proposals. */
export function withProposals(visible: readonly Annotation[], editor: Editor): readonly Annotation[] {
  const shown = shownProposals(editor)
  if (shown.length === 0) return visible
  const known = joined.get(visible)
  if (known?.of === shown) return known.all
  const all = [...visible, ...boxesOf(shown)]
  joined.set(visible, { of: shown, all })
  return all
}

function boxesOf(shown: readonly Proposal[]): readonly Annotation[] {
  const known = boxes.get(shown) ?? shown.map(toBox)
  boxes.set(shown, known)
  return known
}

export function toBox(proposal: Proposal): Annotation {
  const { imageId, categoryId, x1, y1, x2, y2, score, proposedAt } = proposal
  const place = { id: boxIdOf(proposal), imageId, categoryId, x1, y1, x2, y2 }
  return { ...blankAnnotation, ...place, origin: 'model', score, updatedAt: proposedAt }
}
