/**
 * Each image by itself: how many objects were found, taken for another class, missed, and how often something was seen
 * where nothing is labelled. Read from the matching across categories, so the sums over all images are those of the
 * confusion matrix. F1 of an image = 2 TP / (2 TP + FP + FN) with TP = found, FP = confused + false alarms,
 * FN = confused + missed.
 * Shapes: I images, D detections, G ground truths.
 */
import { type CrossMatches, notCounted, overlapOf, unmatched } from './crossMatch.ts'
import type { Dataset, NumberColumn } from './dataset.ts'
import { distinctIds, firstIntegers, type Groups, groupBy, membersOf, placesOf } from './grouping.ts'

/** Which boxes lie in which image; the same for every IoU and confidence. */
export type ImageIndex = {
  /** Ascending. [I] */
  readonly imageIds: readonly number[]
  /** Place of each detection's image, -1 when it is not part of the dataset. [D] */
  readonly detectionImages: Int32Array
  /** The same of each ground truth. [G] */
  readonly groundTruthImages: Int32Array
  readonly detections: Groups
  readonly groundTruths: Groups
}

export function indexImages(dataset: Dataset): ImageIndex {
  const imageIds = distinctIds(dataset.imageIds)
  const detectionImages = placesOf(dataset.detections.imageIds, imageIds)
  const groundTruthImages = placesOf(dataset.groundTruths.imageIds, imageIds)
  return {
    imageIds,
    detectionImages,
    groundTruthImages,
    detections: groupBy(firstIntegers(detectionImages.length), detectionImages, imageIds.length),
    groundTruths: groupBy(firstIntegers(groundTruthImages.length), groundTruthImages, imageIds.length),
  }
}

/** What a detection is when its score is above the confidence. */
export const fate = { notCounted: 0, found: 1, confused: 2, falseAlarm: 3 } as const

/** One entry a detection; they depend on the IoU alone. [D] */
function fatesOf({ index, groundTruths }: CrossMatches): Uint8Array {
  const { detectionCategories, groundTruthCategories } = index
  return Uint8Array.from(groundTruths, (groundTruth, detection) => {
    if (groundTruth === notCounted) return fate.notCounted
    if (groundTruth === unmatched) return fate.falseAlarm
    return detectionCategories[detection] === groundTruthCategories[groundTruth] ? fate.found : fate.confused
  })
}

export type ImageTally = {
  readonly imageId: number
  readonly found: number
  readonly confused: number
  readonly falseAlarms: number
  readonly missed: number
  /** Null where nothing is labelled and nothing was detected: there is nothing to be right or wrong about. */
  readonly f1: number | null
}

export type JudgedImages = {
  readonly index: ImageIndex
  readonly matches: CrossMatches
  readonly fates: Uint8Array
  /** How many objects count in each image. [I] */
  readonly objects: Int32Array
  readonly scores: NumberColumn
}

export function judgeImages(index: ImageIndex, matches: CrossMatches): JudgedImages {
  const { scores } = matches.index.dataset.detections
  return { index, matches, fates: fatesOf(matches), objects: objectsOf(index, matches), scores }
}

function objectsOf({ imageIds, groundTruthImages }: ImageIndex, { detections }: CrossMatches): Int32Array {
  const counts = new Int32Array(imageIds.length)
  for (let groundTruth = 0; groundTruth < detections.length; groundTruth++) {
    if (detections[groundTruth] !== notCounted) counts[groundTruthImages[groundTruth]!]!++
  }
  return counts
}

/** Counts the detections whose score is above the confidence. One entry an image, in the order of the index. */
export function tallyImages({ index, fates, objects, scores }: JudgedImages, confidence: number): ImageTally[] {
  // Row f holds, for each image, how many of its detections have the fate f.
  const counts = Array.from({ length: 4 }, () => new Int32Array(index.imageIds.length))
  for (let detection = 0; detection < fates.length; detection++) {
    const image = index.detectionImages[detection]!
    if (image >= 0 && scores[detection]! > confidence) counts[fates[detection]!]![image]!++
  }
  return index.imageIds.map((imageId, image) => {
    const found = counts[fate.found]![image]!
    const confused = counts[fate.confused]![image]!
    const falseAlarms = counts[fate.falseAlarm]![image]!
    const missed = objects[image]! - found - confused
    const all = 2 * found + (confused + falseAlarms) + (confused + missed)
    return { imageId, found, confused, falseAlarms, missed, f1: all > 0 ? (2 * found) / all : null }
  })
}

export const outcomes = ['found', 'confused', 'falseAlarm', 'missed', 'ignored'] as const
export type Outcome = (typeof outcomes)[number]

/** A label, a detection, or a pair of both, by their places in the columns of the dataset. */
export type JudgedBox = {
  readonly outcome: Outcome
  readonly groundTruth: number | null
  readonly detection: number | null
  readonly iou: number | null
}

/** Detections first, the surest at the front, then what was missed, then ignore regions. */
export function boxesOfImage(
  { index, matches, fates, scores }: JudgedImages,
  image: number,
  confidence: number,
): JudgedBox[] {
  const isKept = (detection: number) => scores[detection]! > confidence
  const detected = [...membersOf(index.detections, image)]
    .filter(isKept)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .map((detection): JudgedBox => {
      const outcome = outcomeOf(fates[detection]!)
      const groundTruth = matches.groundTruths[detection]!
      return {
        outcome,
        detection,
        groundTruth: groundTruth < 0 ? null : groundTruth,
        iou: overlapOf(matches, detection),
      }
    })
  const labels = [...membersOf(index.groundTruths, image)].flatMap((groundTruth): JudgedBox[] => {
    const detection = matches.detections[groundTruth]!
    if (detection === notCounted) return [{ outcome: 'ignored', groundTruth, detection: null, iou: null }]
    if (detection !== unmatched && isKept(detection)) return []
    return [{ outcome: 'missed', groundTruth, detection: null, iou: null }]
  })
  return [
    ...detected,
    ...labels.filter(({ outcome }) => outcome === 'missed'),
    ...labels.filter(({ outcome }) => outcome === 'ignored'),
  ]
}

function outcomeOf(value: number): Outcome {
  if (value === fate.found) return 'found'
  if (value === fate.confused) return 'confused'
  return value === fate.falseAlarm ? 'falseAlarm' : 'ignored'
}
