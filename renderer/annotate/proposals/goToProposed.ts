/** On to the next image with proposals that nobody has decided about, once those of this one are known. */
import { useActivity } from '../../stores/activity.ts'
import { change } from '../act.ts'
import { type Editor, useEditor } from '../editor.ts'
import { goToNext } from '../navigate.ts'
import { showNext } from './decide.ts'

export const goToProposed = (): Promise<void> => goToNext(['is:proposed'], 'noneProposed')

/** A key that found no proposal: it is repeated when the image and its proposals are there, else the hands go on. */
export function goOnFrom(repeat: () => void): void {
  if (areKnown(useEditor.getState())) void goToProposed().then(takeFirst)
  else onceKnown(repeat)
}

/** The first one of the image that was gone to is in hand, so that the next key decides about it. */
const takeFirst = (): void => onceKnown(() => change(showNext))

/** Not for another image: who goes on meanwhile takes their hands along. */
function onceKnown(work: () => void): void {
  const { imageId } = useActivity.getState()
  if (areKnown(useEditor.getState())) {
    work()
    return
  }
  const end = useEditor.subscribe((editor) => {
    const isGone = useActivity.getState().imageId !== imageId
    if (!isGone && !areKnown(editor)) return
    end()
    if (!isGone) work()
  })
}

function areKnown({ phase, image, proposalsOf }: Editor): boolean {
  return phase.kind !== 'loading' && (phase.kind !== 'ready' || proposalsOf === image?.id)
}
