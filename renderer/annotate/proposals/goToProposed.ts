/** On to the next image with proposals that nobody has decided about, once those of this one are known. */
import { type Editor, useEditor } from '../editor.ts'
import { goToNext } from '../navigate.ts'

export const goToProposed = (): Promise<void> => goToNext(['is:proposed'], 'noneProposed')

/** A key that found no proposal: it is repeated when the image and its proposals are there, else the hands go on. */
export function goOnFrom(repeat: () => void): void {
  if (areKnown(useEditor.getState())) {
    void goToProposed()
    return
  }
  const end = useEditor.subscribe((editor) => {
    if (!areKnown(editor)) return
    end()
    repeat()
  })
}

function areKnown({ phase, image, proposalsOf }: Editor): boolean {
  return phase.kind !== 'loading' && (phase.kind !== 'ready' || proposalsOf === image?.id)
}
