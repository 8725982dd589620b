/**
 * A dataset sorted for matching across categories: which detection touches which object, and how much of it lies in an
 * ignore region. Built once; every IoU threshold then reads it in a single walk.
 * Shapes: D detections and G ground truths of the dataset, N detections that may count, K categories, P pairs that overlap at all.
 */
import type { Dataset, NumberColumn } from './dataset.ts'
import { categoryIdsOf, distinctIds, firstIntegers, type Groups, groupBy, picked, placesOf } from './grouping.ts'
import { coverage, intersectionOverUnion } from './overlap.ts'
import { byDescendingScore } from './scoreOrder.ts'

export type CrossIndex = {
  readonly dataset: Dataset
  /** Places of the detections whose image and category are part of the dataset, the highest score first. [N] */
  readonly order: Int32Array
  /** Where each detection stands in the order, -1 where it does not. [D] */
  readonly positions: Int32Array
  /** Their scores, and the places of their categories and images. [N] */
  readonly scores: Float64Array
  readonly categories: Int32Array
  readonly images: Int32Array
  /** Place of each box's category in the dataset, -1 when it is not listed. [D], [G] */
  readonly detectionCategories: Int32Array
  readonly groundTruthCategories: Int32Array
  /** Place of the image of each object, -1 for what is none. [G] */
  readonly objectImages: Int32Array
  readonly imageCount: number
  /** Objects of each category. [K] groups */
  readonly objects: Groups
  /** 1 for an object, 0 for an ignore region or a ground truth that is not part of the dataset. [G] */
  readonly isObject: Uint8Array
  /** The pairs of the detection at position n of `order` are pairStarts[n] to pairStarts[n + 1] - 1. [N + 1] */
  readonly pairStarts: Int32Array
  /** Place in dataset.groundTruths; objects of a detection as they stand there. [P] */
  readonly pairObjects: Int32Array
  readonly pairOverlaps: Float64Array
  /** The largest part of each detection that lies in one ignore region. [N] */
  readonly coverages: Float64Array
}

/** @param former of the same detections beside other labels, if there is one: sorting them is half of the work */
export function indexAcrossCategories(dataset: Dataset, former: CrossIndex | null = null): CrossIndex {
  const { groundTruths } = dataset
  const categoryIds = categoryIdsOf(dataset.categories)
  const groundTruthCategories = placesOf(groundTruths.categoryIds, categoryIds)
  const groundTruthImages = placesOf(groundTruths.imageIds, distinctIds(dataset.imageIds))
  const sorted = former && hasSameDetections(former.dataset, dataset) ? sortedIn(former) : sortDetections(dataset)
  const isObject = Uint8Array.from(groundTruthCategories, (category, place) =>
    category >= 0 && groundTruthImages[place]! >= 0 && !groundTruths.ignore[place] ? 1 : 0,
  )
  const regionImages = groundTruthImages.map((image, place) =>
    isRegion(groundTruths, groundTruthCategories, place) ? image : -1,
  )
  const objectImages = groundTruthImages.map((image, place) => (isObject[place] ? image : -1))
  return {
    dataset,
    ...sorted,
    groundTruthCategories,
    objectImages,
    objects: groupBy(
      firstIntegers(isObject.length),
      groundTruthCategories.map((category, place) => (isObject[place] ? category : -1)),
      categoryIds.length,
    ),
    isObject,
    ...overlappingObjects({ dataset, ...sorted, groundTruthImages: objectImages }),
    coverages: regionCoverages({ dataset, ...sorted, groundTruthImages: regionImages }),
  }
}

/** What the labels have no part in. */
type SortedDetections = Pick<
  CrossIndex,
  'order' | 'positions' | 'scores' | 'categories' | 'images' | 'detectionCategories' | 'imageCount'
>

function sortDetections({ detections, categories, imageIds }: Dataset): SortedDetections {
  const images = distinctIds(imageIds)
  const detectionCategories = placesOf(detections.categoryIds, categoryIdsOf(categories))
  const detectionImages = placesOf(detections.imageIds, images)
  const counted = firstIntegers(detectionImages.length).filter(
    (place) => detectionImages[place]! >= 0 && detectionCategories[place]! >= 0,
  )
  const order = byDescendingScore(counted, detections.scores)
  return {
    order,
    positions: positionsIn(order, detectionImages.length),
    scores: picked(detections.scores, order),
    categories: order.map((detection) => detectionCategories[detection]!),
    images: order.map((detection) => detectionImages[detection]!),
    detectionCategories,
    imageCount: images.length,
  }
}

function sortedIn(former: CrossIndex): SortedDetections {
  const { order, positions, scores, categories, images, detectionCategories, imageCount } = former
  return { order, positions, scores, categories, images, detectionCategories, imageCount }
}

function hasSameDetections(one: Dataset, other: Dataset): boolean {
  if (one.detections !== other.detections || one.imageIds.length !== other.imageIds.length) return false
  for (let place = 0; place < one.imageIds.length; place++) {
    if (one.imageIds[place] !== other.imageIds[place]) return false
  }
  return (
    one.categories.length === other.categories.length &&
    one.categories.every(({ id }, place) => id === other.categories[place]!.id)
  )
}

function positionsIn(order: Int32Array, detectionCount: number): Int32Array {
  const positions = new Int32Array(detectionCount).fill(-1)
  for (let position = 0; position < order.length; position++) positions[order[position]!] = position
  return positions
}

type RegionColumns = { readonly categoryIds: NumberColumn; readonly ignore: ArrayLike<boolean | number> }

/** A region without a class belongs to every class; one of a class that is not listed takes no part. */
function isRegion({ categoryIds, ignore }: RegionColumns, categories: Int32Array, place: number): boolean {
  return Boolean(ignore[place]) && (categories[place]! >= 0 || categoryIds[place] === 0)
}

type Places = Pick<CrossIndex, 'order' | 'images' | 'imageCount'> & {
  readonly dataset: Dataset
  /** -1 for ground truths that are not meant. */
  readonly groundTruthImages: Int32Array
}

function overlappingObjects({ dataset, order, images, groundTruthImages, imageCount }: Places) {
  const { starts, members } = groupBy(firstIntegers(groundTruthImages.length), groundTruthImages, imageCount)
  const pairStarts = new Int32Array(order.length + 1)
  const pairObjects: number[] = []
  const pairOverlaps: number[] = []
  for (let position = 0; position < order.length; position++) {
    const detection = order[position]!
    const image = images[position]!
    for (let at = starts[image]!; at < starts[image + 1]!; at++) {
      const overlap = intersectionOverUnion(dataset, detection, members[at]!)
      if (overlap <= 0) continue
      pairObjects.push(members[at]!)
      pairOverlaps.push(overlap)
    }
    pairStarts[position + 1] = pairObjects.length
  }
  return { pairStarts, pairObjects: Int32Array.from(pairObjects), pairOverlaps: Float64Array.from(pairOverlaps) }
}

function regionCoverages({ dataset, order, images, groundTruthImages, imageCount }: Places): Float64Array {
  const { starts, members } = groupBy(firstIntegers(groundTruthImages.length), groundTruthImages, imageCount)
  const coverages = new Float64Array(order.length)
  for (let position = 0; position < order.length; position++) {
    const detection = order[position]!
    const image = images[position]!
    for (let at = starts[image]!; at < starts[image + 1]!; at++) {
      coverages[position] = Math.max(coverages[position]!, coverage(dataset, detection, members[at]!))
    }
  }
  return coverages
}
