/** Copies of boxes for other images: cut at the borders, and none where the same box is already. */
import { type Box, boxHeight, boxIou, boxWidth, clipBox } from '../../shared/box.ts'
import type { Annotation, Image } from '../../shared/model.ts'

export type PropagationRule = {
  /** A box of the same class that overlaps at least this much is the one that would be copied; null copies in any case. */
  readonly presentIou: number | null
  /** Leaves alone what a person has verified or rejected. */
  readonly skipReviewed: boolean
}

/** A box for an image, complete but for id and time. */
type Copy = Omit<Annotation, 'id' | 'updatedAt'>

export type PropagationTarget = {
  readonly image: Image
  readonly existing: readonly Annotation[]
  readonly copies: readonly Copy[]
  /** Not copied: the image has such a box. */
  readonly present: number
  /** Not copied: nothing of it lies inside the image. */
  readonly outside: number
}

export type PropagationPlan = {
  readonly targets: readonly PropagationTarget[]
  /** Images left alone because a person has judged them. */
  readonly reviewed: number
}

/** @param targets with known sizes */
export function planPropagation(
  boxes: readonly Annotation[],
  targets: readonly Image[],
  rule: PropagationRule,
  boxesOf: (imageId: number) => readonly Annotation[],
): PropagationPlan {
  const open = rule.skipReviewed ? targets.filter(({ review }) => review === null) : targets
  return {
    targets: open.map((image) => planTarget(boxes, image, boxesOf(image.id), rule)),
    reviewed: targets.length - open.length,
  }
}

function planTarget(
  boxes: readonly Annotation[],
  image: Image,
  existing: readonly Annotation[],
  { presentIou }: PropagationRule,
): PropagationTarget {
  const copies: Copy[] = []
  let present = 0
  let outside = 0
  for (const { id: _, updatedAt: __, ...box } of boxes) {
    const clipped = clipBox(box, { width: image.width!, height: image.height! })
    const isGone = Math.min(boxWidth(clipped), boxHeight(clipped)) < Math.min(1, boxWidth(box), boxHeight(box))
    if (isGone) outside += 1
    else if (presentIou !== null && isPresent(box.categoryId, clipped, existing, presentIou)) present += 1
    else copies.push({ ...box, ...clipped, imageId: image.id, locked: false, copied: true })
  }
  return { image, existing, copies, present, outside }
}

function isPresent(categoryId: number | null, box: Box, existing: readonly Annotation[], presentIou: number): boolean {
  return existing.some((other) => other.categoryId === categoryId && boxIou(other, box) >= presentIou)
}
