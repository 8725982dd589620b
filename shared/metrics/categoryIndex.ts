/**
 * A dataset sorted for matching within one category: detections by score, and with each detection the ground truths
 * that it touches. Built once; every IoU threshold and area range then reads it.
 * Shapes, of one category: D detections, G ground truths, P pairs that overlap at all.
 */
import { maxDetections } from './cocoParameters.ts'
import type { Dataset, MetricCategory } from './dataset.ts'
import { categoryIdsOf, distinctIds, firstIntegers, type Groups, groupBy, membersOf, placesOf } from './grouping.ts'
import { cocoOverlap, type Overlap } from './overlap.ts'
import { byDescendingScore } from './scoreOrder.ts'

export type CategoryIndex = {
  readonly category: MetricCategory
  /** Places in dataset.detections, highest score first; equal scores by image id, then as in the dataset. [D] */
  readonly detections: Int32Array
  readonly scores: Float64Array
  readonly detectionAreas: Float64Array
  /** 0 for the best detection of this category in its image. [D] */
  readonly ranks: Int32Array
  /** Places in dataset.groundTruths; in one image as in the dataset, regions without a class last. [G] */
  readonly groundTruths: Int32Array
  readonly groundTruthAreas: Float64Array
  readonly isIgnored: Uint8Array
  /** The pairs of detection d are pairStarts[d] to pairStarts[d + 1] - 1. [D + 1] */
  readonly pairStarts: Int32Array
  /** Place in this index' groundTruths. [P] */
  readonly pairGroundTruths: Int32Array
  readonly pairOverlaps: Float64Array
}

export type IndexOptions = {
  readonly maxDetections: number
  readonly overlap: Overlap
}

export function indexCategories(
  dataset: Dataset,
  options: IndexOptions = { maxDetections, overlap: cocoOverlap },
): CategoryIndex[] {
  const imageIds = distinctIds(dataset.imageIds)
  const detectionImages = placesOf(dataset.detections.imageIds, imageIds)
  const groundTruthImages = placesOf(dataset.groundTruths.imageIds, imageIds)
  const detections = detectionsByCategory(dataset, detectionImages, imageIds.length)
  const groundTruths = groundTruthsByCategory(dataset)
  const withoutClass = membersOf(groundTruths, dataset.categories.length)
  return dataset.categories.map((category, place) => {
    const own = membersOf(groundTruths, place)
    return indexCategory({
      dataset,
      category,
      detections: bestOfEachImage(
        membersOf(detections, place),
        detectionImages,
        imageIds.length,
        options.maxDetections,
      ),
      detectionImages,
      groundTruths: groupBy(joined(own, withoutClass), groundTruthImages, imageIds.length),
      overlap: options.overlap,
    })
  })
}

/** Detections of each category, the highest score first. */
function detectionsByCategory(dataset: Dataset, images: Int32Array, imageCount: number): Groups {
  // Of equal scores the image with the lower id comes first.
  const { members } = groupBy(firstIntegers(images.length), images, imageCount)
  const byScore = byDescendingScore(members, dataset.detections.scores)
  const categories = placesOf(dataset.detections.categoryIds, categoryIdsOf(dataset.categories))
  return groupBy(byScore, categories, dataset.categories.length)
}

/** Ground truths of each category; one group more for the ignore regions that belong to none. */
function groundTruthsByCategory({ groundTruths, categories }: Dataset): Groups {
  const places = placesOf(groundTruths.categoryIds, categoryIdsOf(categories))
  for (const [groundTruth, place] of places.entries()) {
    const isWithoutClass = groundTruths.categoryIds[groundTruth] === 0 && groundTruths.ignore[groundTruth]
    if (place < 0 && isWithoutClass) places[groundTruth] = categories.length
  }
  return groupBy(firstIntegers(places.length), places, categories.length + 1)
}

type Ranked = { readonly detections: Int32Array; readonly ranks: Int32Array }

function bestOfEachImage(byScore: Int32Array, images: Int32Array, imageCount: number, limit: number): Ranked {
  const seen = new Int32Array(imageCount)
  const ranks = byScore.map((detection) => seen[images[detection]!]!++)
  return {
    detections: byScore.filter((_, position) => ranks[position]! < limit),
    ranks: ranks.filter((rank) => rank < limit),
  }
}

function joined(first: Int32Array, second: Int32Array): Int32Array {
  if (second.length === 0) return first
  const both = new Int32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

type CategoryParts = {
  readonly dataset: Dataset
  readonly category: MetricCategory
  readonly detections: Ranked
  readonly detectionImages: Int32Array
  /** By image. */
  readonly groundTruths: Groups
  readonly overlap: Overlap
}

function indexCategory(parts: CategoryParts): CategoryIndex {
  const { dataset, category } = parts
  const { detections, ranks } = parts.detections
  const groundTruths = parts.groundTruths.members
  return {
    category,
    detections,
    ranks,
    scores: Float64Array.from(detections, (detection) => dataset.detections.scores[detection]!),
    detectionAreas: Float64Array.from(detections, (detection) => dataset.detections.boxAreas[detection]!),
    groundTruths,
    groundTruthAreas: Float64Array.from(groundTruths, (groundTruth) => dataset.groundTruths.areas[groundTruth]!),
    isIgnored: Uint8Array.from(groundTruths, (groundTruth) => (dataset.groundTruths.ignore[groundTruth] ? 1 : 0)),
    ...overlappingPairs(parts),
  }
}

type Pairs = Pick<CategoryIndex, 'pairStarts' | 'pairGroundTruths' | 'pairOverlaps'>

function overlappingPairs({ dataset, detections, detectionImages, groundTruths, overlap }: CategoryParts): Pairs {
  const { starts, members } = groundTruths
  const pairStarts = new Int32Array(detections.detections.length + 1)
  const pairGroundTruths: number[] = []
  const pairOverlaps: number[] = []
  for (const [position, detection] of detections.detections.entries()) {
    const image = detectionImages[detection]!
    for (let place = starts[image]!; place < starts[image + 1]!; place++) {
      const value = overlap(dataset, detection, members[place]!)
      if (value <= 0) continue
      pairGroundTruths.push(place)
      pairOverlaps.push(value)
    }
    pairStarts[position + 1] = pairOverlaps.length
  }
  return {
    pairStarts,
    pairGroundTruths: Int32Array.from(pairGroundTruths),
    pairOverlaps: Float64Array.from(pairOverlaps),
  }
}
