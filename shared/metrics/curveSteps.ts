/**
 * The curve of precision over recall as it grows, one detection at a time from the surest on, and the average precision so far
 * by its three definitions. Shapes: N detections of a ranking.
 */
import { makeNonIncreasing, precisionAtRecalls } from './averagePrecision.ts'
import { recallThresholds } from './cocoParameters.ts'
import type { Ranking } from './ranking.ts'
import { meanOf, sumOf } from './sum.ts'

export type CurveStep = {
  /** Place in dataset.detections. */
  readonly detection: number
  readonly score: number
  readonly isTrue: boolean
  /** With this and all surer ones. */
  readonly tp: number
  readonly fp: number
  readonly precision: number
  readonly recall: number
}

/** The ranking has a ground truth. */
export function curveSteps({ detections, scores, isTrue, groundTruths }: Ranking): CurveStep[] {
  let tp = 0
  return Array.from(detections, (detection, place) => {
    tp += isTrue[place]!
    const precision = tp / (place + 1)
    const recall = tp / groundTruths
    return { detection, score: scores[place]!, isTrue: isTrue[place] === 1, tp, fp: place + 1 - tp, precision, recall }
  })
}

export type AveragePrecisions = {
  /** Mean of the best precision from 11 recalls on (Pascal VOC 2007). */
  readonly elevenPoints: number
  /** Area under the staircase through all points (Pascal VOC 2010). */
  readonly allPoints: number
  /** Mean over 101 recalls (COCO). */
  readonly hundredPoints: number
}

/** As numpy's arange has them, like voc.ts. */
const elevenRecalls = Array.from({ length: 11 }, (_, step) => step * 0.1)

/** As if the first `count` detections were all. */
export function averagesSoFar({ isTrue, groundTruths }: Ranking, count: number): AveragePrecisions {
  const outcomes = isTrue.subarray(0, count)
  const meanAt = (recalls: readonly number[]) => meanOf([...precisionAtRecalls(outcomes, groundTruths, recalls)])
  return {
    elevenPoints: meanAt(elevenRecalls),
    allPoints: areaUnder(outcomes, groundTruths),
    hundredPoints: meanAt(recallThresholds),
  }
}

/** Each true detection widens the area by 1 / ground truths, as high as the best precision from there on. */
function areaUnder(outcomes: Uint8Array, groundTruths: number): number {
  let tp = 0
  const heights: number[] = []
  for (const [place, isTrue] of outcomes.entries()) if (isTrue) heights.push(++tp / (place + 1))
  makeNonIncreasing(heights)
  return sumOf(heights) / groundTruths
}
