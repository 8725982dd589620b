/**
 * Object by object: each box of the image is shown large with its surroundings, one after the other, and last the whole picture,
 * to see what is missing; then the same in the next image. What the eyes do not have to look for, the hands do not have to
 * reach for: Enter goes on, digits and Delete work on the box that is shown.
 */
import { changed } from '../../../shared/edit.ts'
import type { Annotation } from '../../../shared/model.ts'
import { fitView, viewOfBox } from '../../canvas/viewport.ts'
import { type Editor, frameOf } from '../editor.ts'
import { type Outcome, unchanged, withEdit } from '../outcome.ts'
import { brought } from '../visible.ts'

/** What is shown: a box, or the whole picture after the last; null while the loop is off. */
export type LoopStop =
  | { readonly kind: 'box'; readonly id: number; readonly index: number }
  | { readonly kind: 'whole' }

/** Begins at the selected box, else at the first. */
export function startLoop(editor: Editor, share: number): Editor {
  const selected = editor.annotations.findIndex(({ id }) => id === editor.selectedIds[0])
  return showStop(editor, Math.max(0, selected), share)
}

export function endLoop(editor: Editor): Editor {
  return { ...editor, loop: null, view: fitView(frameOf(editor)) }
}

/** Says yes to the box that is shown and goes to the next. Null at the whole picture, after which comes another image. */
export function acceptAndGoOn(editor: Editor, share: number): Outcome | null {
  const { loop } = editor
  if (loop?.kind !== 'box') return null
  const box = editor.annotations.find(({ id }) => id === loop.id)
  const { editor: accepted, edits } = box ? accept(editor, box) : unchanged(editor)
  return { editor: showStop(accepted, loop.index + 1, share), edits }
}

/** Null at the first stop, before which comes another image. */
export function goBack(editor: Editor, share: number): Outcome | null {
  const { loop, annotations } = editor
  if (!loop) return null
  const index = loop.kind === 'whole' ? annotations.length : loop.index
  return index === 0 ? null : unchanged(showStop(editor, index - 1, share))
}

/** After the boxes changed: a box that is gone gives its place to the next; one that is there stays, whatever its place. */
export function followLoop(editor: Editor, share: number): Editor {
  const { loop } = editor
  if (loop?.kind !== 'box') return editor
  const index = editor.annotations.findIndex(({ id }) => id === loop.id)
  if (index < 0) return showStop(editor, loop.index, share)
  return index === loop.index ? editor : { ...editor, loop: { ...loop, index } }
}

/** The first stop of an image that opens while the loop is on. */
export const loopInNewImage = (editor: Editor, share: number): Editor =>
  editor.loop ? showStop({ ...editor, selectedIds: [] }, 0, share) : editor

function showStop(editor: Editor, index: number, share: number): Editor {
  const box = editor.annotations[index]
  const frame = frameOf(editor)
  if (!box) return { ...editor, loop: { kind: 'whole' }, selectedIds: [], view: fitView(frame) }
  const loop: LoopStop = { kind: 'box', id: box.id, index }
  return { ...brought(editor, [box]), loop, selectedIds: [box.id], view: viewOfBox(box, frame, share) }
}

/** What a model proposed, or was copied from another image, is a person's own from then on. */
function accept(editor: Editor, box: Annotation): Outcome {
  const patch: Partial<Annotation> = {
    ...(box.origin === 'model' && { origin: 'human', score: null }),
    ...(box.copied && { copied: false }),
  }
  const isNew = Object.keys(patch).length > 0 && !box.locked
  return isNew ? withEdit(editor, 'change', [changed(box, patch)]) : unchanged(editor)
}
