import type { TFunction } from 'i18next'
import { withValues } from '../../shared/filter/editFilter.ts'
import { setFilter, showActivity } from '../stores/activity.ts'
import { useProject } from '../stores/project.ts'
import type { PaletteEntry } from './entries.ts'

/** From a class to the images that have boxes of it. */
export function categoryJumps(t: TFunction): readonly PaletteEntry[] {
  return useProject.getState().categories.map(({ id, name }) => ({
    id: `imagesWith.${id}`,
    label: t('palette.imagesWith', { name }),
    alias: name,
    kind: t('palette.class'),
    key: '',
    isPossible: true,
    run: () => {
      setFilter(withValues('', 'class', [name]))
      showActivity('images')
    },
  }))
}
