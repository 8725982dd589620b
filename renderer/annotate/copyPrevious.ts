/** Pasting, and copying all boxes of the image before: one step for undo, never a mode. */
import i18next from 'i18next'
import type { Annotation } from '../../shared/model.ts'
import { fail, note } from '../stores/messages.ts'
import { call } from '../studio.ts'
import { change } from './act.ts'
import { pasteBoxes } from './commands.ts'
import { useEditor } from './editor.ts'
import { inOrder } from './editQueue.ts'
import { ensureIds, nextId } from './idPool.ts'
import { imageBeside, useImageList } from './imageList.ts'

/** Pastes the copied boxes; without any, those of the previous image. */
export async function paste(): Promise<void> {
  const { clipboard, image } = useEditor.getState()
  if (!image) return
  if (clipboard.length === 0) return copyPrevious()
  await pasteInto(image.id, clipboard).catch(fail)
}

export async function copyPrevious(): Promise<void> {
  const { image } = useEditor.getState()
  if (!image) return
  const previous = imageBeside(useImageList.getState().ids, image.id, -1)
  if (previous === null) return note(i18next.t('annotate.paste.noPrevious'))
  try {
    const boxes = await inOrder(() => call('annotations.ofImage', { imageId: previous }))
    await pasteInto(image.id, boxes)
    note(i18next.t('annotate.paste.done', { count: boxes.length }))
  } catch (error) {
    fail(error)
  }
}

async function pasteInto(imageId: number, boxes: readonly Annotation[]): Promise<void> {
  await ensureIds(boxes.length)
  change((editor) => (editor.image?.id === imageId ? pasteBoxes(editor, boxes, nextId) : null))
}
