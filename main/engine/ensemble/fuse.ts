/** One answer out of those of all members of an ensemble about one image. */

import type { FusionSettings } from '../../../shared/ensemble.ts'
import { assertNever } from '../../../shared/errors.ts'
import type { ImageDetections } from '../../../shared/workerMessages.ts'
import { detectionsOf, type FusedBox, type MemberAnswer, type MemberBox, memberBoxes } from './memberBoxes.ts'
import { suppressPooled } from './suppressPooled.ts'
import { voteOnBoxes } from './vote.ts'
import { fuseWeightedBoxes } from './weightedBoxes.ts'

export type FusionLimits = {
  /** What is less sure is left out. */
  readonly confidence: number
  /** No more than so many, the surest. */
  readonly most: number
  readonly classes: number
}

/** @param answers of every member, also of those that found nothing */
export function fuse(answers: readonly MemberAnswer[], fusion: FusionSettings, limits: FusionLimits): ImageDetections {
  const { confidence, most, classes } = limits
  const fused = fusedBoxes(memberBoxes(answers, classes), answers, fusion)
    .filter(({ score }) => score >= confidence)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
  return detectionsOf(answers[0]!.detections.imageId, fused)
}

function fusedBoxes(
  found: readonly MemberBox[],
  answers: readonly MemberAnswer[],
  { method, iou, leastVotes }: FusionSettings,
): FusedBox[] {
  if (found.length === 0) return []
  const weights = answers.reduce((sum, { weight }) => sum + weight, 0)
  switch (method) {
    case 'boxes':
      return fuseWeightedBoxes(found, { iou, members: answers.length, weights })
    case 'vote':
      return voteOnBoxes(found, { iou, leastVotes, electorate: weights })
    case 'nms':
      return suppressPooled(found, iou, Math.max(...answers.map(({ weight }) => weight)))
    default:
      return assertNever(method)
  }
}
