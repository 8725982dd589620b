/**
 * Fusion by vote (Casado-García and Heras, "Ensemble methods for object detection", 2020): boxes of one class that overlap are
 * votes for one object, one of each member. What too few voted for is dropped; the others keep the place that the surest of
 * their members gave, and their confidence is the weighted mean over all members, of whom those that saw nothing say 0.
 */
import { type FusedBox, type MemberBox, overlapOf } from './memberBoxes.ts'

export type VoteSettings = {
  readonly iou: number
  /** Part of all weights that has to have voted for a box. */
  readonly leastVotes: number
  /** Sum of the weights of all members. */
  readonly electorate: number
}

/** What a hair's breadth of rounding must not decide. */
const tolerance = 1e-9

export function voteOnBoxes(found: readonly MemberBox[], { iou, leastVotes, electorate }: VoteSettings): FusedBox[] {
  const candidates: MemberBox[][] = []
  for (const one of found.toSorted((a, b) => b.score * b.weight - a.score * a.weight)) {
    const voters = bestCandidate(candidates, one, iou)
    if (voters) voters.push(one)
    else candidates.push([one])
  }
  return candidates
    .filter((voters) => votesOf(voters) >= leastVotes * electorate - tolerance)
    .map((voters) => elected(voters, electorate))
}

/** The one that the box overlaps most; a member that has voted for it already means another object. */
function bestCandidate(candidates: readonly MemberBox[][], one: MemberBox, iou: number): MemberBox[] | null {
  let best: MemberBox[] | null = null
  let largest = iou
  for (const voters of candidates) {
    const { category, box } = voters[0]!
    if (category !== one.category || voters.some(({ member }) => member === one.member)) continue
    const overlap = overlapOf(box, one.box)
    if (overlap <= largest) continue
    best = voters
    largest = overlap
  }
  return best
}

const votesOf = (voters: readonly MemberBox[]): number => voters.reduce((sum, { weight }) => sum + weight, 0)

function elected(voters: readonly MemberBox[], electorate: number): FusedBox {
  const { box, category } = voters[0]!
  const mean = (read: (voter: MemberBox) => number) =>
    voters.reduce((sum, voter) => sum + voter.weight * read(voter), 0) / electorate
  const probabilities = voters[0]!.probabilities.map((_, place) => mean((voter) => voter.probabilities[place]!))
  return { box, category, score: mean(({ score }) => score), probabilities }
}
