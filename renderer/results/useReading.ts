/** The figures for the thresholds in use. They follow the sliders a moment later, so that the sliders hardly ever wait. */
import { useMemo, useState } from 'react'
import type { EvaluationData } from '../../shared/evaluationData.ts'
import { indexAcrossCategories } from '../../shared/metrics/crossIndex.ts'
import { datasetFromEvaluation } from '../../shared/metrics/dataset.ts'
import { slidingMatch } from '../../shared/metrics/slidingMatch.ts'
import { bestConfidenceAt, type Matched, matchAt, type Prepared, preparing, type Reading, readAt } from './reading.ts'
import type { ResultsView } from './resultsView.ts'
import { useFollowing } from './useFollowing.ts'

export type Figures = {
  readonly prepared: Prepared
  readonly matched: Matched
  readonly reading: Reading
  /** False when the validation part was not evaluated or is what is shown. */
  readonly hasValidation: boolean
}

/** @param validation the same run on the validation part, where another part is shown and that was evaluated */
export function useReading(
  data: EvaluationData | null,
  validation: EvaluationData | null,
  thresholds: Pick<ResultsView, 'confidence' | 'iou'>,
): Figures | null {
  const iou = useFollowing(thresholds.iou)
  const confidence = useFollowing(thresholds.confidence)
  const [prepare] = useState(preparing)
  const prepared = useMemo(() => data && prepare(data), [data, prepare])
  const matched = useMemo(() => prepared && matchAt(prepared, iou), [prepared, iou])
  const validationAt = useMemo(
    () => validation && slidingMatch(indexAcrossCategories(datasetFromEvaluation(validation))),
    [validation],
  )
  const bestOnValidation = useMemo(() => validationAt && bestConfidenceAt(validationAt, iou), [validationAt, iou])
  return useMemo(() => {
    if (!prepared || !matched) return null
    const reading = readAt(matched, confidence, bestOnValidation)
    return { prepared, matched, reading, hasValidation: bestOnValidation !== null }
  }, [prepared, matched, confidence, bestOnValidation])
}
