/** Copies of boxes for other images: cut at the borders, and none where the same box is already. */
import { boxHeight, boxIou, boxWidth, clipBox } from '../../shared/box.ts'
import type { Annotation, Image } from '../../shared/model.ts'

/** A box of the same class that overlaps more than this is the one that would be copied. */
const presentIou = 0.95

export type PropagationPlan = {
  /** Complete but for id and time. */
  readonly copies: readonly Omit<Annotation, 'id' | 'updatedAt'>[]
  /** Not copied: the image has such a box. */
  readonly present: number
  /** Not copied: nothing of it lies inside the image. */
  readonly outside: number
}

/** @param targets with known sizes */
export function planPropagation(
  boxes: readonly Annotation[],
  targets: readonly Image[],
  boxesOf: (imageId: number) => readonly Annotation[],
): PropagationPlan {
  const copies: Omit<Annotation, 'id' | 'updatedAt'>[] = []
  let present = 0
  let outside = 0
  for (const target of targets) {
    const there = boxesOf(target.id)
    for (const { id: _, updatedAt: __, ...box } of boxes) {
      const clipped = clipBox(box, { width: target.width!, height: target.height! })
      const isGone = Math.min(boxWidth(clipped), boxHeight(clipped)) < Math.min(1, boxWidth(box), boxHeight(box))
      if (isGone) outside += 1
      else if (there.some((other) => other.categoryId === box.categoryId && boxIou(other, clipped) > presentIou))
        present += 1
      else copies.push({ ...box, ...clipped, imageId: target.id, locked: false })
    }
  }
  return { copies, present, outside }
}
