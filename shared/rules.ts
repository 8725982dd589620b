/** Checks of the boxes of one image that need no model: too small, the same box twice, nearly the same, one box with two classes. */
import { boxHeight, boxIou, boxWidth } from './box.ts'
import type { FindingKind } from './filter/terms.ts'
import type { Annotation } from './model.ts'

export type Finding = {
  readonly kind: FindingKind
  /** One box, or the two that disturb each other, the older one first. */
  readonly annotationIds: readonly number[]
}

/** A box with a side shorter than this is a slip of the hand more often than an object. */
export const smallestSide = 3
/** Two boxes of one class that overlap more than this are the same object drawn twice. */
export const nearIou = 0.85
/** So many in one image say that something went wrong as a whole; naming more helps nobody. */
const mostFindings = 1000
/** Boxes read from files with few decimals differ in the last digit. */
const sameIou = 0.999

/** @param annotations all boxes of one image; ignore regions may lie anywhere and are not checked */
export function checkBoxes(annotations: readonly Annotation[]): Finding[] {
  const boxes = annotations.filter((annotation) => !annotation.ignore).sort((a, b) => a.x1 - b.x1 || a.id - b.id)
  const findings: Finding[] = boxes.filter(isTiny).map(({ id }) => ({ kind: 'tiny', annotationIds: [id] }))
  for (const [index, box] of boxes.entries()) {
    // Sorted by the left edge: from the first that begins right of this one on, none can overlap it.
    for (let other = index + 1; other < boxes.length && boxes[other]!.x1 < box.x2; other++) {
      const kind = relationOf(box, boxes[other]!)
      if (kind) findings.push({ kind, annotationIds: [box.id, boxes[other]!.id].sort((a, b) => a - b) })
      if (findings.length >= mostFindings) return findings
    }
  }
  return findings
}

function isTiny(annotation: Annotation): boolean {
  return Math.min(boxWidth(annotation), boxHeight(annotation)) < smallestSide
}

function relationOf(a: Annotation, b: Annotation): FindingKind | null {
  const iou = boxIou(a, b)
  if (iou <= nearIou) return null
  if (a.categoryId !== b.categoryId) return 'two-classes'
  return iou >= sameIou ? 'duplicate' : 'near-duplicate'
}
