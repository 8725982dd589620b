/**
 * Which images belong together and must not be parted: those of one folder, those whose names fit one pattern, near copies.
 * Groups that share an image are one group.
 */
import type { SplitName } from '../model.ts'
import { commonestSplit } from './deal.ts'

/** Patterns for names that tools and cameras give; the captured text is the group. */
export const namePatterns = {
  /** `street_0001.jpg`, `street_0002.jpg` → `street`: frames of a video, a numbered series. */
  number: '^(.*?)[ _.\\-]*\\d+\\.\\w+$',
  /** `P012_left.jpg`, `P012_right.jpg` → `P012`: a patient, a scene, a camera. */
  firstWord: '^((?:.*/)?[^/_\\- ]+)[_\\- ][^/]*$',
  /** `a.jpg`, `a (1).jpg`, `a copy.jpg` → `a`. */
  copy: '^(.*?)(?:[ _-]*\\(\\d+\\)|[ _-]+copy(?: ?\\d+)?)?\\.\\w+$',
  /** `a_jpg.rf.0b3f….jpg` → `a`: versions of one picture as Roboflow writes them. */
  roboflow: '^(.*?)_(?:jpe?g|png|bmp|webp)\\.rf\\.\\w+\\.\\w+$',
} as const
export type NamePattern = keyof typeof namePatterns

export type GroupRule = {
  readonly byFolder: boolean
  /** A regular expression over the path; null: names say nothing. */
  readonly namePattern: string | null
  readonly byCopies: boolean
}
export const noGroups: GroupRule = { byFolder: false, namePattern: null, byCopies: false }

export type GroupableImage = { readonly id: number; readonly rootId: number; readonly path: string }
export type Pair = readonly [number, number]

/** @returns for each image that is not alone the number of its group */
export function groupImages(
  images: readonly GroupableImage[],
  rule: GroupRule,
  copies: readonly Pair[],
): Map<number, number> {
  const sets = disjointSets()
  if (rule.byFolder) joinByKey(images, ({ rootId, path }) => `${rootId}/${path.slice(0, path.lastIndexOf('/') + 1)}`)
  if (rule.namePattern !== null) joinByName(rule.namePattern)
  if (rule.byCopies) for (const [a, b] of copies) sets.join(a, b)
  return groupsOf(images, sets.find)

  function joinByKey(members: readonly GroupableImage[], keyOf: (image: GroupableImage) => string | null): void {
    const firstOf = new Map<string, number>()
    for (const image of members) {
      const key = keyOf(image)
      if (key === null) continue
      const first = firstOf.get(key)
      if (first === undefined) firstOf.set(key, image.id)
      else sets.join(first, image.id)
    }
  }
  function joinByName(pattern: string): void {
    const expression = new RegExp(pattern, 'i')
    joinByKey(images, (image) => nameGroupOf(expression, image))
  }
}

/** What the pattern finds in a path: its first capture, else all it matched; null when it does not fit. */
export function nameGroupOf(expression: RegExp, { rootId, path }: Omit<GroupableImage, 'id'>): string | null {
  const match = expression.exec(path)
  return match
    ? `${rootId}/${(match.slice(1).find((capture) => capture !== undefined) ?? match[0]).normalize('NFC')}`
    : null
}

/** Why a pattern cannot be used, in the engine's words; null when it can. */
export function patternProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, 'i')
    return null
  } catch (error) {
    return (error as Error).message
  }
}

export type PartedImage = GroupableImage & { readonly split: SplitName | null; readonly isLocked: boolean }

/** Groups whose images lie in more than one part, each with its images that have a part. */
export function partedGroups<Image extends PartedImage>(
  images: readonly Image[],
  groups: ReadonlyMap<number, number>,
): Image[][] {
  const members = new Map<number, Image[]>()
  for (const image of images) {
    const group = groups.get(image.id)
    if (group === undefined || image.split === null) continue
    const there = members.get(group)
    if (there) there.push(image)
    else members.set(group, [image])
  }
  return [...members.values()].filter((group) => group.some(({ split }) => split !== group[0]!.split))
}

/**
 * Where the images of a parted group go so that it is in one part: where its locked images are, else where most of it is.
 * @returns images that change; null when locked images hold the group apart
 */
export function mendedGroup(group: readonly PartedImage[]): Map<number, SplitName> | null {
  const locked = group.filter(({ isLocked }) => isLocked)
  const target = commonestSplit(locked.length > 0 ? locked : group)
  if (target === null || locked.some(({ split }) => split !== target)) return null
  return new Map(group.filter(({ split }) => split !== target).map(({ id }) => [id, target]))
}

function groupsOf(images: readonly GroupableImage[], find: (id: number) => number): Map<number, number> {
  const sizes = new Map<number, number>()
  for (const { id } of images) sizes.set(find(id), (sizes.get(find(id)) ?? 0) + 1)
  return new Map(images.flatMap(({ id }) => (sizes.get(find(id))! > 1 ? [[id, find(id)]] : [])))
}

/** Union of sets with halved paths (Tarjan and van Leeuwen, 1984). */
function disjointSets() {
  const parents = new Map<number, number>()
  const find = (id: number): number => {
    let at = id
    for (let parent = parents.get(at) ?? at; parent !== at; parent = parents.get(at) ?? at) {
      const grandparent = parents.get(parent) ?? parent
      parents.set(at, grandparent)
      at = grandparent
    }
    return at
  }
  return {
    find,
    join: (a: number, b: number): void => {
      const [rootA, rootB] = [find(a), find(b)]
      if (rootA !== rootB) parents.set(Math.max(rootA, rootB), Math.min(rootA, rootB))
    },
  }
}
