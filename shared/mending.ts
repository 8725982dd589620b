/** How findings of the rule checks are mended: one at a time, or all of a kind in an image. */
import { boxHeight, boxWidth, clipBox, type Size } from './box.ts'
import { type AnnotationChange, applyChanges, changed, removed } from './edit.ts'
import { assertNever } from './errors.ts'
import type { FindingKind } from './filter/terms.ts'
import type { Annotation } from './model.ts'
import { checkBoxes, type Finding } from './rules.ts'

/** What a fix does: one box goes, perhaps for the sake of another, or one is cut at the border. */
export type Fix =
  | { readonly kind: 'delete'; readonly box: Annotation; readonly kept: Annotation | null }
  | { readonly kind: 'clip'; readonly box: Annotation }

/** Of a box that is cut at the border at least this much must be left, in pixels; else it goes. */
const leastInside = 1

/** The ways to mend a finding, the best first; none when all boxes that it would touch are locked. */
export function waysToMend(finding: Finding, annotations: readonly Annotation[], size: Size): readonly Fix[] {
  const boxes = finding.annotationIds.flatMap((id) => annotations.find((annotation) => annotation.id === id) ?? [])
  const [first, second] = boxes
  if (!first || boxes.length < finding.annotationIds.length) return []
  return waysOf(finding, first, second ?? null, size).filter(({ box }) => !box.locked)
}

export function changeOfFix(fix: Fix, size: Size): AnnotationChange {
  return fix.kind === 'delete' ? removed(fix.box) : changed(fix.box, clipBox(fix.box, size))
}

/**
 * Mends all findings of a kind the best way; what one mending settles needs no other.
 * @param annotations all boxes of one image
 */
export function mendAll(annotations: readonly Annotation[], size: Size, kind: FindingKind): AnnotationChange[] {
  const changes: AnnotationChange[] = []
  let boxes = annotations
  for (;;) {
    const round = mendApart(boxes, size, kind)
    if (round.length === 0) return changes
    changes.push(...round)
    boxes = applyChanges(boxes, round)
  }
}

/** Mends findings that have no box in common; of the others it is seen afterwards whether they are still there. */
function mendApart(boxes: readonly Annotation[], size: Size, kind: FindingKind): AnnotationChange[] {
  const touched = new Set<number>()
  return checkBoxes(boxes, size).flatMap((finding) => {
    if (finding.kind !== kind || finding.annotationIds.some((id) => touched.has(id))) return []
    const [fix] = waysToMend(finding, boxes, size)
    if (!fix) return []
    for (const id of finding.annotationIds) touched.add(id)
    return [changeOfFix(fix, size)]
  })
}

function waysOf(finding: Finding, first: Annotation, second: Annotation | null, size: Size): Fix[] {
  switch (finding.kind) {
    case 'tiny':
      return [{ kind: 'delete', box: first, kept: null }]
    case 'outside':
      return [isAnythingInside(first, size) ? { kind: 'clip', box: first } : { kind: 'delete', box: first, kept: null }]
    case 'duplicate':
    case 'near-duplicate':
    case 'two-classes':
      return second ? waysOfPair(finding.kind, first, second) : []
    default:
      return assertNever(finding.kind)
  }
}

/** Of two boxes that say the same the older stays; of two that differ in class the newer, which is the later word. */
function waysOfPair(kind: Finding['kind'], older: Annotation, newer: Annotation): Fix[] {
  const deleteNewer: Fix = { kind: 'delete', box: newer, kept: older }
  const deleteOlder: Fix = { kind: 'delete', box: older, kept: newer }
  // A person's word counts more than a model's, and more care went into a locked box.
  const standing = (box: Annotation) => (box.locked ? 2 : 0) + (box.origin === 'model' ? 0 : 1)
  const difference = standing(older) - standing(newer)
  const keepsOlder = difference === 0 ? kind !== 'two-classes' : difference > 0
  return keepsOlder ? [deleteNewer, deleteOlder] : [deleteOlder, deleteNewer]
}

function isAnythingInside(annotation: Annotation, size: Size): boolean {
  const inside = clipBox(annotation, size)
  return Math.min(boxWidth(inside), boxHeight(inside)) >= leastInside
}
