/** Train, validation and test parts: dealing them, setting them by hand, telling how they stand, mending leaks. */
import { setImmediate } from 'node:timers/promises'
import type { EngineHandlers, ParsedRequest } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { SplitName } from '../../../shared/model.ts'
import type { SplitReport } from '../../../shared/reports.ts'
import { dealSplits, type SplitImage } from '../../../shared/split/deal.ts'
import {
  type GroupRule,
  groupImages,
  mendedGroup,
  type Pair,
  type PartedImage,
  patternProblem,
} from '../../../shared/split/groups.ts'
import { nearCopyPairs } from '../../../shared/split/nearCopies.ts'
import { leaksOf, mendableGroups, type Standing, splitReportOf } from '../../../shared/split/report.ts'
import type { SplitSettings } from '../../../shared/split/settings.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { comparePictures } from '../jobs/compareJob.ts'
import type { Store } from '../store/store.ts'

type Part = Pick<EngineHandlers, 'split.assign' | 'split.report' | 'split.set' | 'split.mend' | 'split.compare'>

export function splitHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store
  return {
    'split.assign': (request) => assign(context, request),
    'split.report': async ({ groups }) => {
      refusePattern(groups)
      const settings = store().splits.settings()
      const standing = standingOf(store(), groups ? { ...settings, groups } : settings, await copiesIn(store()))
      return splitReportOf(standing, {
        isDryRun: false,
        kept: standing.images.filter(({ split }) => split !== null).length,
        moved: 0,
        uncompared: store().splits.unseen().length,
      })
    },
    'split.set': (request) => setByHand(context, request),
    'split.mend': async ({ groups, imageIds }) => {
      refusePattern(groups)
      const copies = await copiesIn(store())
      return mend(context, standingOf(store(), { ...store().splits.settings(), groups }, copies), imageIds)
    },
    'split.compare': () => {
      const { jobs } = openProjectOf(context)
      return { jobId: jobs.start('compare', {}, (job) => comparePictures(job, context.folders.cache)).id }
    },
  }
}

/** Groups that lie in several parts, by the rule of the last dealing; near copies as far as pictures were looked at. */
export async function leakCountOf(store: Store): Promise<number> {
  return leaksOf(standingOf(store, store.splits.settings(), await copiesIn(store))).length
}

/** For each image that belongs to others the number of its group, by the rule of the last dealing. */
export async function imageGroups(store: Store): Promise<Map<number, number>> {
  return groupImages(store.splits.images(), store.splits.settings().groups, await copiesIn(store))
}

async function assign(
  context: EngineContext,
  { dryRun, ...settings }: ParsedRequest<'split.assign'>,
): Promise<SplitReport> {
  const { store } = openProjectOf(context)
  refuseEmptyRatio(settings.ratio)
  refusePattern(settings.groups)
  const standing = standingOf(store, settings, await copiesIn(store))
  const { images } = standing
  if (images.length === 0) {
    throw new BoxwrightError('nothing-to-train', 'No image is labelled yet. Draw boxes or import labels, then split.')
  }
  const dealt = dealSplits(splitImagesOf(standing), { ...settings, isStratified: settings.stratify })
  const moved = images.filter(({ id, split }) => dealt.has(id) && dealt.get(id) !== split)
  if (!dryRun) {
    store.splits.setSettings(settings)
    writeParts(context, new Map(moved.map(({ id }) => [id, dealt.get(id)!])))
  }
  const after = images.map((image) => ({ ...image, split: dealt.get(image.id) ?? image.split }))
  return splitReportOf(
    { ...standing, images: after },
    {
      isDryRun: dryRun,
      kept: images.length - dealt.size,
      moved: moved.length,
      uncompared: store.splits.unseen().length,
    },
  )
}

/** One step; nothing when nothing changes. */
function writeParts(context: EngineContext, parts: ReadonlyMap<number, SplitName>): void {
  if (parts.size === 0) return
  openProjectOf(context).store.edits.run('split', null, (writer) => {
    for (const [id, split] of parts) writer.update('image', id, { split })
  })
  announceChange(context, null)
}

function setByHand(context: EngineContext, { ids, split, isLocked }: ParsedRequest<'split.set'>) {
  const { store } = openProjectOf(context)
  const changes = store.images.get(ids).flatMap((image) => {
    const part = split === undefined ? image.split : split
    // A lock holds a part; without one there is nothing to hold.
    const isHeld = part !== null && (isLocked ?? image.isSplitLocked)
    if (part === image.split && isHeld === image.isSplitLocked) return []
    return [{ id: image.id, columns: { split: part, is_split_locked: isHeld ? 1 : 0 } }]
  })
  if (changes.length > 0) {
    store.edits.run('split', null, (writer) => {
      for (const { id, columns } of changes) writer.update('image', id, columns)
    })
    announceChange(
      context,
      changes.map(({ id }) => id),
    )
  }
  return { changed: changes.length }
}

function mend(context: EngineContext, standing: Standing, imageIds: readonly number[] | null) {
  const wanted = imageIds === null ? null : new Set(imageIds)
  const parts = new Map<number, SplitName>()
  let heldByLocks = 0
  for (const group of mendableGroups(standing)) {
    if (wanted && !group.some(({ id }) => wanted.has(id))) continue
    const mended = mendedGroup(group)
    if (mended === null) heldByLocks += 1
    else for (const [id, part] of mended) parts.set(id, part)
  }
  writeParts(context, parts)
  return { moved: parts.size, heldByLocks }
}

function standingOf(store: Store, settings: SplitSettings, copies: readonly Pair[]): Standing {
  return {
    images: store.splits.images(),
    boxes: store.annotations.perImageAndCategory(),
    categories: store.categories.list(),
    settings,
    copies,
  }
}

/** Pairs of near copies of each project, as long as no other pictures are known. */
const knownCopies = new WeakMap<Store, { readonly version: string; readonly pairs: Promise<Pair[]> }>()

function copiesIn(store: Store): Promise<Pair[]> {
  const version = store.splits.likenessVersion()
  const known = knownCopies.get(store)
  if (known?.version === version) return known.pairs
  const pairs = findCopies(store)
  knownCopies.set(store, { version, pairs })
  return pairs
}

/** Between slices other calls are answered: among 100,000 pictures the search takes a second. */
async function findCopies(store: Store): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (const slice of nearCopyPairs(store.splits.likenesses())) {
    for (const pair of slice) pairs.push(pair)
    await setImmediate()
  }
  return pairs
}

function splitImagesOf({ images, boxes, settings, copies }: Standing): SplitImage[] {
  const groups = groupImages(images, settings.groups, copies)
  const boxesOf = new Map<number, Map<number, number>>()
  for (const { imageId, categoryId, boxes: count } of boxes) {
    const counts = boxesOf.get(imageId) ?? new Map<number, number>()
    boxesOf.set(imageId, counts.set(categoryId, count))
  }
  const keeps = (image: PartedImage) => settings.keep || image.isLocked
  return images.map((image) => ({
    id: image.id,
    boxes: boxesOf.get(image.id) ?? new Map(),
    split: keeps(image) ? image.split : null,
    group: groups.get(image.id) ?? null,
  }))
}

function refuseEmptyRatio(ratio: SplitSettings['ratio']): void {
  if (ratio.some((share) => share > 0)) return
  throw new BoxwrightError(
    'bad-request',
    'The ratio 0:0:0 leaves no part for any image. Give at least one part a share.',
  )
}

function refusePattern(rule: GroupRule | undefined): void {
  const problem = rule?.namePattern ? patternProblem(rule.namePattern) : null
  if (problem === null) return
  throw new BoxwrightError('bad-request', `The pattern for names is not understood: ${problem}.`, { pattern: problem })
}
