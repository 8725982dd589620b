/** What can be done to the boxes of an image, as pure functions from the editor to what changes. */
import { type Box, boxHeight, boxWidth, clipBox, moveBoxInside, type Size } from '../../shared/box.ts'
import { type AnnotationChange, added, applyChanges, changed, removed } from '../../shared/edit.ts'
import { type Annotation, blankAnnotation } from '../../shared/model.ts'
import { type Edit, type Editor, selectedAnnotations } from './editor.ts'
import { type Placed, smallestSide } from './reshape.ts'

/** The editor afterwards, and the edits that the engine has to store, in their order. */
export type Outcome = { readonly editor: Editor; readonly edits: readonly Edit[] }
export type NextId = () => number

/** The fields of a box that a person sets in the list of objects. */
export type Details = Pick<Annotation, 'difficult' | 'truncated' | 'occluded' | 'ignore' | 'note'>

/** How far a copy lies from its original in the same image, so that both are seen; in image pixels. */
const copyOffset = 10

export const unchanged = (editor: Editor): Outcome => ({ editor, edits: [] })

/** Without a class the box waits; with one it is added, and becomes the one that leaving the tool selects. */
export function drawBox(editor: Editor, box: Box, nextId: NextId): Outcome {
  if (editor.categoryId === null) return unchanged({ ...editor, waitingBoxes: [...editor.waitingBoxes, box] })
  const id = nextId()
  const drawn = newAnnotation(editor, { id, categoryId: editor.categoryId, box })
  return withEdit({ ...editor, lastDrawnId: id, areBoxesHidden: false }, 'draw', [added(drawn)])
}

export function reshapeBoxes(editor: Editor, boxes: readonly Placed[]): Outcome {
  const byId = new Map(editor.annotations.map((annotation) => [annotation.id, annotation]))
  const changes = boxes.flatMap(({ id, box }) => {
    const before = byId.get(id)
    return before && !isSameBox(before, box) ? [changed(before, { ...box, ...byHand(before) })] : []
  })
  return withEdit(editor, 'move', changes)
}

export function deleteSelection(editor: Editor): Outcome {
  return withEdit({ ...editor, selectedIds: [] }, 'delete', selectedAnnotations(editor).map(removed))
}

/** Takes a class: for the boxes that wait for one, else for the selection, and for the next box in any case. */
export function chooseCategory(editor: Editor, categoryId: number, nextId: NextId): Outcome {
  const chosen = { ...editor, categoryId }
  if (editor.waitingBoxes.length > 0) {
    const drawn = editor.waitingBoxes.map((box) => newAnnotation(editor, { id: nextId(), categoryId, box }))
    const lastDrawnId = drawn.at(-1)!.id
    return withEdit({ ...chosen, waitingBoxes: [], lastDrawnId }, 'draw', drawn.map(added))
  }
  const others = selectedAnnotations(editor).filter((annotation) => annotation.categoryId !== categoryId)
  return withEdit(
    chosen,
    'relabel',
    others.map((annotation) => changed(annotation, { categoryId, ...byHand(annotation) })),
  )
}

export function changeDetails(editor: Editor, details: Partial<Details>): Outcome {
  const keys = Object.keys(details) as (keyof Details)[]
  const touched = selectedAnnotations(editor).filter((annotation) =>
    keys.some((key) => annotation[key] !== details[key]),
  )
  return withEdit(
    editor,
    'change',
    touched.map((annotation) => changed(annotation, details)),
  )
}

export function selectAll(editor: Editor): Outcome {
  return unchanged({ ...editor, selectedIds: editor.annotations.map(({ id }) => id) })
}

/** Copying nothing empties the clipboard, so that pasting means the boxes of the previous image again. */
export function copySelection(editor: Editor): Outcome {
  return unchanged({ ...editor, clipboard: selectedAnnotations(editor) })
}

export function duplicateSelection(editor: Editor, nextId: NextId): Outcome {
  return pasteBoxes(editor, selectedAnnotations(editor), nextId)
}

/** Adds copies of the boxes, clipped to this image; a copy that would hide its original lies beside it. */
export function pasteBoxes(editor: Editor, boxes: readonly Annotation[], nextId: NextId): Outcome {
  const taken = new Set(editor.annotations.map(placeOf))
  const copies = boxes.flatMap((annotation) => {
    const box = copiedBox(annotation, editor.size, taken)
    if (!box) return []
    const { categoryId, difficult, truncated, occluded, ignore } = annotation
    const details = { difficult, truncated, occluded, ignore }
    return [{ ...newAnnotation(editor, { id: nextId(), categoryId, box }), ...details }]
  })
  if (copies.length === 0) return unchanged(editor)
  const selectedIds = copies.map(({ id }) => id)
  return withEdit({ ...editor, selectedIds, areBoxesHidden: false }, 'draw', copies.map(added))
}

/** Shows the boxes as the engine has them; what is gone is selected no more. */
export function takeAnnotations(editor: Editor, annotations: readonly Annotation[]): Editor {
  const present = new Set(annotations.map(({ id }) => id))
  return { ...editor, annotations, selectedIds: editor.selectedIds.filter((id) => present.has(id)) }
}

/** The editor with the changes made, and the edit that the engine stores; no changes are no edit. */
export function withEdit(editor: Editor, kind: Edit['kind'], changes: readonly AnnotationChange[]): Outcome {
  if (changes.length === 0) return unchanged(editor)
  return { editor: { ...editor, annotations: applyChanges(editor.annotations, changes) }, edits: [{ kind, changes }] }
}

/** What a model proposed is a person's own once they have changed it. */
function byHand({ origin }: Annotation): Partial<Annotation> {
  return origin === 'model' ? { origin: 'human', score: null } : {}
}

function newAnnotation(editor: Editor, own: { id: number; categoryId: number | null; box: Box }): Annotation {
  return {
    id: own.id,
    imageId: editor.image!.id,
    categoryId: own.categoryId,
    ...own.box,
    ...blankAnnotation,
    updatedAt: Date.now(),
  }
}

function copiedBox({ x1, y1, x2, y2 }: Annotation, size: Size, taken: ReadonlySet<string>): Box | null {
  const clipped = clipBox({ x1, y1, x2, y2 }, size)
  if (Math.min(boxWidth(clipped), boxHeight(clipped)) < Math.min(smallestSide, x2 - x1, y2 - y1)) return null
  return taken.has(placeOf(clipped)) ? besideIt(clipped, size) : clipped
}

const placeOf = ({ x1, y1, x2, y2 }: Box) => `${x1} ${y1} ${x2} ${y2}`

/** To the lower right, or to the upper left where there is no more room. */
function besideIt(box: Box, size: Size): Box {
  const dx = box.x2 + copyOffset <= size.width ? copyOffset : -copyOffset
  const dy = box.y2 + copyOffset <= size.height ? copyOffset : -copyOffset
  return moveBoxInside(box, dx, dy, size)
}

function isSameBox(a: Box, b: Box): boolean {
  return a.x1 === b.x1 && a.y1 === b.y1 && a.x2 === b.x2 && a.y2 === b.y2
}
