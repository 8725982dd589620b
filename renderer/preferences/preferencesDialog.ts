/** Whether the preferences are shown. */
import { create } from 'zustand'

export const usePreferencesDialog = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }))
export const showPreferences = (): void => usePreferencesDialog.setState({ isOpen: true })
export const hidePreferences = (): void => usePreferencesDialog.setState({ isOpen: false })
