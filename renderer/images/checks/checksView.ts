/** Which rule is being gone through; it outlives the page, for the way back from Annotate. */
import { create } from 'zustand'
import type { FindingKind } from '../../../shared/filter/terms.ts'

export const useChecksView = create<{ readonly kind: FindingKind }>()(() => ({ kind: 'duplicate' }))
