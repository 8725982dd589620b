/** The figures for the thresholds in use. They follow the sliders a moment later, so that the sliders never wait. */
import { useDeferredValue, useMemo } from 'react'
import type { EvaluationData } from '../../shared/reports.ts'
import { type Matched, matchAt, type Prepared, prepare, type Reading, readAt } from './reading.ts'
import type { ResultsView } from './resultsView.ts'

export type Figures = { readonly prepared: Prepared; readonly matched: Matched; readonly reading: Reading }

export function useReading(
  data: EvaluationData | null,
  thresholds: Pick<ResultsView, 'confidence' | 'iou'>,
): Figures | null {
  const iou = useDeferredValue(thresholds.iou)
  const confidence = useDeferredValue(thresholds.confidence)
  const prepared = useMemo(() => data && prepare(data), [data])
  const matched = useMemo(() => prepared && matchAt(prepared, iou), [prepared, iou])
  return useMemo(
    () => prepared && matched && { prepared, matched, reading: readAt(matched, confidence) },
    [prepared, matched, confidence],
  )
}
