/** Which rule is being gone through; it outlives the page, for the way back from Annotate. */
import { create } from 'zustand'
import { type FindingKind, findingKinds } from '../../../shared/filter/terms.ts'

/** Null until one is chosen: then the first that finds something is shown. */
export const useChecksView = create<{ readonly kind: FindingKind | null }>()(() => ({ kind: null }))

export function shownKind(
  chosen: FindingKind | null,
  counts: Readonly<Record<FindingKind, number>> | null,
): FindingKind {
  return chosen ?? findingKinds.find((kind) => counts && counts[kind] > 0) ?? 'duplicate'
}
