/**
 * What suppression leaves is still doubtful where boxes of one class overlap: their confidence fades by exp(-IoU² / softness) for
 * every surer one (Bodla et al., "Soft-NMS", 2017). Real neighbours stay, halves and doubles fall behind.
 *
 * In: detections, most confident first. Out: the same with their new confidence, most confident first again; those that fell below
 * the limit are left out.
 */
import { suppressionSoftness } from './config.ts'
import { type Kept, overlap } from './nonMaximumSuppression.ts'

export function fadeOverlapping(boxes: Float32Array, kept: readonly Kept[], confidence: number): Kept[] {
  return kept
    .map((detection, place) => ({ ...detection, score: detection.score * fading(boxes, kept, place) }))
    .filter(({ score }) => score >= confidence)
    .sort((a, b) => b.score - a.score || a.index - b.index)
}

function fading(boxes: Float32Array, kept: readonly Kept[], place: number): number {
  const { index, category } = kept[place]!
  let squares = 0
  for (let surer = 0; surer < place; surer++) {
    if (kept[surer]!.category === category) squares += overlap(boxes, kept[surer]!.index, index) ** 2
  }
  return Math.exp(-squares / suppressionSoftness)
}
