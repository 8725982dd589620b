/** What the average precision would be if the model's word were taken: computed from the labels as they then would be. */
import { useEffect, useState } from 'react'
import { averagePrecisionAfter } from '../../shared/metrics/suspects/whatIf.ts'
import type { CropItem } from './cropItems.ts'
import { fixesOf } from './fixes.ts'
import type { Prepared } from './reading.ts'

/** Keys come faster than this; the figure follows when they rest. */
const restMs = 150

/** Null until it is known. */
export function useWhatIf(prepared: Prepared, items: readonly CropItem[]): { readonly ap: number | null } | null {
  const [known, setKnown] = useState<{ prepared: Prepared; items: readonly CropItem[]; ap: number | null } | null>(null)
  useEffect(() => {
    const work = () => averagePrecisionAfter(prepared, fixesOf(items))
    const timer = setTimeout(() => setKnown({ prepared, items, ap: work() }), restMs)
    return () => clearTimeout(timer)
  }, [prepared, items])
  return known?.prepared === prepared && known.items === items ? known : null
}
