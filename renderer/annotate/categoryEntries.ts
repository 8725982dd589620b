import type { TFunction } from 'i18next'
import type { PaletteEntry } from '../palette/entries.ts'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { takeCategory } from './categories.ts'

/** The classes in the palette: also those beyond the ten digits are a few letters away. */
export function categoryEntries(t: TFunction): readonly PaletteEntry[] {
  return useProject.getState().categories.map(({ id, name, hotkey }) => ({
    id: `takeClass.${id}`,
    label: t('annotate.classes.take', { name }),
    alias: name,
    kind: t('palette.class'),
    key: hotkey ?? '',
    isPossible: true,
    run: () => void takeCategory(id).catch(fail),
  }))
}
