/**
 * Deals images to train, val and test.
 *
 * Sizes follow the ratio by largest remainder. Classes are spread by iterative stratification (Sechidis, Tsoumakas and
 * Vlahavas, "On the stratification of multi-label data", 2011), counted in boxes: the rarest class is dealt first, each of
 * its images to the part that still lacks most of it, and its last ones to parts that have none. Images of one group go
 * together. Images that already have a part keep it and count towards the sizes.
 */
import type { SplitName } from '../model.ts'
import { type Random, seededRandom, shuffled } from '../random.ts'

export const splitNames = ['train', 'val', 'test'] as const satisfies readonly SplitName[]

export type SplitImage = {
  readonly id: number
  /** Boxes of each class in the image. */
  readonly boxes: ReadonlyMap<number, number>
  /** A part that stays, or null when the image is still to be dealt. */
  readonly split: SplitName | null
  /** Images of the same group share a part; null: the image is on its own. */
  readonly group: number | null
}
export type SplitRatio = readonly [train: number, val: number, test: number]
export type DealOptions = {
  readonly ratio: SplitRatio
  readonly seed: number
  /** False deals without a look at the classes. */
  readonly isStratified: boolean
}

/** Images that are dealt together, and what they hold. */
type Unit = {
  readonly imageIds: readonly number[]
  readonly boxes: ReadonlyMap<number, number>
  /** The part that most of the group's images have already. */
  readonly split: SplitName | null
}

/** @returns the part of every image that had none */
export function dealSplits(images: readonly SplitImage[], options: DealOptions): Map<number, SplitName> {
  const random = seededRandom(options.seed)
  const units = unitsOf(images)
  const dealt = new Map<number, SplitName>()
  const give = (unit: Unit, part: SplitName) => {
    for (const id of unit.imageIds) dealt.set(id, part)
  }
  for (const unit of units) if (unit.split !== null) give(unit, unit.split)

  const standing = images.map((image) => ({ ...image, split: image.split ?? dealt.get(image.id) ?? null }))
  const open = shuffled(
    units.filter((unit) => unit.split === null),
    random,
  )
  const table = new DealTable(standing, open, options.ratio, random)
  const unitsOfCategory = options.isStratified ? byCategory(open) : new Map<number, Unit[]>()
  for (let category = table.rarest(); options.isStratified && category !== null; category = table.rarest()) {
    for (const unit of unitsOfCategory.get(category)!) {
      if (!dealt.has(unit.imageIds[0]!)) give(unit, table.deal(unit, category))
    }
  }
  const rest = open.filter((unit) => !dealt.has(unit.imageIds[0]!))
  for (const unit of rest.sort((a, b) => b.imageIds.length - a.imageIds.length)) give(unit, table.deal(unit, null))
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

function unitsOf(images: readonly SplitImage[]): Unit[] {
  const groups = new Map<string, SplitImage[]>()
  for (const image of images) {
    const key = image.group === null ? `image ${image.id}` : `group ${image.group}`
    const members = groups.get(key)
    if (members) members.push(image)
    else groups.set(key, [image])
  }
  return [...groups.values()].flatMap((members) => {
    const open = members.filter((image) => image.split === null)
    return open.length > 0 ? [unitOf(open, commonestSplit(members))] : []
  })
}

function unitOf(open: readonly SplitImage[], split: SplitName | null): Unit {
  const boxes = new Map<number, number>()
  for (const image of open) for (const [category, count] of image.boxes) add(boxes, category, count)
  return { imageIds: open.map((image) => image.id), boxes, split }
}

/** The part that most of the images have; among equals the first of train, val, test. */
export function commonestSplit(images: readonly { readonly split: SplitName | null }[]): SplitName | null {
  const countIn = (name: SplitName) => images.filter((image) => image.split === name).length
  const most = Math.max(...splitNames.map(countIn))
  return most === 0 ? null : splitNames.find((name) => countIn(name) === most)!
}

/** The units of each class, those with most boxes of it first: small ones even out what large ones left. */
function byCategory(open: readonly Unit[]): Map<number, Unit[]> {
  const unitsOfCategory = new Map<number, Unit[]>()
  for (const unit of open) {
    for (const category of unit.boxes.keys()) {
      const there = unitsOfCategory.get(category)
      if (there) there.push(unit)
      else unitsOfCategory.set(category, [unit])
    }
  }
  for (const [category, units] of unitsOfCategory) {
    units.sort((a, b) => b.boxes.get(category)! - a.boxes.get(category)!)
  }
  return unitsOfCategory
}

/** What every part still takes and lacks while units are dealt. */
class DealTable {
  readonly #parts: readonly number[]
  readonly #random: Random
  /** Images that each part takes, those that it still lacks of them, and all that it has. */
  readonly #size: readonly number[]
  readonly #capacity: number[]
  readonly #images: number[]
  /** Boxes of each class that each part is to have, and those that it has. */
  readonly #wanted = new Map<number, number[]>()
  readonly #boxes = new Map<number, number[]>()
  /** Units not dealt yet, in all and with each class. */
  #openUnits: number
  readonly #openOfCategory = new Map<number, number>()

  constructor(standing: readonly SplitImage[], open: readonly Unit[], ratio: SplitRatio, random: Random) {
    this.#random = random
    this.#parts = [0, 1, 2].filter((part) => ratio[part]! > 0)
    this.#images = splitNames.map((name) => standing.filter((image) => image.split === name).length)
    this.#size = remainingSizes(standing.length, this.#images, ratio)
    this.#capacity = [...this.#size]
    this.#openUnits = open.length
    for (const unit of open) for (const category of unit.boxes.keys()) add(this.#openOfCategory, category, 1)
    const sum = ratio[0] + ratio[1] + ratio[2]
    for (const image of standing) {
      for (const [category, count] of image.boxes) {
        const wanted = entryOf(this.#wanted, category)
        for (const part of [0, 1, 2]) wanted[part]! += (count * ratio[part]!) / sum
        if (image.split !== null) entryOf(this.#boxes, category)[splitNames.indexOf(image.split)]! += count
      }
    }
  }

  /** The class with the fewest units still to be dealt; null when none is left. */
  rarest(): number | null {
    let rarest: number | null = null
    let fewest = Number.POSITIVE_INFINITY
    for (const [category, units] of this.#openOfCategory) {
      const isRarer = units < fewest || (units === fewest && category < rarest!)
      if (units > 0 && isRarer) [rarest, fewest] = [category, units]
    }
    return rarest
  }

  /** @param category the class for which the unit is dealt now, or null when only the sizes count */
  deal(unit: Unit, category: number | null): SplitName {
    const part = this.#choose(unit, category)
    this.#capacity[part]! -= unit.imageIds.length
    this.#images[part]! += unit.imageIds.length
    this.#openUnits -= 1
    for (const [held, count] of unit.boxes) {
      entryOf(this.#boxes, held)[part]! += count
      add(this.#openOfCategory, held, -1)
    }
    return splitNames[part]!
  }

  #choose(unit: Unit, category: number | null): number {
    // The last groups go to parts that would stay empty, even when they are larger than the part should be.
    const empty = this.#parts.filter((part) => this.#images[part] === 0 && this.#capacity[part]! > 0)
    if (empty.length > 0 && this.#openUnits <= empty.length) return this.#mostLacking(empty, unit, category)
    const withRoom = this.#parts.filter((part) => this.#capacity[part]! >= unit.imageIds.length)
    if (withRoom.length === 0) return this.#mostLacking(this.#parts, unit, null)
    if (category === null) return this.#mostLacking(withRoom, unit, null)
    const without = withRoom.filter((part) => entryOf(this.#boxes, category)[part] === 0)
    const isLastChance = without.length > 0 && this.#openOfCategory.get(category)! <= without.length
    return this.#mostLacking(isLastChance ? without : withRoom, unit, category)
  }

  /** Among equals the part with most room, then by chance. */
  #mostLacking(parts: readonly number[], unit: Unit, category: number | null): number {
    const lack = new Map(parts.map((part) => [part, this.#lack(part, unit, category)]))
    const chance = new Map(parts.map((part) => [part, this.#random.next()]))
    const sorted = [...parts].sort(
      (a, b) =>
        lack.get(b)! - lack.get(a)! || this.#capacity[b]! - this.#capacity[a]! || chance.get(a)! - chance.get(b)!,
    )
    return sorted[0]!
  }

  /** Which share of what a part is to have it lacks, in the middle between before and after taking the unit. */
  #lack(part: number, unit: Unit, category: number | null): number {
    if (category === null) {
      return (this.#capacity[part]! - unit.imageIds.length / 2) / Math.max(1, this.#size[part]!)
    }
    const wanted = entryOf(this.#wanted, category)[part]!
    return (wanted - entryOf(this.#boxes, category)[part]! - unit.boxes.get(category)! / 2) / wanted
  }
}

/** How many images each part still takes. Parts that hold more than their share take none; the others share what is there. */
function remainingSizes(count: number, kept: readonly number[], ratio: SplitRatio): number[] {
  const [train, val, test] = splitSizes(count, ratio).map((size, part) => Math.max(0, size - kept[part]!))
  const open = count - kept[0]! - kept[1]! - kept[2]!
  return splitSizes(open, [train!, val!, test!])
}

function entryOf(table: Map<number, number[]>, category: number): number[] {
  const entry = table.get(category) ?? [0, 0, 0]
  table.set(category, entry)
  return entry
}

function add(counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}
