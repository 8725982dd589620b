/** Proposals of a model: dotted, with a question mark and the model's confidence in words, so that none is taken for a label. */
import type { Box } from '../../../shared/box.ts'
import type { Proposal } from '../../../shared/model.ts'
import { boxToScreen } from '../../canvas/viewport.ts'
import type { Editor } from '../editor.ts'
import { boxIdOf, shownProposals } from '../proposals/shownProposals.ts'
import type { Placed } from '../reshape.ts'
import type { Appearance } from './appearance.ts'
import type { Dashes } from './boxStyle.ts'
import { drawLabel, haloWidth, strokeBox } from './drawBox.ts'

type Context = CanvasRenderingContext2D

const dots: Dashes = [2, 5]
const handTint = 0.1

/** Those that are not in hand, in an area of the picture. */
export function plainProposalsIn(editor: Editor, area: Box): Proposal[] {
  const selected = new Set(editor.selectedIds)
  return shownProposals(editor).filter((proposal) => touches(proposal, area) && !selected.has(boxIdOf(proposal)))
}

type Plain = { readonly proposals: readonly Proposal[]; readonly look: { readonly hasProposalWords: boolean } }

export function drawProposals(
  context: Context,
  { proposals, look }: Plain,
  editor: Editor,
  appearance: Appearance,
): void {
  for (const proposal of proposals) {
    const box = boxToScreen(editor.view, proposal)
    drawDotted(context, box, proposal, appearance)
    if (look.hasProposalWords) drawWords(context, box, proposal, appearance)
  }
}

/** Those that are selected, pointed at or being dragged. */
export function drawProposalsInHand(
  context: Context,
  editor: Editor,
  { reshaped, hoveredId }: { readonly reshaped: readonly Placed[]; readonly hoveredId: number | null },
  appearance: Appearance,
): void {
  const selected = new Set(editor.selectedIds)
  const moved = new Map(reshaped.map(({ id, box }) => [id, box]))
  const shown = shownProposals(editor).filter(
    (proposal) => selected.has(boxIdOf(proposal)) || boxIdOf(proposal) === hoveredId,
  )
  for (const proposal of shown) {
    const box = boxToScreen(editor.view, moved.get(boxIdOf(proposal)) ?? proposal)
    context.globalAlpha = handTint
    context.fillStyle = colorOf(proposal, appearance)
    context.fillRect(box.x1, box.y1, box.x2 - box.x1, box.y2 - box.y1)
    context.globalAlpha = 1
    drawDotted(context, box, proposal, appearance)
    if (selected.has(boxIdOf(proposal))) {
      context.strokeStyle = appearance.palette.light
      context.lineWidth = 1
      strokeBox(context, box)
    }
    if (moved.size === 0) drawWords(context, box, proposal, appearance)
  }
}

function drawDotted(context: Context, box: Box, proposal: Proposal, appearance: Appearance): void {
  const { palette, options } = appearance
  context.strokeStyle = palette.halo
  context.lineWidth = haloWidth(options.lineWidth)
  strokeBox(context, box)
  context.strokeStyle = colorOf(proposal, appearance)
  context.lineWidth = options.lineWidth
  strokeBox(context, box, dots)
}

function drawWords(context: Context, box: Box, proposal: Proposal, appearance: Appearance): void {
  const name = appearance.categories.get(proposal.categoryId)?.name ?? ''
  const marks = [`? ${name} ${Math.round(proposal.score * 100)} %`]
  drawLabel(context, box, { name: null, color: colorOf(proposal, appearance), marks }, appearance)
}

const colorOf = ({ categoryId }: Proposal, { categories, palette }: Appearance): string =>
  categories.get(categoryId)?.color ?? palette.light

const touches = (a: Box, b: Box): boolean => a.x1 <= b.x2 && a.x2 >= b.x1 && a.y1 <= b.y2 && a.y2 >= b.y1
