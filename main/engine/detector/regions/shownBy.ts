/**
 * Which label each region shows, as sampleRegions.ts decides it inside the graph: the one that it overlaps most, if by at least a
 * half; else background. Plain arithmetic, to be looked at.
 */
import type { Learner } from '../family.ts'
import { type NetworkBoxes, overlapWithLabel } from '../networkBoxes.ts'
import { regionObjectIou } from './config.ts'

/** @param regions x1, y1, x2, y2 in network pixels; length 4n. A region without area shows nothing. */
export function shownBy(regions: Float32Array, labels: NetworkBoxes): Learner[] {
  const learned: Learner[] = []
  for (let row = 0; row < regions.length / 4; row++) {
    let best: Learner | null = null
    for (const [label, category] of labels.classes.entries()) {
      if (category < 0) continue
      const fit = overlapWithLabel(regions, row, labels, label)
      if (fit >= regionObjectIou && fit > (best?.fit ?? 0)) best = { row, label, fit }
    }
    if (best) learned.push(best)
  }
  return learned
}
