/** Undo and redo of the open image. */
import i18next from 'i18next'
import { note } from '../stores/messages.ts'
import { call } from '../studio.ts'
import { useEditor } from './editor.ts'
import { readAgain, write } from './editQueue.ts'
import { refreshHistory } from './history.ts'

type Direction = 'undo' | 'redo'

export async function stepHistory(direction: Direction): Promise<void> {
  const imageId = useEditor.getState().image?.id
  if (imageId === undefined) return
  const message = await write(() => stepOf(imageId, direction))
  await readAgain(imageId)
  await refreshHistory(imageId)
  if (message) note(message)
}

/** @returns what was done, in words */
async function stepOf(imageId: number, direction: Direction): Promise<string> {
  const kind = (await call('history.state', { imageId }))[direction]
  if (kind === null) return i18next.t(`annotate.history.${direction}Nothing`)
  // An import fills many images; one key press in one of them must not take it away from all.
  if (kind === 'import' || kind === 'demo') return i18next.t('annotate.history.isBulk')
  await call(`history.${direction}`, { imageId })
  return i18next.t(`annotate.history.${direction}Done`, { what: i18next.t(`annotate.history.kinds.${kind}`) })
}
