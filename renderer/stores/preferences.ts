/** What belongs to the person at this computer and not to the project: theme, language, keys. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { type Language, setLanguage } from '../i18n.ts'
import { type KeySettings, standardKeys } from '../keys/keymap.ts'

export const themes = ['dark', 'light'] as const
export type Theme = (typeof themes)[number]

type Preferences = KeySettings & {
  readonly theme: Theme
  /** Null until chosen: then the language of the system counts. */
  readonly language: Language | null
  /** What was run from the palette, the last first. */
  readonly recentIds: readonly string[]
  readonly set: (change: Partial<Omit<Preferences, 'set'>>) => void
}

export const usePreferences = create<Preferences>()(
  persist((set) => ({ theme: 'dark', language: null, ...standardKeys, recentIds: [], set }), {
    name: 'boxwright-preferences',
  }),
)

export const languageOf = ({ language }: Pick<Preferences, 'language'>): Language =>
  language ?? (navigator.language.startsWith('ko') ? 'ko' : 'en')

export function switchTheme(): void {
  const { theme, set } = usePreferences.getState()
  set({ theme: theme === 'dark' ? 'light' : 'dark' })
}

export function switchLanguage(): void {
  const preferences = usePreferences.getState()
  preferences.set({ language: languageOf(preferences) === 'en' ? 'ko' : 'en' })
}

/** Applies the preferences now and whenever they change. */
export function startPreferences(): void {
  const apply = (preferences: Preferences) => {
    document.documentElement.dataset.theme = preferences.theme
    document.documentElement.lang = languageOf(preferences)
    void setLanguage(languageOf(preferences))
  }
  apply(usePreferences.getState())
  usePreferences.subscribe(apply)
}
