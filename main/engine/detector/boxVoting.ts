/**
 * Many anchors see the same object, each a little differently. Suppression takes one of their boxes; the mean of all is nearer to
 * the object (Gidaris and Komodakis, "Object detection via a multi-region and semantic segmentation-aware CNN model", 2015,
 * section 5). A box votes with its confidence, the less the farther it is from the one that was kept (He et al., "Bounding box
 * regression with uncertainty", 2019, section 3.3).
 *
 * In: all candidates of a picture and what was kept of them. Out: x1, y1, x2, y2 of each kept one; length 4n.
 */
import { smallestConfidence, smallestVotingIou, votingSpread } from './config.ts'
import { type Candidates, confidentCandidates, type Kept, overlap } from './nonMaximumSuppression.ts'

export function voteBoxes({ boxes, probabilities, classes }: Candidates, kept: readonly Kept[]): Float32Array {
  const votersOfClass: Kept[][] = Array.from({ length: classes }, () => [])
  for (const voter of confidentCandidates(probabilities, classes, smallestConfidence)) {
    votersOfClass[voter.category]!.push(voter)
  }
  const voted = new Float32Array(kept.length * 4)
  for (const [place, detection] of kept.entries()) {
    voted.set(meanBox(boxes, detection, votersOfClass[detection.category]!), place * 4)
  }
  return voted
}

function meanBox(boxes: Float32Array, { index }: Kept, voters: readonly Kept[]): number[] {
  const sums = [0, 0, 0, 0]
  let weights = 0
  for (const voter of voters) {
    const iou = overlap(boxes, index, voter.index)
    if (iou < smallestVotingIou) continue
    const weight = voter.score * Math.exp(-((1 - iou) ** 2) / votingSpread)
    weights += weight
    for (const edge of sums.keys()) sums[edge]! += weight * boxes[voter.index * 4 + edge]!
  }
  // A kept box below the voters' limit, or one of no size, has no vote, not even its own.
  return weights > 0 ? sums.map((sum) => sum / weights) : [...boxes.subarray(index * 4, index * 4 + 4)]
}
