/** How images stand in the parts: counts of images and boxes by class, and groups that lie in several parts. */
import type { Category } from '../model.ts'
import type { SplitLeak, SplitReport } from '../reports.ts'
import { splitNames } from './deal.ts'
import { type GroupRule, groupImages, noGroups, type Pair, type PartedImage, partedGroups } from './groups.ts'
import type { SplitSettings } from './settings.ts'

export type CountedBoxes = { readonly imageId: number; readonly categoryId: number; readonly boxes: number }

export type Standing = {
  /** All that can be dealt, with the part each has or would have. */
  readonly images: readonly PartedImage[]
  readonly boxes: readonly CountedBoxes[]
  readonly categories: readonly Category[]
  readonly settings: SplitSettings
  readonly copies: readonly Pair[]
}
type Facts = Pick<SplitReport, 'isDryRun' | 'kept' | 'moved' | 'uncompared'>

/** More are counted, and found again once these are mended. */
const mostLeaks = 100
const mostOfPart = 3

export function splitReportOf(standing: Standing, facts: Facts): SplitReport {
  const { images, settings } = standing
  const leaks = leaksOf(standing)
  const groupSizes = new Map<number, number>()
  for (const group of groupImages(images, settings.groups, standing.copies).values()) {
    groupSizes.set(group, (groupSizes.get(group) ?? 0) + 1)
  }
  return {
    ...facts,
    seed: settings.seed,
    ratio: settings.ratio,
    settings,
    dealable: images.length,
    images: countsOf(images.map(({ split }) => [split, 1])),
    unassigned: images.filter(({ split }) => split === null).length,
    locked: images.filter(({ isLocked }) => isLocked).length,
    categories: categoriesOf(standing),
    groups: {
      count: groupSizes.size,
      largest: [...groupSizes.values()].reduce((largest, size) => Math.max(largest, size), 0),
    },
    leakCount: leaks.length,
    leaks: leaks.slice(0, mostLeaks),
  }
}

/** The groups that mending brings together: near copies always, the rest by the rule. */
export function mendableGroups({ images, settings, copies }: Standing): PartedImage[][] {
  return partedGroups(images, groupImages(images, { ...settings.groups, byCopies: true }, copies))
}

export function leaksOf({ images, settings, copies }: Standing): SplitLeak[] {
  const parted = (kind: SplitLeak['kind'], rule: GroupRule) =>
    partedGroups(images, groupImages(images, rule, copies)).map((group) => leakOf(kind, group))
  return [
    ...parted('copies', { ...noGroups, byCopies: true }),
    ...parted('group', { ...settings.groups, byCopies: false }),
  ]
}

function leakOf(kind: SplitLeak['kind'], group: readonly PartedImage[]): SplitLeak {
  const shown = splitNames.flatMap((name) => group.filter(({ split }) => split === name).slice(0, mostOfPart))
  return {
    kind,
    imageCount: group.length,
    images: shown.map(({ id, path, split, isLocked }) => ({
      ...{ id, path, isLocked },
      split: split!,
    })),
  }
}

function categoriesOf({ images, boxes, categories }: Standing): SplitReport['categories'] {
  const splitOf = new Map(images.map(({ id, split }) => [id, split]))
  const ofCategory = Map.groupBy(boxes, ({ categoryId }) => categoryId)
  return categories.map(({ id, name }) => {
    const own = ofCategory.get(id) ?? []
    return {
      ...{ id, name },
      boxes: countsOf(own.map(({ imageId, boxes: count }) => [splitOf.get(imageId), count])),
      images: countsOf(own.map(({ imageId }) => [splitOf.get(imageId), 1])),
    }
  })
}

function countsOf(entries: readonly (readonly [PartedImage['split'] | undefined, number])[]): SplitReport['images'] {
  const counts = { train: 0, val: 0, test: 0 }
  for (const [split, count] of entries) if (split) counts[split] += count
  return counts
}
