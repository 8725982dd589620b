/** Pasting, and taking over all boxes of the image before: one step for undo, never a mode. */
import i18next from 'i18next'
import type { Annotation } from '../../shared/model.ts'
import { fail, note } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { call } from '../studio.ts'
import { change } from './act.ts'
import { pasteBoxes, takeOver } from './copies.ts'
import { useEditor } from './editor.ts'
import { inOrder } from './editQueue.ts'
import { ensureIds, nextId } from './idPool.ts'
import { imageBeside, useImageList } from './imageList.ts'
import { type Outcome, telling } from './outcome.ts'

type Copying = typeof pasteBoxes

/** Pastes the copied boxes; without any, those of the previous image. */
export async function paste(): Promise<void> {
  const { clipboard, image } = useEditor.getState()
  if (!image) return
  if (clipboard.length === 0) return copyPrevious()
  await copyInto(image.id, clipboard, pasteBoxes).catch(fail)
}

export async function copyPrevious(): Promise<void> {
  const { image } = useEditor.getState()
  if (!image) return
  const previous = imageBeside(useImageList.getState().ids, image.id, -1)
  if (previous === null) return note(i18next.t('annotate.paste.noPrevious'))
  try {
    const boxes = await inOrder(() => call('annotations.ofImage', { imageId: previous }))
    if (boxes.length === 0) return note(i18next.t('annotate.paste.previousEmpty'))
    await copyInto(image.id, boxes, takeOver)
  } catch (error) {
    fail(error)
  }
}

/** The hands may have gone to another image meanwhile; nothing is copied there. */
async function copyInto(imageId: number, boxes: readonly Annotation[], copying: Copying): Promise<void> {
  await ensureIds(boxes.length)
  const known = boxes.filter(isOfKnownCategory)
  change((editor): Outcome | null => {
    if (editor.image?.id !== imageId || editor.phase.kind !== 'ready') return null
    const count = boxes.length - known.length
    return telling(copying(editor, known, nextId), { kind: 'leftOut', count })
  })
}

/** A class may have been removed since the boxes were copied. */
function isOfKnownCategory({ categoryId }: Annotation): boolean {
  return categoryId === null || useProject.getState().categories.some(({ id }) => id === categoryId)
}
