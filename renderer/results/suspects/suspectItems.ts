/** Suspects as crops to go through, and which of them the list shows. */
import { findSuspects } from '../../../shared/metrics/suspects/findSuspects.ts'
import type { Suspect, SuspectKind } from '../../../shared/metrics/suspects/suspect.ts'
import type { SplitName } from '../../../shared/model.ts'
import type { CropItem } from '../cropItems.ts'
import type { Prepared } from '../reading.ts'

export type SuspectItem = CropItem & { readonly kind: SuspectKind; readonly suspect: Suspect }

export function suspectItems({ data, images }: Prepared): SuspectItem[] {
  return findSuspects(data).map((suspect) => {
    const { key, kind, imageId, label, detection, other, iou, score } = suspect
    return { key, kind, image: images.get(imageId)!, label, detected: detection, other, iou, doubt: score, suspect }
  })
}

export type SuspectFilter = {
  readonly kinds: readonly SuspectKind[]
  /** Of the label or of what the model says; null: all. */
  readonly categoryId: number | null
  readonly split: SplitName | null
  readonly leastScore: number
  readonly showsDecided: boolean
}

export const shownSuspects = (
  items: readonly SuspectItem[],
  filter: SuspectFilter,
  isDecided: (item: SuspectItem) => boolean,
): SuspectItem[] => items.filter((item) => isShown(item, filter) && (filter.showsDecided || !isDecided(item)))

function isShown(item: SuspectItem, { kinds, categoryId, split, leastScore }: SuspectFilter): boolean {
  if (!kinds.includes(item.kind) || item.doubt < leastScore) return false
  if (split !== null && item.image.split !== split) return false
  return categoryId === null || [item.label, item.detected].some((box) => box?.categoryId === categoryId)
}
