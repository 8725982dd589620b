/**
 * Anchors: the typical box sizes of a project, found by k-means with 1 - IoU as distance (Redmon and Farhadi, "YOLO9000",
 * 2017, section 2). Sizes only: two boxes are compared as if their corners coincided.
 *
 * In: widths and heights of all training boxes in network pixels. Out: anchors of each feature map, small ones on the fine map.
 */
import type { Size } from '../../../shared/box.ts'
import { type Random, seededRandom } from '../../../shared/random.ts'
import { strides } from './config.ts'

/** Anchors of each feature map, fine to coarse. */
export type AnchorSet = readonly (readonly Size[])[]

/** More boxes than this say nothing new about the typical sizes. */
const mostSizes = 20_000
const rounds = 100
const restarts = 5

/**
 * @param sizes at least one
 * @returns `perScale` anchors for each of the strides, sorted by area over all of them
 */
export function findAnchors(sizes: readonly Size[], perScale: number, seed: number): AnchorSet {
  const random = seededRandom(seed)
  const sample =
    sizes.length <= mostSizes ? sizes : Array.from({ length: mostSizes }, () => sizes[random.below(sizes.length)]!)
  let best: Size[] = []
  let bestFit = -1
  for (let attempt = 0; attempt < restarts; attempt++) {
    const anchors = kMeans(sample, perScale * strides.length, random)
    const fit = meanBestIou(sample, anchors)
    if (fit > bestFit) {
      best = anchors
      bestFit = fit
    }
  }
  const sorted = [...best].sort((a, b) => a.width * a.height - b.width * b.height)
  return strides.map((_, scale) => sorted.slice(scale * perScale, (scale + 1) * perScale))
}

/** IoU of two boxes that share a corner, in [0, 1]. */
export function sizeIou(a: Size, b: Size): number {
  const intersection = Math.min(a.width, b.width) * Math.min(a.height, b.height)
  return intersection / (a.width * a.height + b.width * b.height - intersection)
}

/** How well the anchors fit: the mean over all boxes of the IoU with the best anchor. */
export function meanBestIou(sizes: readonly Size[], anchors: readonly Size[]): number {
  return (
    sizes.reduce((sum, size) => sum + Math.max(...anchors.map((anchor) => sizeIou(size, anchor))), 0) / sizes.length
  )
}

function kMeans(sizes: readonly Size[], count: number, random: Random): Size[] {
  let anchors = firstAnchors(sizes, count, random)
  let owners: number[] = []
  for (let round = 0; round < rounds; round++) {
    const next = sizes.map((size) => nearest(size, anchors))
    if (next.every((owner, index) => owner === owners[index])) break
    owners = next
    anchors = anchors.map((anchor, index) => meanSize(sizes.filter((_, size) => owners[size] === index)) ?? anchor)
  }
  return anchors
}

/** k-means++ (Arthur and Vassilvitskii, 2007): each next one far from those before. */
function firstAnchors(sizes: readonly Size[], count: number, random: Random): Size[] {
  const anchors = [sizes[random.below(sizes.length)]!]
  const distance = sizes.map((size) => 1 - sizeIou(size, anchors[0]!))
  while (anchors.length < count) {
    const sum = distance.reduce((a, b) => a + b * b, 0)
    // Fewer different sizes than anchors: vary what is there, so that no two anchors are the same.
    const anchor =
      sum > 1e-9 ? sizes[pickByWeight(distance, sum, random)]! : varied(sizes[random.below(sizes.length)]!, random)
    anchors.push(anchor)
    for (const [index, size] of sizes.entries()) distance[index] = Math.min(distance[index]!, 1 - sizeIou(size, anchor))
  }
  return anchors
}

function pickByWeight(distance: readonly number[], sum: number, random: Random): number {
  let rest = random.next() * sum
  for (const [index, value] of distance.entries()) {
    rest -= value * value
    if (rest <= 0) return index
  }
  return distance.length - 1
}

function varied(size: Size, random: Random): Size {
  return { width: size.width * random.between(0.7, 1.4), height: size.height * random.between(0.7, 1.4) }
}

function nearest(size: Size, anchors: readonly Size[]): number {
  let best = 0
  let bestIou = -1
  for (const [index, anchor] of anchors.entries()) {
    const iou = sizeIou(size, anchor)
    if (iou > bestIou) {
      best = index
      bestIou = iou
    }
  }
  return best
}

function meanSize(sizes: readonly Size[]): Size | null {
  if (sizes.length === 0) return null
  return {
    width: sizes.reduce((sum, size) => sum + size.width, 0) / sizes.length,
    height: sizes.reduce((sum, size) => sum + size.height, 0) / sizes.length,
  }
}
