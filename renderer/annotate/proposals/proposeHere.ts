/** The assistant from the picture: one key has it propose in the open one, another asks how and where. */
import { openAssistant, propose } from '../../stores/assistant.ts'
import { useEditor } from '../editor.ts'

export function proposeHere(): void {
  const { image, phase } = useEditor.getState()
  if (image && phase.kind === 'ready') void propose({ imageIds: [image.id] })
}

export const openAssistantHere = (): void => openAssistant(useEditor.getState().image ? 'picture' : 'unlabelled')
