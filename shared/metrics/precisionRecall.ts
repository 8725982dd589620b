/**
 * Precision, recall and F1: along all confidences as a curve, and at one confidence as an operating point.
 * Definitions: precision = tp / (tp + fp), recall = tp / (tp + fn), F1 = 2 tp / (2 tp + fp + fn).
 * Shapes: N detections of a ranking.
 */
import { makeNonIncreasing } from './averagePrecision.ts'
import type { Ranking } from './ranking.ts'
import { countAbove } from './scoreOrder.ts'

/** Entry i holds the values when the first i + 1 detections are kept. [N] each */
export type PrecisionRecallCurve = {
  readonly scores: Float64Array
  readonly recall: Float64Array
  readonly precision: Float64Array
  /** The best precision at this recall or a higher one: the staircase under which the average precision lies. */
  readonly envelope: Float64Array
  readonly f1: Float64Array
}

/** Null when the category has no ground truth: its recall is not defined. */
export function precisionRecallCurve(ranking: Ranking): PrecisionRecallCurve | null {
  if (ranking.groundTruths === 0) return null
  const truePositives = runningSum(ranking.isTrue)
  const precision = truePositives.map((tp, place) => tp / (place + 1))
  const envelope = precision.slice()
  makeNonIncreasing(envelope)
  return {
    scores: ranking.scores,
    recall: truePositives.map((tp) => tp / ranking.groundTruths),
    precision,
    envelope,
    f1: truePositives.map((tp, place) => (2 * tp) / (place + 1 + ranking.groundTruths)),
  }
}

export type Counts = { readonly tp: number; readonly fp: number; readonly fn: number }

/**
 * A value is null where its definition divides by zero: recall and F1 without ground truth, precision without
 * detections.
 */
export type OperatingPoint = Counts & {
  readonly groundTruths: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

/** With the detections whose score is above the confidence; one that equals it is dropped. */
export function operatingPoint(ranking: Ranking, confidence: number): OperatingPoint {
  const kept = countAbove(ranking.scores, confidence)
  const tp = ranking.isTrue.subarray(0, kept).reduce((sum, flag) => sum + flag, 0)
  return operatingPointOf({ tp, fp: kept - tp, fn: ranking.groundTruths - tp })
}

export function operatingPointOf({ tp, fp, fn }: Counts): OperatingPoint {
  const groundTruths = tp + fn
  return {
    tp,
    fp,
    fn,
    groundTruths,
    precision: tp + fp > 0 ? tp / (tp + fp) : null,
    recall: groundTruths > 0 ? tp / groundTruths : null,
    f1: groundTruths > 0 ? (2 * tp) / (2 * tp + fp + fn) : null,
  }
}

function runningSum(flags: Uint8Array): Float64Array {
  let sum = 0
  return Float64Array.from(flags, (flag) => {
    sum += flag
    return sum
  })
}
