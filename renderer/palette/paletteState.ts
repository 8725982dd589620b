/** Whether the palette is open, and where the focus was before. */
import { create } from 'zustand'
import { usePreferences } from '../stores/preferences.ts'
import type { PaletteEntry } from './entries.ts'

type PaletteState = { readonly isOpen: boolean; readonly before: Element | null }

export const usePalette = create<PaletteState>()(() => ({ isOpen: false, before: null }))

export const openPalette = (): void => usePalette.setState({ isOpen: true, before: document.activeElement })
export const closePalette = (): void => usePalette.setState({ isOpen: false })

const mostRecent = 12

/** Gives the focus back, so that the command finds the window as it was, and then runs it. */
export function leavePalette(chosen: PaletteEntry | null): void {
  const { before } = usePalette.getState()
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  if (!chosen) return
  const { recentIds, set } = usePreferences.getState()
  set({ recentIds: [chosen.id, ...recentIds.filter((id) => id !== chosen.id)].slice(0, mostRecent) })
  chosen.run()
}
