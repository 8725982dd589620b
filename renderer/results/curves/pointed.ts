/** From a place on a chart to a confidence, and back. */
import { clamp } from '../../../shared/box.ts'
import { recallThresholds } from '../../../shared/metrics/cocoParameters.ts'
import type { Chart } from '../../charts/chart.ts'
import { confidenceSteps, meanLineId, type ResultChartName } from '../resultCurves.ts'

/** What the pointer is on. */
export type Pointed = { readonly name: ResultChartName; readonly place: number }

/** The step nearest to a confidence. */
export function placeOf(confidence: number): number {
  return Math.round(clamp(confidence, 0, 1) * (confidenceSteps.length - 1))
}

/** The mean recall at a confidence; null when no class has labels. */
export function recallAt(recallChart: Pick<Chart, 'series'>, confidence: number): number | null {
  return meanOf(recallChart)[placeOf(confidence)] ?? null
}

/** The highest confidence at which the mean recall is as high as at the place; null where it is never reached. */
export function confidenceAtRecall(recallChart: Pick<Chart, 'series'>, place: number): number | null {
  const step = meanOf(recallChart).findLastIndex((recall) => recall !== null && recall >= recallThresholds[place]!)
  return step < 0 ? null : confidenceSteps[step]!
}

const meanOf = ({ series }: Pick<Chart, 'series'>) => series.find((line) => line.id === meanLineId)?.values ?? []
