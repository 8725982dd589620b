/** Where the assistant may look: what of these is there at the moment. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { printTerm } from '../../shared/filter/printFilter.ts'
import { useActivity } from '../stores/activity.ts'
import { type AssistantScope, type AssistantWhere, useAssistant } from '../stores/assistant.ts'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { call } from '../studio.ts'

export type Place = { readonly scope: AssistantScope; readonly label: string; readonly where: AssistantWhere }

export function usePlaces(): readonly Place[] {
  const { t } = useTranslation()
  const imageId = useActivity((state) => state.imageId)
  const filter = useActivity((state) => state.filter)
  const selectedIds = useAssistant((state) => state.selectedIds)
  const unlabelled = useProject((state) => state.project?.states.unlabelled ?? 0)
  const path = usePathOf(imageId)
  const folder = path?.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : null
  const count = selectedIds.length
  const isChosen = count > 0
  return [
    ...(isChosen ? [place('selected', t('assistant.places.selected', { count }), { imageIds: [...selectedIds] })] : []),
    ...(imageId !== null && path !== null
      ? [place('picture', t('assistant.places.picture', { name: path }), { imageIds: [imageId] })]
      : []),
    ...(folder ? [place('folder', t('assistant.places.folder', { name: folder }), { filter: ofPath(folder) })] : []),
    ...(filter === '' ? [] : [place('filter', t('assistant.places.filter', { filter }), { filter })]),
    place('unlabelled', t('assistant.places.unlabelled', { count: unlabelled }), { filter: 'state:unlabelled' }),
  ]
}

const place = (scope: AssistantScope, label: string, where: AssistantWhere): Place => ({ scope, label, where })
const ofPath = (text: string): string => printTerm({ isNot: false, kind: 'path', text })

function usePathOf(imageId: number | null): string | null {
  const isOpen = useAssistant((state) => state.isOpen)
  const [path, setPath] = useState<string | null>(null)
  useEffect(() => {
    let isWanted = true
    setPath(null)
    if (imageId === null || !isOpen) return
    call('images.get', { ids: [imageId] })
      .then(([image]) => isWanted && setPath(image?.path ?? null))
      .catch(fail)
    return () => {
      isWanted = false
    }
  }, [imageId, isOpen])
  return path
}
