/**
 * Soft-NMS (Bodla, Singh, Chellappa and Davis, "Soft-NMS: improving object detection with one line of code", 2017). Nothing gives
 * way at once: of what is left the surest box is taken, and all others of its class lose confidence by how much they overlap it,
 * before the next is taken. Objects behind each other are found, and a double falls far behind.
 *
 * In: boxes and class probabilities of one picture. Out: detections with what is left of their confidence, most confident first.
 */
import { mostDetections, softDeviation, suppressionIou } from './config.ts'
import { type Candidates, confidentCandidates, type Kept, overlap } from './nonMaximumSuppression.ts'

export type Softness = 'gaussian' | 'linear'

/** What is left of the confidence of a box that overlaps a surer one by so much. */
const keeps: Readonly<Record<Softness, (iou: number) => number>> = {
  gaussian: (iou) => Math.exp(-(iou ** 2) / softDeviation),
  // Equation 2 of the paper: below the limit of hard suppression nothing is lost.
  linear: (iou) => (iou > suppressionIou ? 1 - iou : 1),
}

export function suppressSoftly(candidates: Candidates, confidence: number, softness: Softness): Kept[] {
  const { boxes, probabilities, classes } = candidates
  const left = confidentCandidates(probabilities, classes, confidence).map((one) => ({ ...one }))
  const kept: Kept[] = []
  while (kept.length < mostDetections) {
    const surest = takeSurest(left)
    if (!surest || surest.score < confidence) break
    kept.push(surest)
    for (const rival of left) {
      if (rival.category === surest.category) rival.score *= keeps[softness](overlap(boxes, surest.index, rival.index))
    }
  }
  return kept
}

type Fading = { readonly index: number; readonly category: number; score: number }

/** Equal scores keep the order of the grid. */
function takeSurest(left: Fading[]): Fading | null {
  let best = -1
  for (const [place, { score, index }] of left.entries()) {
    const rival = left[best]
    if (!rival || score > rival.score || (score === rival.score && index < rival.index)) best = place
  }
  const [surest] = best < 0 ? [] : left.splice(best, 1)
  return surest ?? null
}
