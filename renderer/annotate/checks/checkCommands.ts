/** The keys of the rule checks. */
import { findingKinds } from '../../../shared/filter/terms.ts'
import { change } from '../act.ts'
import { type Editor, useEditor } from '../editor.ts'
import { settle } from '../execute.ts'
import { nextId } from '../idPool.ts'
import { goToNext } from '../navigate.ts'
import type { Outcome } from '../outcome.ts'
import { useViewOptions } from '../viewing/options.ts'
import { dismissShown, fixShown, showNext } from './fixes.ts'

/** The next finding of the image, and after its last the next image that has any. */
export const goToNextFinding = (): void => once(showNext)

/** Mends what is shown, or shows what could be mended. */
export const fixFinding = (): void => once(fixShown)

export const dismissFinding = (): void => once(dismissShown)

const goToImageWithFinding = () => goToNext([`issue:${findingKinds.join(',')}`], 'noneWithFinding')

type Work = (editor: Editor, share: number) => Outcome | null

/** A key that is pressed while the next image is on its way counts when it is there. */
function once(work: Work): void {
  if (useEditor.getState().phase.kind !== 'loading') {
    attempt(work)
    return
  }
  const end = useEditor.subscribe(({ phase }) => {
    if (phase.kind === 'loading') return
    end()
    attempt(work)
  })
}

function attempt(work: Work): void {
  const isDone = change((editor) => {
    const settled = settle(editor, nextId)
    const outcome = work(settled.editor, useViewOptions.getState().objectShare)
    return outcome && { ...outcome, edits: [...settled.edits, ...outcome.edits] }
  })
  if (!isDone) void goToImageWithFinding()
}
