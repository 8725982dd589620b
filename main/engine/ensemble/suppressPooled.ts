/**
 * Fusion by suppression: the boxes of all members in one heap, and non-maximum suppression over it. Each object keeps the place
 * and the confidence that its surest member gave it. Confidence counts as the member's weight is to the largest.
 */
import { type FusedBox, type MemberBox, overlapOf } from './memberBoxes.ts'

/** @param largest weight of all members, also of those that found nothing: a score means the same in every image */
export function suppressPooled(found: readonly MemberBox[], iou: number, largest: number): FusedBox[] {
  const kept: FusedBox[] = []
  const weighed = found.map((one) => scaled(one, one.weight / largest)).sort((a, b) => b.score - a.score)
  for (const one of weighed) {
    const isSeen = kept.some(({ category, box }) => category === one.category && overlapOf(box, one.box) > iou)
    if (!isSeen) kept.push(one)
  }
  return kept
}

function scaled({ box, category, score, probabilities }: MemberBox, factor: number): FusedBox {
  return { box, category, score: score * factor, probabilities: probabilities.map((value) => value * factor) }
}
