import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withPathText } from '../../shared/filter/editFilter.ts'
import { showImage } from '../stores/activity.ts'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { call } from '../studio.ts'
import type { PaletteEntry } from './entries.ts'

const shortestQuery = 2
const mostImages = 8
/** A typist's next letter comes sooner than this. */
const restMs = 120

/** Images with what is typed in their path; of very many, the first few. */
export function useImageEntries(query: string): readonly PaletteEntry[] {
  const { t } = useTranslation()
  const hasProject = useProject((state) => state.project !== null)
  const [found, setFound] = useState<readonly PaletteEntry[]>([])
  const typed = query.trim()
  useEffect(() => {
    if (!hasProject || typed.length < shortestQuery) return setFound([])
    let isCurrent = true
    const timer = setTimeout(() => {
      imagesWith(typed, t)
        .then((entries) => isCurrent && setFound(entries))
        .catch(fail)
    }, restMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [hasProject, typed, t])
  return found
}

async function imagesWith(text: string, t: TFunction): Promise<PaletteEntry[]> {
  const ids = await call('images.ids', { filter: withPathText('', text) })
  const images = await call('images.get', { ids: ids.slice(0, mostImages) })
  return images.map(({ id, path }) => ({
    id: `image.${id}`,
    label: path,
    alias: '',
    kind: t('palette.image'),
    key: '',
    isPossible: true,
    run: () => showImage(id),
  }))
}
