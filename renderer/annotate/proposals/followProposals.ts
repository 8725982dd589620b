/** Reads the proposals of the open image: when it is shown, and when they changed elsewhere. */
import { fail } from '../../stores/messages.ts'
import { onImagesChanged } from '../../stores/project.ts'
import { call } from '../../studio.ts'
import { useEditor } from '../editor.ts'
import { inOrder, isWriting } from '../editQueue.ts'

/** @returns a function that ends it */
export function followProposals(): () => void {
  const load = () => void loadProposals().catch(fail)
  load()
  const ends = [
    useEditor.subscribe(({ phase, image }, before) => {
      const isNew = before.phase.kind !== 'ready' || before.image?.id !== image?.id
      if (phase.kind === 'ready' && isNew) load()
    }),
    onImagesChanged((imageIds) => {
      const imageId = useEditor.getState().image?.id
      // What is announced while an own edit is on its way is that edit.
      if (imageId !== undefined && (!imageIds || (imageIds.includes(imageId) && !isWriting()))) load()
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}

async function loadProposals(): Promise<void> {
  const { image, phase } = useEditor.getState()
  if (!image || phase.kind !== 'ready') return
  const proposals = await inOrder(() => call('proposals.ofImage', { imageId: image.id }))
  // Decisions that were made meanwhile are not in it yet.
  if (isWriting()) return loadProposals()
  if (useEditor.getState().image?.id === image.id) useEditor.setState({ proposals, proposalsOf: image.id })
}
