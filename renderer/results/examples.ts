/** Boxes on which model and label agree, to set beside one on which they do not. */
import { useCallback, useMemo } from 'react'
import { type Confusion, type ConfusionPair, pairsInCell } from '../../shared/metrics/confusion.ts'
import { type CropItem, cropItems } from './cropItems.ts'
import type { Prepared } from './reading.ts'

/** As many as fit beside each other. */
export const examplesShown = 3

/** The surest and best placed pairs of a class, from different images as far as there are. */
export function examplesOf(prepared: Prepared, confusion: Confusion, categoryId: number): CropItem[] {
  const place = prepared.data.categories.findIndex(({ id }) => id === categoryId)
  if (place < 0) return []
  const { scores, imageIds } = prepared.data.detections
  const agreed = pairsInCell(confusion, place, place)
  const worth = ({ detection, iou }: ConfusionPair) => scores[detection!]! * (iou ?? 0)
  const best = agreed.toSorted((a, b) => worth(b) - worth(a))
  const seen = new Set<number>()
  const isOfNewImage = ({ detection }: ConfusionPair) => {
    const imageId = imageIds[detection!]!
    return !seen.has(imageId) && seen.add(imageId)
  }
  const first = best.filter(isOfNewImage)
  const chosen = [...new Set([...first.slice(0, examplesShown), ...best])].slice(0, examplesShown)
  // Of a common class there are thousands, of which no other becomes an item.
  return chosen.flatMap((pair) => cropItems(prepared, [pair]))
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
