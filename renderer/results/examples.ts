/** Boxes on which model and label agree, to set beside one on which they do not. */
import { useCallback, useMemo } from 'react'
import { type Confusion, pairsInCell } from '../../shared/metrics/confusion.ts'
import { type CropItem, cropItems } from './cropItems.ts'
import type { Prepared } from './reading.ts'

/** As many as fit beside each other. */
export const examplesShown = 3

/** The surest and best placed pairs of a class, from different images as far as there are. */
export function examplesOf(prepared: Prepared, confusion: Confusion, categoryId: number): CropItem[] {
  const place = prepared.data.categories.findIndex(({ id }) => id === categoryId)
  if (place < 0) return []
  const agreed = cropItems(prepared, pairsInCell(confusion, place, place))
  const worth = ({ detected, iou }: CropItem) => (detected?.score ?? 0) * (iou ?? 0)
  const best = agreed.sort((a, b) => worth(b) - worth(a))
  const seen = new Set<number>()
  const first = best.filter(({ image }) => !seen.has(image.id) && seen.add(image.id))
  // Of a common class there are thousands.
  return [...new Set([...first.slice(0, examplesShown), ...best])].slice(0, examplesShown)
}

export function useExamples(prepared: Prepared, confusion: Confusion): (categoryId: number) => readonly CropItem[] {
  const known = useMemo(
    () => ({ prepared, confusion, ofCategory: new Map<number, CropItem[]>() }),
    [prepared, confusion],
  )
  return useCallback(
    (categoryId) => {
      const found = known.ofCategory.get(categoryId) ?? examplesOf(known.prepared, known.confusion, categoryId)
      known.ofCategory.set(categoryId, found)
      return found
    },
    [known],
  )
}
