/**
 * KITTI's two ways of matching the boxes of one image: one to find the scores at which to measure, one to count there.
 * Source: `cleanData` and `computeStatistics` of the devkit's evaluate_object.cpp.
 * Shapes, of one image: G ground truths, D detections, C DontCare regions.
 */
import type { Dataset } from './dataset.ts'
import { distinctIds, firstIntegers, groupBy, membersOf, placesOf } from './grouping.ts'
import { coverage, intersectionOverUnion } from './overlap.ts'

/** Class names are compared without regard to case. */
export type KittiClass = {
  readonly name: string
  /** A class so like it that taking one for the other is no mistake. */
  readonly neighbour: string | null
  readonly minOverlap: number
}
export type Difficulty = { readonly minHeight: number; readonly maxOcclusion: number; readonly maxTruncation: number }

export type KittiImage = {
  /** Places in the columns of the dataset. [G], [D] */
  readonly groundTruths: Int32Array
  readonly detections: Int32Array
  readonly scores: Float64Array
  /** IoU of detection d and ground truth g at d x G + g. [D, G] */
  readonly overlaps: Float64Array
  /** The largest part of each detection that one DontCare region covers. [D] */
  readonly dontCare: Float64Array
}

export function kittiImages(dataset: Dataset): KittiImage[] {
  const dontCare = isDontCare(dataset)
  const imageIds = distinctIds(dataset.imageIds)
  const grouped = (ids: ArrayLike<number>) =>
    groupBy(firstIntegers(ids.length), placesOf(ids, imageIds), imageIds.length)
  const groundTruths = grouped(dataset.groundTruths.imageIds)
  const detections = grouped(dataset.detections.imageIds)
  return imageIds.map((_, image) => {
    const own = membersOf(groundTruths, image)
    const objects = own.filter((place) => !dontCare[place])
    const regions = own.filter((place) => dontCare[place])
    return imageOf(dataset, membersOf(detections, image), objects, regions)
  })
}

function imageOf(dataset: Dataset, detections: Int32Array, objects: Int32Array, regions: Int32Array): KittiImage {
  const overlaps = new Float64Array(detections.length * objects.length)
  for (const [d, detection] of detections.entries()) {
    for (const [g, object] of objects.entries()) {
      overlaps[d * objects.length + g] = intersectionOverUnion(dataset, detection, object)
    }
  }
  return {
    groundTruths: objects,
    detections,
    scores: Float64Array.from(detections, (detection) => dataset.detections.scores[detection]!),
    overlaps,
    dontCare: Float64Array.from(detections, (detection) =>
      regions.reduce((max, region) => Math.max(max, coverage(dataset, detection, region)), 0),
    ),
  }
}

/** Regions in which a detection is not wrong: of class DontCare, or ignore regions without a class. */
function isDontCare({ groundTruths, categories }: Dataset): Uint8Array {
  const names = lowerCaseNames(categories)
  return Uint8Array.from(groundTruths.categoryIds, (id, place) => {
    const name = names.get(id)
    const isWithoutClass = name === undefined && Boolean(groundTruths.ignore[place])
    return isWithoutClass || name === 'dontcare' ? 1 : 0
  })
}

function lowerCaseNames(categories: Dataset['categories']): Map<number, string> {
  return new Map(categories.map((category) => [category.id, category.name.toLowerCase()]))
}

/** Counted: needed, or else wrong. Ignored: may be matched, without any count. Skipped: as if it were not there. */
const role = { skipped: 0, counted: 1, ignored: 2 } as const

/** What each box of the dataset is to one class at one difficulty. */
export type Roles = {
  readonly groundTruths: Uint8Array
  readonly detections: Uint8Array
  readonly groundTruthCount: number
}

export function rolesOf(dataset: Dataset, kind: KittiClass, difficulty: Difficulty): Roles {
  const names = lowerCaseNames(dataset.categories)
  const { groundTruths, detections } = dataset
  const groundTruthRoles = Uint8Array.from(groundTruths.categoryIds, (id, place) => {
    const name = names.get(id)
    if (name === undefined) return role.skipped
    if (name === kind.neighbour?.toLowerCase()) return role.ignored
    if (name !== kind.name.toLowerCase()) return role.skipped
    return groundTruths.ignore[place] || isTooHard(dataset, place, difficulty) ? role.ignored : role.counted
  })
  return {
    groundTruths: groundTruthRoles,
    // The height is asked before the class: a small detection of any class may take the match of an object.
    detections: Uint8Array.from(detections.categoryIds, (id, place) => {
      if (heightOf(detections.boxes, place) < difficulty.minHeight) return role.ignored
      return names.get(id) === kind.name.toLowerCase() ? role.counted : role.skipped
    }),
    groundTruthCount: groundTruthRoles.filter((value) => value === role.counted).length,
  }
}

/** Without a statement on occlusion or truncation (negative or NaN) only the height decides. */
function isTooHard({ groundTruths }: Dataset, place: number, difficulty: Difficulty): boolean {
  return (
    (groundTruths.occluded?.[place] ?? -1) > difficulty.maxOcclusion ||
    (groundTruths.truncated?.[place] ?? -1) > difficulty.maxTruncation ||
    heightOf(groundTruths.boxes, place) <= difficulty.minHeight
  )
}

function heightOf(boxes: ArrayLike<number>, place: number): number {
  return Math.abs(boxes[4 * place + 3]! - boxes[4 * place + 1]!)
}

/** The state of one matching; `isTaken` [D] is filled along the way. */
type Matching = {
  readonly image: KittiImage
  readonly roles: Roles
  readonly minOverlap: number
  readonly isTaken: Uint8Array
}

/** First way: each ground truth takes the free detection with the highest score. */
export function scoresOfTruePositives(image: KittiImage, roles: Roles, minOverlap: number): number[] {
  const isTaken = new Uint8Array(image.detections.length)
  return truePositives({ image, roles, minOverlap, isTaken }, highestScore).map((d) => image.scores[d]!)
}

export type KittiCounts = { readonly tp: number; readonly fp: number }

/**
 * Second way, with the detections from `threshold` on: each ground truth takes the free detection that overlaps most, a
 * counted one before an ignored one. Detections in DontCare regions are no false positives.
 */
export function countAt(image: KittiImage, roles: Roles, minOverlap: number, threshold: number): KittiCounts {
  const isTaken = Uint8Array.from(image.scores, (score) => (score < threshold ? 1 : 0))
  const tp = truePositives({ image, roles, minOverlap, isTaken }, largestOverlap).length
  let fp = 0
  for (let d = 0; d < isTaken.length; d++) {
    const isCounted = !isTaken[d] && roles.detections[image.detections[d]!] === role.counted
    if (isCounted && image.dontCare[d]! <= minOverlap) fp++
  }
  return { tp, fp }
}

/** The detections, by their number in the image, that a ground truth took where both count. */
function truePositives(matching: Matching, choose: (matching: Matching, g: number) => number): number[] {
  const { image, roles, isTaken } = matching
  const found: number[] = []
  for (const [g, groundTruth] of image.groundTruths.entries()) {
    const own = roles.groundTruths[groundTruth]
    if (own === role.skipped) continue
    const taken = choose(matching, g)
    if (taken < 0) continue
    isTaken[taken] = 1
    if (own === role.counted && roles.detections[image.detections[taken]!] === role.counted) found.push(taken)
  }
  return found
}

function highestScore({ image, roles, minOverlap, isTaken }: Matching, g: number): number {
  let best = -1
  for (let d = 0; d < isTaken.length; d++) {
    if (isTaken[d] || roles.detections[image.detections[d]!] === role.skipped) continue
    if (image.overlaps[d * image.groundTruths.length + g]! <= minOverlap) continue
    if (best < 0 || image.scores[d]! > image.scores[best]!) best = d
  }
  return best
}

function largestOverlap({ image, roles, minOverlap, isTaken }: Matching, g: number): number {
  let best = -1
  let bestOverlap = minOverlap
  let ignored = -1
  for (let d = 0; d < isTaken.length; d++) {
    const own = roles.detections[image.detections[d]!]
    if (isTaken[d] || own === role.skipped) continue
    const overlap = image.overlaps[d * image.groundTruths.length + g]!
    if (own === role.counted && overlap > bestOverlap) {
      best = d
      bestOverlap = overlap
    }
    if (own === role.ignored && overlap > minOverlap && ignored < 0) ignored = d
  }
  return best >= 0 ? best : ignored
}
