/**
 * Weighted boxes fusion (Solovyev, Wang and Gabruseva, "Weighted boxes fusion: ensembling boxes from different object detection
 * models", 2021). Suppression throws all boxes but one away; here all that overlap make one together: its edges are their mean,
 * each weighing as much as its confidence. A box joins the cluster whose mean so far it overlaps most. At the end the confidence,
 * the mean of the cluster's, falls for clusters that not every member contributed to.
 */
import { type FusedBox, type MemberBox, overlapOf } from './memberBoxes.ts'

export type FusedMembers = {
  readonly iou: number
  readonly members: number
  /** Sum of the weights of all members. */
  readonly weights: number
}

/** The boxes of a cluster, and what they come to so far. */
type Cluster = { readonly boxes: MemberBox[]; box: FusedBox['box'] }

export function fuseWeightedBoxes(found: readonly MemberBox[], { iou, members, weights }: FusedMembers): FusedBox[] {
  const clustersOf = new Map<number, Cluster[]>()
  for (const one of found.toSorted((a, b) => weighedScore(b) - weighedScore(a))) {
    const clusters = clustersOf.get(one.category) ?? []
    clustersOf.set(one.category, clusters)
    const cluster = bestCluster(clusters, one, iou)
    if (cluster) {
      cluster.boxes.push(one)
      cluster.box = meanBox(cluster.boxes)
    } else clusters.push({ boxes: [one], box: one.box })
  }
  return [...clustersOf.values()].flat().map(({ boxes, box }) => {
    // Equation 6 of the paper: min(T, N) / N, with the members' weights.
    const share = Math.min(members, boxes.length) / weights / boxes.length
    const sum = (read: (one: MemberBox) => number) =>
      boxes.reduce((total, one) => total + one.weight * read(one), 0) * share
    const { category } = boxes[0]!
    const probabilities = boxes[0]!.probabilities.map((_, place) => sum((one) => one.probabilities[place]!))
    return { box, category, score: sum(({ score }) => score), probabilities }
  })
}

const weighedScore = ({ score, weight }: MemberBox): number => score * weight

function bestCluster(clusters: readonly Cluster[], { box }: MemberBox, iou: number): Cluster | null {
  let best: Cluster | null = null
  let largest = iou
  for (const cluster of clusters) {
    const overlap = overlapOf(cluster.box, box)
    if (overlap <= largest) continue
    best = cluster
    largest = overlap
  }
  return best
}

function meanBox(boxes: readonly MemberBox[]): FusedBox['box'] {
  const total = boxes.reduce((sum, one) => sum + weighedScore(one), 0)
  const edge = (side: 0 | 1 | 2 | 3) => boxes.reduce((sum, one) => sum + weighedScore(one) * one.box[side], 0) / total
  return [edge(0), edge(1), edge(2), edge(3)]
}
