/** Says what was noticed in the folders of the project while nobody asked. */
import i18next from 'i18next'
import type { EventData } from '../../shared/api.ts'
import { note } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { on } from '../studio.ts'

/** @returns a function that ends it */
export function startFolderNews(): () => void {
  return on('roots.changed', (news) => note(newsText(news)))
}

function newsText({ rootId, ...counts }: EventData<'roots.changed'>): string {
  const path = useProject.getState().project?.roots.find(({ id }) => id === rootId)?.path ?? ''
  const name = path.split(/[/\\]/).at(-1)
  const parts = (['added', 'changed', 'moved', 'gone'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => i18next.t(`images.news.${kind}`, { count: counts[kind] }))
  return `${name}: ${parts.join(', ')}`
}
