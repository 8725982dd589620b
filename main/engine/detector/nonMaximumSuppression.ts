/**
 * Non-maximum suppression: of several boxes of one class over the same object only the most confident stays.
 *
 * In: boxes and class probabilities of one picture. Out: detections, most confident first, each with the class of its
 * highest probability.
 */
import { mostCandidates, mostDetections } from './config.ts'

export type Candidates = {
  /** x1, y1, x2, y2; length 4n. */
  readonly boxes: Float32Array
  /** Row by row, one number for each class; length n * classes. */
  readonly probabilities: Float32Array
  readonly classes: number
}
export type Kept = { readonly index: number; readonly category: number; readonly score: number }

/** @param onSuppressed told of each candidate that gives way, and to which one that is kept */
export function suppressNonMaxima(
  { boxes, probabilities, classes }: Candidates,
  confidence: number,
  iouLimit: number,
  onSuppressed?: (loser: Kept, winner: Kept) => void,
): Kept[] {
  const candidates = confidentCandidates(probabilities, classes, confidence)
  const keptOfClass: Kept[][] = Array.from({ length: classes }, () => [])
  const kept: Kept[] = []
  for (const candidate of candidates) {
    if (kept.length === mostDetections) break
    const rivals = keptOfClass[candidate.category]!
    const winner = rivals.find((rival) => overlap(boxes, rival.index, candidate.index) > iouLimit)
    if (winner) {
      onSuppressed?.(candidate, winner)
      continue
    }
    rivals.push(candidate)
    kept.push(candidate)
  }
  return kept
}

/** Those that are sure enough, most confident first, each with its most probable class. */
export function confidentCandidates(probabilities: Float32Array, classes: number, confidence: number): Kept[] {
  const candidates: Kept[] = []
  for (let index = 0; index < probabilities.length / classes; index++) {
    let category = 0
    let score = probabilities[index * classes]!
    for (let other = 1; other < classes; other++) {
      const value = probabilities[index * classes + other]!
      if (value > score) {
        category = other
        score = value
      }
    }
    if (score >= confidence) candidates.push({ index, category, score })
  }
  // Equal scores keep the order of the grid, so that the result does not depend on the sort.
  candidates.sort((a, b) => b.score - a.score || a.index - b.index)
  return candidates.slice(0, mostCandidates)
}

/** IoU of two of the boxes. */
export function overlap(boxes: Float32Array, a: number, b: number): number {
  const i = a * 4
  const j = b * 4
  const width = Math.min(boxes[i + 2]!, boxes[j + 2]!) - Math.max(boxes[i]!, boxes[j]!)
  const height = Math.min(boxes[i + 3]!, boxes[j + 3]!) - Math.max(boxes[i + 1]!, boxes[j + 1]!)
  if (width <= 0 || height <= 0) return 0
  const intersection = width * height
  return intersection / (areaAt(boxes, i) + areaAt(boxes, j) - intersection)
}

function areaAt(boxes: Float32Array, offset: number): number {
  return (boxes[offset + 2]! - boxes[offset]!) * (boxes[offset + 3]! - boxes[offset + 1]!)
}
