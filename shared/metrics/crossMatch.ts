/**
 * One-to-one matching across categories: what did the model see in each labelled place, right or wrong?
 * The confusion matrix, the table of precision and recall and the galleries behind them all read this one matching.
 * Source: `ConfusionMatrix.process_batch` of Ultralytics 8.4 (utils/metrics.py). In each image the detection with the
 * highest score goes first and takes the free ground truth that it overlaps most, if their IoU is above the threshold.
 * A detection's match never depends on lower scores, so raising the confidence only removes matches.
 * Shapes: D detections and G ground truths of the dataset.
 */
import type { Dataset, NumberColumn } from './dataset.ts'
import { categoryIdsOf, distinctIds, firstIntegers, groupBy, membersOf, placesOf } from './grouping.ts'
import { coverage, intersectionOverUnion } from './overlap.ts'

/** What became of a detection that has no ground truth. */
export const unmatched = -1
/** It lies in an ignore region, or its image or category is not part of the dataset: it is not counted. */
export const notCounted = -2

export type CrossMatches = {
  readonly iou: number
  /** Place in dataset.groundTruths, or `unmatched`, or `notCounted`. [D] */
  readonly groundTruths: Int32Array
  /** IoU of the pair; 0 without one. [D] */
  readonly overlaps: Float64Array
  /** Place of the detection that took it, or `unmatched`, or `notCounted` for an ignore region. [G] */
  readonly detections: Int32Array
}

export function matchAcrossCategories(dataset: Dataset, iou: number): CrossMatches {
  const imageIds = distinctIds(dataset.imageIds)
  const detectionImages = countedImages(dataset, dataset.detections, imageIds)
  const { objectImages, regionImages } = groundTruthImages(dataset, imageIds)
  const detections = groupBy(byScore(dataset.detections.scores), detectionImages, imageIds.length)
  const objects = groupBy(firstIntegers(objectImages.length), objectImages, imageIds.length)
  const regions = groupBy(firstIntegers(regionImages.length), regionImages, imageIds.length)
  const matches = {
    iou,
    groundTruths: new Int32Array(detectionImages.length).fill(notCounted),
    overlaps: new Float64Array(detectionImages.length),
    detections: objectImages.map((image) => (image < 0 ? notCounted : unmatched)),
  }
  for (let image = 0; image < imageIds.length; image++) {
    matchImage(dataset, membersOf(detections, image), membersOf(objects, image), matches)
    releaseIgnored(dataset, membersOf(detections, image), membersOf(regions, image), matches)
  }
  return matches
}

type Boxes = { readonly imageIds: NumberColumn; readonly categoryIds: NumberColumn }

/** Place of each box's image, -1 when its image or its category is not part of the dataset. */
function countedImages({ categories }: Dataset, boxes: Boxes, imageIds: readonly number[]): Int32Array {
  const categoryPlaces = placesOf(boxes.categoryIds, categoryIdsOf(categories))
  return placesOf(boxes.imageIds, imageIds).map((image, box) => (categoryPlaces[box]! < 0 ? -1 : image))
}

/** Place of each ground truth's image, once where it is an object and once where it is an ignore region; else -1. */
function groundTruthImages(dataset: Dataset, imageIds: readonly number[]) {
  const { ignore, categoryIds } = dataset.groundTruths
  const images = placesOf(dataset.groundTruths.imageIds, imageIds)
  const counted = countedImages(dataset, dataset.groundTruths, imageIds)
  return {
    objectImages: counted.map((image, place) => (ignore[place] ? -1 : image)),
    regionImages: counted.map((image, place) => {
      if (!ignore[place]) return -1
      return categoryIds[place] === 0 ? images[place]! : image
    }),
  }
}

function byScore(scores: NumberColumn): Int32Array {
  return firstIntegers(scores.length).sort((a, b) => scores[b]! - scores[a]! || a - b)
}

function matchImage(dataset: Dataset, detections: Int32Array, objects: Int32Array, matches: CrossMatches): void {
  for (const detection of detections) {
    let best = unmatched
    let bestOverlap = matches.iou
    for (const object of objects) {
      if (matches.detections[object] !== unmatched) continue
      const overlap = intersectionOverUnion(dataset, detection, object)
      if (overlap <= bestOverlap) continue
      best = object
      bestOverlap = overlap
    }
    matches.groundTruths[detection] = best
    if (best === unmatched) continue
    matches.overlaps[detection] = bestOverlap
    matches.detections[best] = detection
  }
}

/** A detection without a match that lies in an ignore region, whatever the region's category, is not a false alarm. */
function releaseIgnored(dataset: Dataset, detections: Int32Array, regions: Int32Array, matches: CrossMatches): void {
  if (regions.length === 0) return
  for (const detection of detections) {
    if (matches.groundTruths[detection] !== unmatched) continue
    const isInRegion = regions.some((region) => coverage(dataset, detection, region) > matches.iou)
    if (isInRegion) matches.groundTruths[detection] = notCounted
  }
}
