/**
 * Precision, recall and F1 of small, medium and large objects at one confidence, from the same matches as the confusion matrix.
 * A pair belongs to the size of its label, a detection without one to its own size, so that the three sizes of a class add up
 * to the class.
 * Shapes: K categories; K entries of each size.
 */
import type { ObjectSize } from './coco.ts'
import { areaRanges } from './cocoParameters.ts'
import { type CrossMatches, notCounted, unmatched } from './crossMatch.ts'
import { type OperatingPoint, operatingPointOf } from './precisionRecall.ts'

export const objectSizes: readonly ObjectSize[] = ['small', 'medium', 'large']

/** COCO lets a box exactly on a limit belong to both sides; here, where boxes are counted, it is of the smaller size. */
export function sizeOf(area: number): ObjectSize {
  if (area <= areaRanges.small.high) return 'small'
  return area <= areaRanges.medium.high ? 'medium' : 'large'
}

export type PointsBySize = { readonly [size in ObjectSize]: readonly OperatingPoint[] }

export function operatingPointsBySize(matches: CrossMatches, confidence: number): PointsBySize {
  const count = matches.index.dataset.categories.length
  const tallies = { small: emptyTally(count), medium: emptyTally(count), large: emptyTally(count) }
  countDetections(matches, confidence, tallies)
  countLabels(matches, tallies)
  const pointsOf = ({ right, detected, labelled }: Tally) =>
    Array.from(right, (tp, category) =>
      operatingPointOf({ tp, fp: detected[category]! - tp, fn: labelled[category]! - tp }),
    )
  return { small: pointsOf(tallies.small), medium: pointsOf(tallies.medium), large: pointsOf(tallies.large) }
}

/** [K] each */
type Tally = { readonly right: Int32Array; readonly detected: Int32Array; readonly labelled: Int32Array }
type Tallies = { readonly [size in ObjectSize]: Tally }

function emptyTally(count: number): Tally {
  return { right: new Int32Array(count), detected: new Int32Array(count), labelled: new Int32Array(count) }
}

function countDetections({ index, groundTruths }: CrossMatches, confidence: number, tallies: Tallies): void {
  const { order, scores, categories, groundTruthCategories, dataset } = index
  for (let position = 0; position < order.length && scores[position]! > confidence; position++) {
    const detection = order[position]!
    const groundTruth = groundTruths[detection]!
    if (groundTruth === notCounted) continue
    const isAlone = groundTruth === unmatched
    const area = isAlone ? dataset.detections.boxAreas[detection]! : dataset.groundTruths.areas[groundTruth]!
    const tally = tallies[sizeOf(area)]
    const category = categories[position]!
    tally.detected[category]!++
    if (!isAlone && groundTruthCategories[groundTruth] === category) tally.right[category]!++
  }
}

function countLabels({ index }: CrossMatches, tallies: Tallies): void {
  const { isObject, groundTruthCategories, dataset } = index
  for (let place = 0; place < isObject.length; place++) {
    if (isObject[place]) tallies[sizeOf(dataset.groundTruths.areas[place]!)].labelled[groundTruthCategories[place]!]!++
  }
}
