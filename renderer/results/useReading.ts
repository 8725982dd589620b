/** The figures for the thresholds in use. Where they take longer than a frame they follow a moment later, so that the sliders hardly ever wait. */
import { useEffect, useMemo, useState } from 'react'
import type { EvaluationData } from '../../shared/evaluationData.ts'
import {
  type Matched,
  matchAt,
  type Prepared,
  preparing,
  type Reading,
  readAt,
  type WantedConfidence,
} from './reading.ts'
import type { ResultsView } from './resultsView.ts'
import { useFollowing } from './useFollowing.ts'
import { useValidated } from './useValidated.ts'

export type Figures = {
  readonly prepared: Prepared
  readonly matched: Matched
  readonly reading: Reading
  /** False when the validation part was not evaluated or is what is shown. */
  readonly hasValidation: boolean
}

type Thresholds = Pick<ResultsView, 'confidence' | 'iou'>

/** @param validation the same run on the validation part, where another part is shown and that was evaluated */
export function useReading(
  data: EvaluationData | null,
  validation: EvaluationData | null,
  thresholds: Thresholds,
): Figures | null {
  const { iou, confidence, bestOnValidation } = useFollowing(useKnown(validation, thresholds))
  const [prepare] = useState(preparing)
  const prepared = useMemo(() => data && prepare(data), [data, prepare])
  const matched = useMemo(() => prepared && matchAt(prepared, iou), [prepared, iou])
  usePreparation(prepared)
  const hasValidation = validation !== null
  return useMemo(() => {
    if (!prepared || !matched) return null
    const reading = readAt(matched, confidence, bestOnValidation)
    return { prepared, matched, reading, hasValidation }
  }, [prepared, matched, confidence, bestOnValidation, hasValidation])
}

/** Whoever decides label by label does not slide. */
const restMs = 1000

/** So that the slider does not stand still when it moves first. */
function usePreparation(prepared: Prepared | null): void {
  useEffect(() => {
    if (!prepared) return
    let idle: number | null = null
    const timer = setTimeout(() => {
      idle = requestIdleCallback(prepared.sliding.prepareToMove)
    }, restMs)
    return () => {
      clearTimeout(timer)
      if (idle !== null) cancelIdleCallback(idle)
    }
  }, [prepared])
}

type Known = {
  readonly iou: number
  readonly confidence: WantedConfidence
  /** At this IoU; null where it is not wanted, or there is none. */
  readonly bestOnValidation: number | null
}

/** The thresholds in use, or, until their best confidence is known, those before. */
function useKnown(validation: EvaluationData | null, { iou, confidence }: Thresholds): Known {
  const isOnValidation = validation !== null && confidence === 'auto'
  const validated = useValidated(validation, isOnValidation ? iou : null)
  const known = useMemo(() => {
    if (!isOnValidation || validated === 'failed') return { iou, confidence, bestOnValidation: null }
    return validated && { iou: validated.iou, confidence, bestOnValidation: validated.confidence }
  }, [isOnValidation, iou, confidence, validated])
  const [last, setLast] = useState<Known>(() => known ?? { iou, confidence, bestOnValidation: null })
  if (known && known !== last) setLast(known)
  return known ?? last
}
