/**
 * Deals images to train, val and test.
 *
 * Sizes follow the ratio by largest remainder. Classes are spread by iterative stratification (Sechidis, Tsoumakas and
 * Vlahavas, "On the stratification of multi-label data", 2011): the rarest class is dealt first, each of its images to the
 * part that still lacks most of it. Images that already have a part keep it and count towards the sizes.
 */
import type { SplitName } from './model.ts'
import { type Random, seededRandom, shuffled } from './random.ts'

export const splitNames = ['train', 'val', 'test'] as const satisfies readonly SplitName[]

export type SplitImage = {
  readonly id: number
  /** The classes seen in the image, each once. */
  readonly categoryIds: readonly number[]
  /** A part that stays, or null when the image is still to be dealt. */
  readonly split: SplitName | null
}
export type SplitRatio = readonly [train: number, val: number, test: number]

/** @returns the part of every image that had none */
export function dealSplits(images: readonly SplitImage[], ratio: SplitRatio, seed: number): Map<number, SplitName> {
  const random = seededRandom(seed)
  const open = shuffled(
    images.filter((image) => image.split === null),
    random,
  )
  const capacity = remainingSizes(images, ratio)
  const wanted = remainingPerCategory(images, ratio)
  const dealt = new Map<number, SplitName>()

  const deal = (image: SplitImage, lack: readonly number[]) => {
    const part = mostLacking(lack, capacity, random)
    capacity[part]! -= 1
    for (const category of image.categoryIds) wanted.get(category)![part]! -= 1
    dealt.set(image.id, splitNames[part]!)
  }

  for (let category = rarestCategory(open, dealt); category !== null; category = rarestCategory(open, dealt)) {
    for (const image of open) {
      if (!dealt.has(image.id) && image.categoryIds.includes(category)) deal(image, wanted.get(category)!)
    }
  }
  for (const image of open) if (!dealt.has(image.id)) deal(image, capacity)
  return dealt
}

/**
 * Whole sizes in the given ratio that sum to `count`, by largest remainder. From three images on no part with a share
 * stays empty: a validation or test part without an image would leave nothing to judge by.
 */
export function splitSizes(count: number, ratio: SplitRatio): [number, number, number] {
  const sum = ratio[0] + ratio[1] + ratio[2]
  const exact = ratio.map((share) => (sum > 0 ? (share / sum) * count : 0))
  const sizes = exact.map(Math.floor) as [number, number, number]
  const byRemainder = [0, 1, 2].sort((a, b) => exact[b]! - sizes[b]! - (exact[a]! - sizes[a]!) || a - b)
  const rest = count - sizes[0] - sizes[1] - sizes[2]
  for (const part of byRemainder.slice(0, rest)) sizes[part]! += 1
  if (count >= 3) {
    for (const part of [0, 1, 2]) {
      if (ratio[part]! === 0 || sizes[part]! > 0) continue
      sizes[sizes.indexOf(Math.max(...sizes))]! -= 1
      sizes[part] = 1
    }
  }
  return sizes
}

/** How many images each part still takes. Parts that hold more than their share take none; the others share what is there. */
function remainingSizes(images: readonly SplitImage[], ratio: SplitRatio): number[] {
  const kept = splitNames.map((name) => images.filter((image) => image.split === name).length)
  const [train, val, test] = splitSizes(images.length, ratio).map((size, part) => Math.max(0, size - kept[part]!))
  const open = images.filter((image) => image.split === null).length
  return splitSizes(open, [train!, val!, test!])
}

function remainingPerCategory(images: readonly SplitImage[], ratio: SplitRatio): Map<number, number[]> {
  const sum = ratio[0] + ratio[1] + ratio[2]
  const wanted = new Map<number, number[]>()
  for (const image of images) {
    for (const category of image.categoryIds) {
      const lack = wanted.get(category) ?? [0, 0, 0]
      wanted.set(category, lack)
      for (const part of [0, 1, 2]) lack[part]! += ratio[part]! / sum
      if (image.split !== null) lack[splitNames.indexOf(image.split)]! -= 1
    }
  }
  return wanted
}

function rarestCategory(open: readonly SplitImage[], dealt: ReadonlyMap<number, SplitName>): number | null {
  const counts = new Map<number, number>()
  for (const image of open) {
    if (dealt.has(image.id)) continue
    for (const category of image.categoryIds) counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  let rarest: number | null = null
  for (const [category, count] of counts) {
    const best = rarest === null ? Number.POSITIVE_INFINITY : counts.get(rarest)!
    if (count < best || (count === best && category < (rarest ?? 0))) rarest = category
  }
  return rarest
}

/** The part with room that lacks most; among equals the one with most room, then by chance. */
function mostLacking(lack: readonly number[], capacity: readonly number[], random: Random): number {
  const parts = [0, 1, 2].filter((part) => capacity[part]! > 0)
  const tie = new Map(parts.map((part) => [part, random.next()]))
  parts.sort((a, b) => lack[b]! - lack[a]! || capacity[b]! - capacity[a]! || tie.get(a)! - tie.get(b)!)
  return parts[0] ?? 0
}
