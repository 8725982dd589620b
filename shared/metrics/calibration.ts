/**
 * Does a confidence of 0.8 mean that eight of ten such detections are right? Detections are sorted into ten ranges of
 * confidence; in each, the mean confidence is set against the share that is right.
 * Source: C. Guo et al., On Calibration of Modern Neural Networks, 2017 (expected calibration error, reliability diagram); for
 * detections, F. Küppers et al., Multivariate Confidence Calibration for Object Detection, 2020: right means matched, and
 * of the right class.
 * Shapes: N detections of a joint ranking, B = 10 bins.
 */
import type { JointRanking } from './ranking.ts'

const binCount = 10

/** Of the detections whose confidence is above `low` and not above `high`; the first takes 0 too. */
export type CalibrationBin = {
  readonly low: number
  readonly high: number
  readonly count: number
  /** Null without detections. */
  readonly meanConfidence: number | null
  /** The share that is right: the precision of these detections. Null without detections. */
  readonly precision: number | null
}

export type Calibration = {
  readonly count: number
  /** [B] */
  readonly bins: readonly CalibrationBin[]
  /** Mean distance of confidence and precision over the detections; null without any. */
  readonly expectedError: number | null
  /** The largest of these distances. */
  readonly maximumError: number | null
  /** Above 0: surer than right. */
  readonly meanExcess: number | null
}

export type CalibrationChoice = {
  /** Place of a category; without it all count. */
  readonly category?: number
  /** Only detections whose score is above it. */
  readonly confidence?: number
}

export function calibrationOf(
  ranking: JointRanking,
  { category, confidence = -1 }: CalibrationChoice = {},
): Calibration {
  const counts = new Int32Array(binCount)
  const scoreSums = new Float64Array(binCount)
  const right = new Int32Array(binCount)
  for (let position = 0; position < ranking.scores.length; position++) {
    const score = ranking.scores[position]!
    if (score <= confidence) break
    if (category !== undefined && ranking.categories[position] !== category) continue
    const bin = binOf(score)
    counts[bin]!++
    scoreSums[bin]! += score
    right[bin]! += ranking.isTrue[position]!
  }
  return summarise(
    Array.from(counts, (count, bin) => ({
      low: bin / binCount,
      high: (bin + 1) / binCount,
      count,
      meanConfidence: count > 0 ? scoreSums[bin]! / count : null,
      precision: count > 0 ? right[bin]! / count : null,
    })),
  )
}

function binOf(score: number): number {
  const bin = Math.min(binCount - 1, Math.max(0, Math.ceil(score * binCount) - 1))
  // 0.7 x 10 is a little more than 7.
  return bin > 0 && score <= bin / binCount ? bin - 1 : bin
}

function summarise(bins: readonly CalibrationBin[]): Calibration {
  const count = bins.reduce((sum, bin) => sum + bin.count, 0)
  const filled = bins.filter((bin) => bin.count > 0)
  if (filled.length === 0) return { count, bins, expectedError: null, maximumError: null, meanExcess: null }
  const excess = ({ meanConfidence, precision }: CalibrationBin) => meanConfidence! - precision!
  const weighted = (read: (bin: CalibrationBin) => number) =>
    filled.reduce((sum, bin) => sum + bin.count * read(bin), 0) / count
  return {
    count,
    bins,
    expectedError: weighted((bin) => Math.abs(excess(bin))),
    maximumError: Math.max(...filled.map((bin) => Math.abs(excess(bin)))),
    meanExcess: weighted(excess),
  }
}
