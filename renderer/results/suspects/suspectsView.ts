/** Which suspects are listed, and which are chosen to be applied together; kept while other pages are shown. */
import { create } from 'zustand'
import { type SuspectKind, suspectKinds } from '../../../shared/metrics/suspects/suspect.ts'
import type { SuspectFilter } from './suspectItems.ts'

type SuspectsView = SuspectFilter & { readonly selected: ReadonlySet<string> }

/** Below this there is more chance than doubt. */
const usualLeastScore = 0.3

export const useSuspectsView = create<SuspectsView>()(() => ({
  kinds: suspectKinds,
  categoryId: null,
  split: null,
  leastScore: usualLeastScore,
  showsDecided: false,
  selected: new Set<string>(),
}))

export const filterSuspects = (change: Partial<SuspectFilter>): void => useSuspectsView.setState(change)

export function toggleKind(kind: SuspectKind): void {
  useSuspectsView.setState(({ kinds }) => ({
    kinds: suspectKinds.filter((other) => (other === kind) !== kinds.includes(other)),
  }))
}

export function toggleSelected(key: string): void {
  useSuspectsView.setState(({ selected }) => {
    const others = new Set(selected)
    if (!others.delete(key)) others.add(key)
    return { selected: others }
  })
}

export const selectSuspects = (keys: readonly string[]): void => useSuspectsView.setState({ selected: new Set(keys) })
