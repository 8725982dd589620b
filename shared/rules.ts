/**
 * Checks of the boxes of one image that need no model: too small, beyond the border, the same box twice, nearly the same, one
 * box with two classes. What a person dismissed is written down at the box and not found again.
 */
import { boxHeight, boxIou, boxWidth, type Size } from './box.ts'
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

/** Room for the rounding of files with few decimals, in pixels. */
const borderTolerance = 0.01

/**
 * @param annotations all boxes of one image; ignore regions may lie anywhere and are not checked
 * @param size of the image; null while it is not known
 */
export function checkBoxes(annotations: readonly Annotation[], size: Size | null): Finding[] {
  const boxes = annotations.filter((annotation) => !annotation.ignore).sort((a, b) => a.x1 - b.x1 || a.id - b.id)
  const findings: Finding[] = boxes.flatMap((box) => checkAlone(box, size))
  for (const [index, box] of boxes.entries()) {
    // Sorted by the left edge: from the first that begins right of this one on, none can overlap it.
    for (let other = index + 1; other < boxes.length && boxes[other]!.x1 < box.x2; other++) {
      const finding = checkPair(box, boxes[other]!)
      if (finding) findings.push(finding)
      if (findings.length >= mostFindings) return findings
    }
  }
  return findings
}

/** How the older box of a finding remembers that a person dismissed it. */
export function dismissalOf({ kind, annotationIds }: Finding): string {
  return annotationIds.length === 1 ? kind : `${kind}:${annotationIds[1]}`
}

function checkAlone(box: Annotation, size: Size | null): Finding[] {
  const found: Finding[] = []
  if (isTiny(box)) found.push({ kind: 'tiny', annotationIds: [box.id] })
  if (size && isOutside(box, size)) found.push({ kind: 'outside', annotationIds: [box.id] })
  return found.filter((finding) => !box.dismissedChecks.includes(dismissalOf(finding)))
}

function checkPair(a: Annotation, b: Annotation): Finding | null {
  const kind = relationOf(a, b)
  if (!kind) return null
  const [older, newer] = a.id < b.id ? [a, b] : [b, a]
  const finding: Finding = { kind, annotationIds: [older.id, newer.id] }
  return older.dismissedChecks.includes(dismissalOf(finding)) ? null : finding
}

function isOutside({ x1, y1, x2, y2 }: Annotation, { width, height }: Size): boolean {
  return Math.min(x1, y1, width - x2, height - y2) < -borderTolerance
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
