/** Copies of boxes: in the same image, by the clipboard into another, and all those of the previous image. */
import { type Box, boxHeight, boxIou, boxWidth, clipBox, moveBoxInside, type Size } from '../../shared/box.ts'
import { added } from '../../shared/edit.ts'
import type { Annotation } from '../../shared/model.ts'
import { deleteSelection, newAnnotation } from './commands.ts'
import { type Editor, selectedAnnotations } from './editor.ts'
import { type NextId, type Outcome, telling, unchanged, withEdit } from './outcome.ts'
import { type Placed, smallestSide } from './reshape.ts'
import { revealed } from './visible.ts'

/** How far a copy lies from its original in the same image, so that both are seen; in image pixels. */
const copyOffset = 10
/** In a corner copies can only lie on each other. */
const mostTries = 50
/** A box of the same class that overlaps this much is the one that would be copied. */
const presentIou = 0.95

/** Copying nothing empties the clipboard, so that pasting means the boxes of the previous image again. */
export function copySelection(editor: Editor): Outcome {
  return unchanged({ ...editor, clipboard: selectedAnnotations(editor) })
}

export function cutSelection(editor: Editor): Outcome {
  return deleteSelection({ ...editor, clipboard: selectedAnnotations(editor) })
}

export function duplicateSelection(editor: Editor, nextId: NextId): Outcome {
  return pasteBoxes(editor, selectedAnnotations(editor), nextId)
}

/**
 * Adds copies with the size of their originals. One that would reach over the border is moved inside, one larger than the
 * image is cut, one that would hide its original lies beside it.
 */
export function pasteBoxes(editor: Editor, boxes: readonly Annotation[], nextId: NextId): Outcome {
  const taken = new Set(editor.annotations.map(placeOf))
  const copies = boxes.map((original) => {
    const inside = insideBox(original, editor.size)
    const box = freePlace(inside, taken, editor.size)
    return { original, inside, copy: copyOf(editor, original, box, nextId) }
  })
  return telling(
    withCopies(
      editor,
      copies.map(({ copy }) => copy),
    ),
    { kind: 'shrunk', count: copies.filter(({ original, inside }) => !isSameSize(original, inside)).length },
    { kind: 'moved', count: copies.filter((each) => isSameSize(each.original, each.inside) && isShifted(each)).length },
  )
}

/** Copies of the moved selection, where a drag with the right button put them. */
export function copyTo(editor: Editor, places: readonly Placed[], nextId: NextId): Outcome {
  const byId = new Map(editor.annotations.map((annotation) => [annotation.id, annotation]))
  return withCopies(
    editor,
    places.flatMap(({ id, box }) => {
      const original = byId.get(id)
      return original ? [copyOf(editor, original, box, nextId)] : []
    }),
  )
}

/** The boxes of another image where they were there, cut at the border and marked until somebody touches them. */
export function takeOver(editor: Editor, boxes: readonly Annotation[], nextId: NextId): Outcome {
  const clipped = boxes.flatMap((original) => {
    const box = clipBox(placeIn(original), editor.size)
    return isLeft(box, original) ? [{ original, box }] : []
  })
  const missing = clipped.filter(({ original, box }) => !isPresent(editor, original.categoryId, box))
  const copies = missing.map(({ original, box }) => ({ ...copyOf(editor, original, box, nextId), copied: true }))
  return telling(
    withCopies(editor, copies),
    { kind: 'copied', count: copies.length },
    { kind: 'present', count: clipped.length - missing.length },
    { kind: 'leftOut', count: boxes.length - clipped.length },
  )
}

function withCopies(editor: Editor, copies: readonly Annotation[]): Outcome {
  if (copies.length === 0) return unchanged(editor)
  const selectedIds = copies.map(({ id }) => id)
  return withEdit({ ...revealed(editor, copies), selectedIds }, 'paste', copies.map(added))
}

/** What a format keeps of the first object does not hold for its copy. */
function copyOf(editor: Editor, original: Annotation, box: Box, nextId: NextId): Annotation {
  const { categoryId, difficult, truncated, occluded, ignore, z } = original
  const details = { difficult, truncated, occluded, ignore, z }
  return { ...newAnnotation(editor, { id: nextId(), categoryId, box }), ...details }
}

function insideBox(original: Box, size: Size): Box {
  const box = placeIn(original)
  const fits = boxWidth(box) <= size.width && boxHeight(box) <= size.height
  if (fits) return moveBoxInside(box, 0, 0, size)
  const cut = {
    ...box,
    x2: box.x1 + Math.min(boxWidth(box), size.width),
    y2: box.y1 + Math.min(boxHeight(box), size.height),
  }
  return moveBoxInside(cut, 0, 0, size)
}

/** Whether enough of a box is left after it was cut; one that was thinner before stays as it is. */
function isLeft(cut: Box, whole: Box): boolean {
  return Math.min(boxWidth(cut), boxHeight(cut)) >= Math.min(smallestSide, boxWidth(whole), boxHeight(whole))
}

function isPresent({ annotations }: Editor, categoryId: number | null, box: Box): boolean {
  return annotations.some((other) => other.categoryId === categoryId && boxIou(other, box) >= presentIou)
}

const placeIn = ({ x1, y1, x2, y2 }: Box): Box => ({ x1, y1, x2, y2 })
const placeOf = ({ x1, y1, x2, y2 }: Box) => `${x1} ${y1} ${x2} ${y2}`

/** Sums of floating-point numbers differ in the last digits. */
const isNear = (a: number, b: number) => Math.abs(a - b) < 1e-6
const isSameSize = (a: Box, b: Box) => isNear(boxWidth(a), boxWidth(b)) && isNear(boxHeight(a), boxHeight(b))
const isShifted = ({ original, inside }: { original: Box; inside: Box }) =>
  !isNear(original.x1, inside.x1) || !isNear(original.y1, inside.y1)

/** The place itself, or beside it as often as other copies are there already. */
function freePlace(box: Box, taken: ReadonlySet<string>, size: Size): Box {
  let place = box
  for (let tries = 0; taken.has(placeOf(place)) && tries < mostTries; tries++) place = besideIt(place, size)
  return place
}

/** To the lower right, or to the upper left where there is no more room. */
function besideIt(box: Box, size: Size): Box {
  const dx = box.x2 + copyOffset <= size.width ? copyOffset : -copyOffset
  const dy = box.y2 + copyOffset <= size.height ? copyOffset : -copyOffset
  return moveBoxInside(box, dx, dy, size)
}
