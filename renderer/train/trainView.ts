/** What the Train screen remembers while other screens are shown: the run looked at, and the settings of the next one. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { SettingKey } from '../../shared/settingFields.ts'
import { type Draft, defaultDraft, restoredDraft } from './draft.ts'

type TrainView = {
  readonly runId: number | null
  /** Runs that are ticked to be compared. */
  readonly comparedIds: readonly number[]
  readonly draft: Draft
}

export const useTrainView = create<TrainView>()(
  persist((): TrainView => ({ runId: null, comparedIds: [], draft: defaultDraft }), {
    name: 'boxwright-train',
    partialize: ({ draft }) => ({ draft }),
    merge: (kept, now) => ({ ...now, draft: restoredDraft((kept as Partial<TrainView> | undefined)?.draft) }),
  }),
)

export function selectRun(runId: number | null): void {
  useTrainView.setState({ runId })
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
export function resetSettings(): void {
  useTrainView.setState({ draft: defaultDraft })
}
