/** What the Train screen remembers while other screens are shown: the run looked at, and the settings of the next one. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { SettingKey } from '../../shared/settingFields.ts'
import type { TrainSettings } from '../../shared/trainSettings.ts'
import { type Draft, defaultDraft, draftOf, restoredDraft } from './draft.ts'

type TrainView = {
  readonly runId: number | null
  /** The search looked at; null while a run is. */
  readonly searchId: number | null
  /** Runs that are ticked to be compared. */
  readonly comparedIds: readonly number[]
  readonly draft: Draft
}

export const useTrainView = create<TrainView>()(
  persist((): TrainView => ({ runId: null, searchId: null, comparedIds: [], draft: defaultDraft }), {
    name: 'boxwright-train',
    partialize: ({ draft }) => ({ draft }),
    merge: (kept, now) => ({ ...now, draft: restoredDraft((kept as Partial<TrainView> | undefined)?.draft) }),
  }),
)

export function selectRun(runId: number | null): void {
  useTrainView.setState({ runId, searchId: null })
}
export function selectSearch(searchId: number): void {
  useTrainView.setState({ searchId, runId: null })
}
export function compareRun(runId: number, isCompared: boolean): void {
  useTrainView.setState(({ comparedIds }) => {
    const others = comparedIds.filter((id) => id !== runId)
    return { comparedIds: isCompared ? [...others, runId] : others }
  })
}
export function compareNone(): void {
  useTrainView.setState({ comparedIds: [] })
}
export function setSetting(key: SettingKey, text: string): void {
  useTrainView.setState(({ draft }) => ({ draft: { ...draft, [key]: text } }))
}
/** Settings that were found; how long the next run trains stays as it was said. */
export function settingsToForm(settings: TrainSettings): void {
  useTrainView.setState(({ draft: { epochs, seconds } }) => ({ draft: { ...draftOf(settings), epochs, seconds } }))
}
export function resetSettings(): void {
  useTrainView.setState({ draft: defaultDraft })
}
