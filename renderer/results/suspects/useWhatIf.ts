/** What the average precision would be if suspects were applied: computed from the labels as they then would be. */
import { useEffect, useState } from 'react'
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import { averagePrecisionAfter } from '../../../shared/metrics/suspects/whatIf.ts'
import { fixesOf, type SuspectItem } from './suspectItems.ts'

/** Keys come faster than this; the figure follows when they rest. */
const restMs = 150

/** Null until it is known. */
export function useWhatIf(data: EvaluationData, items: readonly SuspectItem[]): { readonly ap: number | null } | null {
  const [known, setKnown] = useState<{ data: EvaluationData; items: readonly SuspectItem[]; ap: number | null } | null>(
    null,
  )
  useEffect(() => {
    const timer = setTimeout(() => setKnown({ data, items, ap: averagePrecisionAfter(data, fixesOf(items)) }), restMs)
    return () => clearTimeout(timer)
  }, [data, items])
  return known?.data === data && known.items === items ? known : null
}
