/** A picture whose file became another one is shown anew, and none of the former pictures is kept. */
import { fail } from '../stores/messages.ts'
import { call, on } from '../studio.ts'
import { forgetAhead } from './ahead.ts'
import { useEditor } from './editor.ts'
import { openImage } from './openImage.ts'
import { keepPictures } from './picture/pictures.ts'

/** @returns a function that ends it */
export function followFiles(): () => void {
  return on('roots.changed', ({ changed }) => {
    if (changed > 0) reload().catch(fail)
  })
}

async function reload(): Promise<void> {
  const shown = useEditor.getState().image
  keepPictures(shown ? [shown.id] : [])
  forgetAhead(null)
  if (!shown) return
  const [image] = await call('images.get', { ids: [shown.id] })
  const isOpen = useEditor.getState().image?.id === shown.id
  if (!image || !isOpen || image.modifiedAt === shown.modifiedAt) return
  keepPictures([])
  await openImage(shown.id)
}
