/** What the average precision would be if the model's word were taken: computed from the labels as they then would be. */
import { useEffect, useState } from 'react'
import type { EvaluationData } from '../../shared/evaluationData.ts'
import { averagePrecisionAfter } from '../../shared/metrics/suspects/whatIf.ts'
import type { CropItem } from './cropItems.ts'
import { fixesOf } from './fixes.ts'

/** Keys come faster than this; the figure follows when they rest. */
const restMs = 150

/** Null until it is known. */
export function useWhatIf(data: EvaluationData, items: readonly CropItem[]): { readonly ap: number | null } | null {
  const [known, setKnown] = useState<{ data: EvaluationData; items: readonly CropItem[]; ap: number | null } | null>(
    null,
  )
  useEffect(() => {
    const timer = setTimeout(() => setKnown({ data, items, ap: averagePrecisionAfter(data, fixesOf(items)) }), restMs)
    return () => clearTimeout(timer)
  }, [data, items])
  return known?.data === data && known.items === items ? known : null
}
