import { useTranslation } from 'react-i18next'
import { Dialog } from '../design/Dialog.tsx'
import { Field, Select } from '../design/Field.tsx'
import { languages } from '../i18n.ts'
import { keymapNames } from '../keys/keymap.ts'
import { languageOf, themes, usePreferences } from '../stores/preferences.ts'
import { KeyTable } from './KeyTable.tsx'
import styles from './Preferences.module.css'
import { hidePreferences, usePreferencesDialog } from './preferencesDialog.ts'

/** What belongs to the person at this computer: looks, language and keys. Every choice holds at once. */
export function Preferences() {
  const { t } = useTranslation()
  const isOpen = usePreferencesDialog((state) => state.isOpen)
  const preferences = usePreferences()
  const { theme, keymap, set } = preferences
  return (
    <Dialog isWide title={t('preferences.title')} isOpen={isOpen} onClose={hidePreferences}>
      <div className={styles.looks}>
        <Field label={t('preferences.theme')}>
          {(id) => (
            <Select
              id={id}
              value={theme}
              choices={themes.map((value) => ({ value, label: t(`preferences.themes.${value}`) }))}
              onChoose={(value) => set({ theme: value })}
            />
          )}
        </Field>
        <Field label={t('preferences.language')}>
          {(id) => (
            <Select
              id={id}
              value={languageOf(preferences)}
              choices={languages.map((value) => ({ value, label: t(`preferences.languages.${value}`) }))}
              onChoose={(value) => set({ language: value })}
            />
          )}
        </Field>
        <Field label={t('preferences.keymap')} help={t(`preferences.keymapHelp.${keymap}`)}>
          {(id) => (
            <Select
              id={id}
              value={keymap}
              choices={keymapNames.map((value) => ({ value, label: t(`preferences.keymaps.${value}`) }))}
              onChoose={(value) => set({ keymap: value })}
            />
          )}
        </Field>
      </div>
      <KeyTable />
    </Dialog>
  )
}
